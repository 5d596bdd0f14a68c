"""A seal held against what is there now: the tag, the history, the form, and the figures."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Literal, NamedTuple

from fifrecords.check.rules import without_errors
from fifrecords.form.writers import WRITERS
from fifrecords.store.commits import Commit
from fifrecords.store.git import NoSuchRevision, Repository
from fifrecords.store.gitrun import GitRefused, unreplaced
from fifrecords.store.load import load
from fifrecords.tally.figures import add_up
from fifrecords.trail.compare import Difference, commits_by_record, differences
from fifrecords.trail.seal import (
    TAGS,
    CannotSeal,
    Seal,
    Submission,
    TamperedSeal,
    is_signed,
    read_seal,
    submission,
    tool,
)

Fault = Literal[
    "tampered tag", "rewritten history", "changed form", "another tool", "shallow clone"
]


class Verdict(NamedTuple):
    """One thing that was verified.

    Attributes:
        fault: What is wrong; None where it holds.
        words: What holds, or what is wrong and how that shows.
    """

    fault: Fault | None
    words: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a sealed submission.

    Attributes:
        verdicts: Each thing that was verified.
        restated: The figures that differ now, without what has errors, from what was submitted.
        commits: The commits since, by the references of the records that they changed.
    """

    verdicts: tuple[Verdict, ...]
    restated: tuple[Difference, ...] = ()
    commits: Mapping[str, list[Commit]] | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with the submission, whatever was restated since."""
        return all(verdict.fault is None for verdict in self.verdicts)


@unreplaced()
def verify(repository: Repository, name: str, file: str | None = None) -> Verification:
    """Holds a seal against what is there now.

    Args:
        repository: The repository, as seen from the records folder.
        name: The seal's name.
        file: The form as it was submitted; None takes the file of the seal's name in the format
            that was sealed, if it is here.

    Raises:
        NoSuchSeal: If there is no such seal.
    """
    try:
        made = read_seal(repository, name)
    except TamperedSeal as error:
        return Verification((Verdict("tampered tag", f"the tag was tampered with: {error}"),))
    signed = _signature(repository, made)
    history = _history(repository, made)
    if not repository.has(f"{made.commit}^{{commit}}"):
        return Verification((signed, history))
    try:
        folder = f"{repository.top}/{made.folder}".rstrip("/")
        again, _ = submission(folder, made.commit, made.format, **made.period())
    except (NoSuchRevision, CannotSeal) as error:
        words = f"the tag was tampered with: {error}"
        return Verification((signed, history, Verdict("tampered tag", words)))
    verdicts = (signed, history, _regenerated(made, again), *_form(made, again, file))
    restated, commits = _restatement(repository, made, again)
    return Verification(verdicts, restated, commits)


def _signature(repository: Repository, made: Seal) -> Verdict:
    tag = f"{TAGS}{made.name}"
    if not is_signed(repository, tag):
        return Verdict(None, f"the tag is whole, not signed, and names commit {made.commit[:10]}")
    try:
        repository.ask("verify-tag", tag)
    except GitRefused as error:
        if any(words in error.said.lower() for words in ("bad signature", "incorrect signature")):
            return Verdict("tampered tag", "the tag was tampered with: its signature is not good")
        return Verdict(None, "the tag is whole; it is signed, by a key that is not known here")
    return Verdict(None, f"the tag is whole, well signed, and names commit {made.commit[:10]}")


def _history(repository: Repository, made: Seal) -> Verdict:
    commit = made.commit[:10]
    try:
        repository.ask("merge-base", "--is-ancestor", made.commit, "HEAD")
    except GitRefused:
        if repository.is_shallow:
            words = f"only the end of the history is here, and not the sealed commit {commit}"
            return Verdict("shallow clone", f"{words}; git fetch --unshallow, and verify again")
        words = f"the history was rewritten: the sealed commit {commit} is no longer in it"
        return Verdict("rewritten history", words)
    return Verdict(None, f"the sealed commit {commit} is in the history")


def _regenerated(made: Seal, again: Submission) -> Verdict:
    """Whether the sealed commit still gives the sealed form and figures."""
    here = tool(made.format)
    if made.tool != here and again.sha256 != made.sha256:
        words = f"written by version {made.tool}, and this is {here}"
        return Verdict("another tool", f"{words}: install that one to regenerate the form")
    project = again.records.project
    if made.form != (project.form if project else None):
        words = f"the tag was tampered with: the records' form never was {made.form}"
        return Verdict("tampered tag", words)
    if dict(made.figures) != again.kept_figures():
        figures = again.kept_figures()
        names = [n for n in {**figures, **made.figures} if figures.get(n) != made.figures.get(n)]
        words = f"the tag was tampered with: the records never gave its figures {', '.join(names)}"
        return Verdict("tampered tag", words)
    if again.sha256 != made.sha256:
        words = "the tag was tampered with: the records never gave a form of its SHA-256"
        return Verdict("tampered tag", words)
    return Verdict(None, f"the records give the sealed form again, byte for byte ({made.sha256})")


def _form(made: Seal, again: Submission, file: str | None) -> Iterator[Verdict]:
    usual = f"{made.name}.{made.format}"
    if file is None and not Path(usual).is_file():
        return
    file = file or usual
    data = Path(file).read_bytes()
    if hashlib.sha256(data).hexdigest() == made.sha256:
        yield Verdict(None, f"{file} is the sealed form")
    else:
        words = (
            f"the form was changed: {file} is not what was sealed{_where(made, data, again.data)}"
        )
        yield Verdict("changed form", words)


def _where(made: Seal, data: bytes, sealed: bytes) -> str:
    """The first line in which a form differs from the sealed one, if it has lines."""
    if not WRITERS[made.format].is_text:
        return ""
    theirs, ours = data.split(b"\n"), sealed.split(b"\n")
    pairs = enumerate(zip_longest(theirs, ours), 1)
    line = next((n for n, (one, other) in pairs if one != other), None)
    return f"; it differs from line {line} on" if line else ""


def _restatement(
    repository: Repository, made: Seal, again: Submission
) -> tuple[tuple[Difference, ...], Mapping[str, list[Commit]]]:
    now = add_up(without_errors(load(repository.folder).records), **made.period())
    try:
        commits = commits_by_record(repository, made.commit)
    except GitRefused:
        commits = {}
    return tuple(differences(again.figures, now)), commits
