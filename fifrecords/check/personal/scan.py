"""What leads to one person, wherever a project keeps anything: in records, commits and messages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fifrecords.check.personal.detail import Detail, details
from fifrecords.check.personal.known import FILE, Known, stands_for
from fifrecords.check.personal.names import Names
from fifrecords.check.personal.search import Look, Standing, in_names, search
from fifrecords.model.finding import Finding, Problem, printable
from fifrecords.model.not_personal import NotPersonal
from fifrecords.model.records import Records
from fifrecords.store.commits import commits, formerly, messages, tag_messages
from fifrecords.store.git import Repository
from fifrecords.store.text import decoded
from fifrecords.store.tree import ref_of

RULE = "personal-detail"

_SCISSORS = f"{'-' * 24} >8 {'-' * 24}"
"""Below it stands what is committed, for who writes the message: ``git commit --verbose``."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is looked for, and what may stand where it stands.

    Attributes:
        records: The records as they are now, with what was noted as not personal.
        names: The names to look for.
    """

    records: Records
    names: Names

    def of_records(self) -> Iterator[Finding]:
        """What stands in the records, in their comments and in the names of their files."""
        sources = self.records.sources
        texts = {ref: each.text for ref, each in sources.items()}
        for ref, found in Known(self.records).search(texts, self._look()):
            yield _finding(sources[ref].path, found)
        for source in sources.values():
            yield from self._of_path(source.path, source.below)

    def of_message(self, path: str, text: str, mark: str = "#") -> Iterator[Finding]:
        """What stands in the message of a commit that is about to be made.

        Args:
            path: What the message is called.
            text: The message, with Git's own lines.
            mark: What those begin with; nothing where Git takes none out, and all are committed.
        """
        told, _, _ = text.partition(f"{mark} {_SCISSORS}\n") if mark else (text, "", "")
        lines = ("" if mark and line.startswith(mark) else line for line in told.split("\n"))
        yield from self._of_texts({path: "\n".join(lines)}, Known(self.records))

    def of_history(self, repository: Repository) -> Iterator[Finding]:
        """What stands in any version of any file below the folder, or in any message.

        What the folder was called before counts too.

        A file's version is told of once, with the first commit that has it: ``COMMIT:FILE``.

        Raises:
            GitRefused: If there is no repository, or no commit.
        """
        texts = _versions([*formerly(repository), repository])
        known = Known(self.records, texts.values())
        yield from self._of_texts(texts, known)
        for path in sorted({path.partition(":")[2]: path for path in texts}.values()):
            yield from self._of_path(path, path.partition(":")[2])
        told = {f"{commit[:10]}:message": text for commit, text in messages(repository)}
        told |= {f"{tag}:message": text for tag, text in tag_messages(repository)}
        yield from self._of_texts(told, known)
        yield from self._stale(repository, {**texts, **told})

    def _look(self) -> Look:
        return details if not self.names else lambda line: [*details(line), *self.names.find(line)]

    def _of_texts(self, texts: Mapping[str, str], known: Known) -> Iterator[Finding]:
        for path, found in known.search(texts, self._look(), _ref_at):
            yield _finding(path, found)

    def _of_path(self, path: str, below: str) -> Iterator[Finding]:
        """What the name of a file, or of a folder that it is in, gives away."""
        for detail in (*(number for _, number in in_names([below])), *self.names.find(below)):
            yield Finding(path, 1, 1, "warning", RULE, _told(detail, "the file's name holds "))

    def _stale(self, repository: Repository, texts: Mapping[str, str]) -> Iterator[Finding]:
        """What was noted of the history, and stands nowhere in it."""
        for at, noted in enumerate(self.records.not_personal):
            if noted.of_the_history and not _is_needed(noted, texts):
                message = "nothing of that looks personal in the history; delete the line"
                problem = Problem(FILE, ("known", at), message)
                yield self.records.finding(problem, "warning", "stale-exception")


def _versions(folders: Sequence[Repository]) -> dict[str, str]:
    """The text of every version of every file of a history, by its first commit and its path."""
    first: dict[tuple[str, str], str] = {}
    for folder in folders:
        for commit, changes in commits(folder, "--all"):
            for change in changes:
                if change.after is not None:
                    first.setdefault((change.after, change.below), commit.short)
    contents = folders[-1].contents(blob for blob, _ in first)
    return {
        f"{commit}:{printable(below)}": _text(contents.get(blob, b""))
        for (blob, below), commit in first.items()
    }


def _ref_at(path: str) -> str | None:
    """The record that a file of a commit is, if it is one: ``COMMIT:FILE``."""
    return ref_of(path.partition(":")[2])


def _text(data: bytes) -> str:
    """A file as far as it is text: one that no record could be is looked at too."""
    text, _ = decoded(data)
    return text or data.decode(errors="replace")


def _is_needed(noted: NotPersonal, texts: Mapping[str, str]) -> bool:
    some = {path: text for path, text in texts.items() if noted.text in text}
    return any(stands_for(noted, _ref_at(path) or "", found) for path, found in search(some))


def _finding(path: str, found: Standing) -> Finding:
    return Finding(path, found.line, found.column, "warning", RULE, _told(found.detail))


def _told(detail: Detail, where: str = "") -> str:
    return f"{where}{detail.told}" + ("; give it another" if where else " leads to one person")


def sorted_out(found: Iterable[Finding]) -> list[Finding]:
    """Findings in their order, each once."""
    return sorted(set(found))
