"""What ``git log`` tells of a records folder: its commits, and what each did to which files."""

import re
from itertools import takewhile
from pathlib import PurePosixPath
from typing import NamedTuple

from fifrecords.model.finding import printable
from fifrecords.store.git import Repository

FORMAT = "--format=%x00%x00%H%x00%P%x00%an%x00%aI%x00%s%x00%x00"
"""How ``git log`` is to print commits, so that ``parse_commits`` can read them."""

_HEAD = re.compile(
    "\0\0(?P<id>[0-9a-f]{40,64})\0(?P<parents>[0-9a-f ]*)\0(?P<author>[^\0]*)\0(?P<date>[^\0]*)"
    "\0(?P<subject>[^\0]*)\0\0"
)
_CHANGE = re.compile(r":\d+ (\d+) ([0-9a-f]+) ([0-9a-f]+) \w+\0([^\0]*)")
_NO_BLOB = re.compile("0+")
_FILES = ("100644", "100755")


PROJECT = "project.yaml"
"""The file by which a records folder is followed through its names: each has one."""


class Commit(NamedTuple):
    """A commit, and who made it when and why.

    Attributes:
        id: Its full id.
        parents: The ids of those before it; several for a merge.
        author: Whose change it is.
        date: When it was made, as ISO 8601 with its own time zone.
        subject: The first line of its message.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    date: str
    subject: str

    @property
    def short(self) -> str:
        """Its id as a person reads it."""
        return self.id[:10]

    @property
    def day(self) -> str:
        """The day it was made."""
        return self.date[:10]


class Change(NamedTuple):
    """What a commit did to one file, against its first parent.

    Attributes:
        below: The file, as seen from the records folder.
        before: The blob it was; None for a new file.
        after: The blob it became; None for a deleted one.
    """

    below: str
    before: str | None
    after: str | None


def commits(repository: Repository, *revisions: str) -> list[tuple[Commit, tuple[Change, ...]]]:
    """The commits of a history, the oldest first, with what each changed below the folder.

    Args:
        repository: The repository, as seen from the records folder.
        revisions: What ``git log`` is to start from, or a range; HEAD where not given.
    """
    told = repository.ask(
        *("log", "--topo-order", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames"),
        *("--diff-merges=first-parent", repository.relative, FORMAT, *revisions, "--"),
    )
    return [(commit, _changes(changes)) for commit, changes in parse_commits(told)]


def formerly(repository: Repository, revision: str = "HEAD") -> list[Repository]:
    """What a records folder was before it was renamed, the oldest first.

    Args:
        repository: The repository, as seen from the folder.
        revision: Where to start from.

    Raises:
        GitRefused: If there is no repository, or no commit.
    """
    told = repository.ask(
        *("log", "--follow", "--find-renames", "--diff-filter=RC", "--name-status", "-z"),
        *("--format=", revision, "--", repository.way_to(PROJECT)),
    ).split("\0")
    steps = zip(told[::3], told[1::3], strict=False)
    renames = takewhile(lambda step: step[0].startswith("R"), steps)  # a copy is another project
    were = [PurePosixPath(path).parent.as_posix() for _, path in renames][::-1]
    here = repository.prefix.rstrip("/") or "."
    return [Repository(f"{repository.top}/{each}") for each in dict.fromkeys(were) if each != here]


def messages(repository: Repository) -> list[tuple[str, str]]:
    """The id and the whole message of every commit that a branch or a tag leads to."""
    told = repository.ask("log", "--all", "--format=%H%x00%B%x00")
    parts = told.split("\0")
    return [
        (id_.strip(), text.encode(errors="surrogateescape").decode(errors="replace"))
        for id_, text in zip(parts[::2], parts[1::2], strict=False)
    ]


def tag_messages(repository: Repository) -> list[tuple[str, str]]:
    """The name and the whole message of every tag that has one."""
    parts = "%(if:equals=tag)%(objecttype)%(then)%(refname:short)%00%(contents)%00%(end)"
    told = repository.ask("for-each-ref", f"--format={parts}", "refs/tags").split("\0")
    return [
        (name.strip(), text.encode(errors="surrogateescape").decode(errors="replace"))
        for name, text in zip(told[::2], told[1::2], strict=False)
    ]


def parse_commits(told: str) -> list[tuple[Commit, str]]:
    """The commits in what ``git log`` prints in ``FORMAT``, each with what it tells of files."""
    heads = list(_HEAD.finditer(told))
    ends = [*(head.start() for head in heads), len(told)][1:]
    return [(_commit(h), told[h.end() : end]) for h, end in zip(heads, ends, strict=True)]


def _commit(found: re.Match[str]) -> Commit:
    parents = tuple(found["parents"].split())
    author, subject = (_readable(found[name]) for name in ("author", "subject"))
    return Commit(found["id"], parents, author, found["date"], subject)


def _readable(text: str) -> str:
    """What somebody wrote into a commit, whatever its encoding, on one line."""
    return printable(text.encode(errors="surrogateescape").decode(errors="replace"))


def _changes(told: str) -> tuple[Change, ...]:
    return tuple(
        Change(path, _blob(before), _blob(after) if mode in _FILES else None)
        for mode, before, after, path in _CHANGE.findall(told)
    )


def _blob(id_: str) -> str | None:
    return None if _NO_BLOB.fullmatch(id_) else id_
