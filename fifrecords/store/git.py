"""What Git knows of a records folder: its commits, and what they hold."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from fifrecords.model.call import BadCall
from fifrecords.store.gitrun import INDEX, Git, GitRefused, NoGit, in_one_line
from fifrecords.store.tree import ref_of

STAGED = ":"
"""What stands for a revision where what is staged for the next commit is meant."""

_BRANCH = "main"
"""The branch that a repository begins with, as forges name theirs and the documentation does."""


class NoSuchRevision(BadCall):
    """There is no such revision, no repository, or no Git."""


class Revision(NamedTuple):
    """The commit that the records stand at.

    Attributes:
        commit: The full id of the commit; None outside a repository or before its first commit.
        dirty: Whether the records differ from that commit; true where there is none.
    """

    commit: str | None
    dirty: bool


class Repository(Git):
    """The repository that a records folder lies in, seen from that folder.

    Args:
        folder: The records folder; it need not hold anything now.
    """

    def revision(self) -> Revision:
        """The commit that the folder stands at.

        Where there is no repository, or no Git, no commit can vouch for the records.
        """
        try:
            commit = self.ask("rev-parse", "--verify", "--quiet", "HEAD").strip()
            changes = self.ask(
                "status", "--porcelain", "--untracked-files=normal", "--", self.way_to("")
            )
            return Revision(commit, changes != "" or self.ignored() != [])
        except GitRefused:
            return Revision(None, True)

    def ignored(self) -> list[str]:
        """The records that Git is told to ignore, as seen from the folder: no commit holds them.

        Raises:
            GitRefused: If there is no repository.
        """
        wanted = ("--others", "--ignored", "--exclude-standard", "-z", "--", self.way_to(""))
        files = self.ask("ls-files", *wanted).split("\0")[:-1]
        seen_from_here = (each.removeprefix(self._below) for each in files)
        return [each for each in seen_from_here if ref_of(each) is not None]

    def commit(self, revision: str) -> str:
        """The full id of the commit that a revision names.

        Raises:
            NoSuchRevision: If it names none.
        """
        try:
            name = f"{revision}^{{commit}}"
            return self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name).strip()
        except GitRefused as error:
            raise NoSuchRevision(self._why_not(revision)) from error

    def _why_not(self, revision: str) -> str:
        try:
            self.ask("rev-parse", "--git-dir")
        except GitRefused as error:
            if "not a git repository" not in str(error):
                return str(error)
            return f"{self.folder} is not in a Git repository, so it has no revision {revision}"
        if self.is_new:
            return f"the repository has no commit yet, so no revision {revision}"
        mend = "; the clone is shallow: git fetch --unshallow" if self.is_shallow else ""
        return f"there is no revision {revision}{mend}"

    @property
    def is_new(self) -> bool:
        """Whether there is a repository, and its first commit is yet to be made.

        Raises:
            NoGit: If nobody can tell.
        """
        try:
            self.ask("rev-parse", "--git-dir")
        except NoGit:
            raise
        except GitRefused:
            return False
        return not self.has("HEAD")

    @property
    def is_shallow(self) -> bool:
        """Whether the clone holds only the end of its history; false outside a repository."""
        try:
            return self.ask("rev-parse", "--is-shallow-repository").strip() == "true"
        except GitRefused:
            return False

    @property
    def top(self) -> str:
        """The top of the work tree."""
        return self.ask("rev-parse", "--show-toplevel").strip("\n")

    @property
    def prefix(self) -> str:
        """The folder as seen from the top of the repository, with a slash; empty for the top."""
        return self.ask("rev-parse", "--show-prefix").strip("\n") + self._below

    @property
    def relative(self) -> str:
        """The option by which Git names files as seen from the folder, and tells of no others."""
        return f"--relative={self.prefix}" if self._below else "--relative"

    def way_to(self, below: str) -> str:
        """A file or folder as Git is told of it: the folder itself need not be there.

        Args:
            below: It, as seen from the folder; empty for the folder.
        """
        return f"./{self._below}{below}"

    def has(self, name: str) -> bool:
        """Whether a name names an object that is there."""
        try:
            self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
            self.ask("cat-file", "-e", name)
        except GitRefused:
            return False
        return True

    @property
    def private(self) -> Path | None:
        """Where a tool may keep what is its own, in Git's folder; None outside a repository."""
        try:
            kept = self.ask("rev-parse", "--git-path", "fifrecords").strip("\n")
        except GitRefused:
            return None
        return self._stands_in.resolve() / kept  # git looks from there, be it by a link

    def files_at(self, revision: str, names: Iterable[str] = ("",)) -> dict[str, tuple[str, str]]:
        """The files below the folder at a revision: path below it, Git mode and blob id.

        Args:
            revision: The revision, or ``STAGED``.
            names: The files and folders to look at, as seen from the folder.

        Raises:
            NoSuchRevision: If there is no such revision.
        """
        return self.blobs_at(self._tree(revision), names)

    def _tree(self, revision: str) -> str:
        """The id of a revision's commit, or of the tree that the next commit will hold."""
        if revision != STAGED:
            return self.commit(revision)
        try:
            return self.ask_bytes("write-tree", index=self._index()).decode().strip()
        except GitRefused as error:
            first = in_one_line(error.said.partition("\n")[0])
            raise NoSuchRevision(f"what is staged cannot be committed: {first}") from error

    def _index(self) -> str | None:
        """The index that a hook is called for, where that is one of this repository's."""
        named = os.environ.get(INDEX, "")
        own = Path(self.ask("rev-parse", "--absolute-git-dir").strip("\n"))
        return named if Path(named).resolve().parent == own.resolve() else None

    def fork(self, since: str, until: str | None) -> str:
        """Where a line of history left another: the last commit that both have.

        Args:
            since: A revision of the other line.
            until: One of the line itself; None and ``STAGED`` for what comes after HEAD.

        Returns:
            The commit; that of ``since`` itself where no common one is known, as in a clone that
            holds only the end of its history.

        Raises:
            NoSuchRevision: If there is no such revision.
        """
        one, tip = self.commit(since), "HEAD" if until in (None, STAGED) else self.commit(until)
        try:
            return self.ask("merge-base", one, tip).partition("\n")[0] or one
        except GitRefused:
            return one

    def renames(self, since: str, until: str | None) -> dict[str, str]:
        """The files that were renamed, each with its new name, as seen from the folder.

        Args:
            since: A revision.
            until: A later one, or ``STAGED``; None for the work tree.
        """
        ends = [self.commit(since), *([] if until is None else [self._tree(until)])]
        wanted = ("--name-status", "--find-renames", "--diff-filter=R", self.relative, "-z")
        paths = self.ask("diff", *wanted, *ends, "--", self.way_to("")).split("\0")
        return dict(zip(paths[1::3], paths[2::3], strict=True))

    def blobs_at(self, tree: str, names: Iterable[str] = ("",)) -> dict[str, tuple[str, str]]:
        """The files below the folder at a commit or tree: path below it, Git mode and blob id."""
        listing = self.ask("ls-tree", "-r", "-z", tree, "--", *map(self.way_to, names))
        files = {}
        for line in listing.split("\0")[:-1]:
            (mode, _, blob), path = line.partition("\t")[0].split(), line.partition("\t")[2]
            files[path.removeprefix(self._below)] = (mode, blob)
        return files

    def held(self, revision: str) -> bool:
        """Whether the folder held a project at a revision."""
        name = revision.removesuffix(STAGED)
        return self.has(f"{name}:{self.way_to('project.yaml')}")

    def contents(self, blobs: Iterable[str]) -> Mapping[str, bytes]:
        """The bytes of blobs by their ids; a submodule's commit has none.

        They are what the ids say, whatever this clone puts in their place: what is known of a blob
        is kept by its id.
        """
        wanted = sorted(set(blobs))
        if not wanted:
            return {}
        listed = "\n".join(wanted).encode() + b"\n"
        return dict(
            _batched(self.ask_bytes("--no-replace-objects", "cat-file", "--batch", given=listed))
        )


def begin(folder: str) -> bool:
    """Makes a repository of a folder that lies in none.

    Returns:
        Whether one was made.

    Raises:
        GitRefused: If Git will not, or there is none.
    """
    repository = Repository(folder)
    try:
        repository.ask("rev-parse", "--git-dir")
    except GitRefused as error:
        if "not a git repository" not in str(error):
            raise
        repository.ask("init", "--quiet")
        repository.ask("symbolic-ref", "HEAD", f"refs/heads/{_BRANCH}")  # Git before 2.28 has no -b
        return True
    return False


def from_the_top(folder: str) -> Callable[[str], str]:
    """Names files of a folder as seen from the top of its repository, if it lies in one.

    Args:
        folder: The folder, as it was named.
    """
    try:
        top = Repository(folder).prefix
    except GitRefused:
        return str
    below = "" if folder == "." else f"{folder}/"
    itself = top.rstrip("/") or "."
    return lambda path: itself if path == folder else top + path.removeprefix(below)


def _batched(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """The objects in the answer of ``git cat-file --batch``."""
    start = 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        blob, *rest = answer[start:end].decode().split()
        start = end + 1
        if len(rest) == 2:
            size = int(rest[1])
            yield blob, answer[start : start + size]
            start += size + 1
