"""Git as it is called from a folder: alike for everybody, with the reason where it refuses."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from fifrecords.model.call import BadCall

INDEX = "GIT_INDEX_FILE"

_UNREPLACED = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": f"{os.devnull}/nowhere"}
"""See https://git-scm.com/docs/git-replace; the file cannot be there."""

_only_what_is_named: ContextVar[bool] = ContextVar("only_what_is_named", default=False)

_PINNED = (
    *("diff.noprefix=false", "diff.mnemonicPrefix=false", "diff.relative=false"),
    *("diff.srcPrefix=a/", "diff.dstPrefix=b/", "diff.orderFile=/dev/null"),
    *("diff.interHunkContext=0", "diff.renameLimit=1000", "diff.algorithm=myers"),
    *("log.showRoot=true", "log.showSignature=false", "log.follow=false"),
    *("core.quotePath=false", "i18n.commitEncoding=UTF-8", "i18n.logOutputEncoding=UTF-8"),
)
"""Settings by which a user sees a history otherwise: here it is to be the same for everybody.

See https://git-scm.com/docs/git-config
"""


class GitRefused(BadCall):
    """Git would not do what it was asked.

    Args:
        why: The line in which it says why.
        said: All that it said.
    """

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why)
        self.said = said


class NoGit(GitRefused):
    """Git is not installed, or is not found."""


@contextmanager
def unreplaced() -> Iterator[None]:
    """Meanwhile an object is what its id says, whatever this clone alone puts in its place."""
    token = _only_what_is_named.set(True)
    try:
        yield
    finally:
        _only_what_is_named.reset(token)


class Git:
    """Git, asked from a folder or from the nearest one above that is there.

    Args:
        folder: The folder; it need not be there now.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._stands_in = Path(folder)
        while not self._stands_in.is_dir() and self._stands_in != self._stands_in.parent:
            self._stands_in = self._stands_in.parent
        below = Path(folder).relative_to(self._stands_in).as_posix()
        self._below = "" if below == "." else f"{below}/"

    def setting(self, name: str) -> str:
        """One of Git's settings; empty where it is not set."""
        try:
            return self.ask("config", "--get", name).strip()
        except GitRefused:
            return ""

    def ask(self, *arguments: str, given: bytes | None = None) -> str:
        """What a Git command prints, as text.

        Raises:
            GitRefused: If it fails, or there is no Git.
        """
        return self.ask_bytes(*arguments, given=given).decode(errors="surrogateescape")

    def ask_bytes(
        self, *arguments: str, given: bytes | None = None, index: str | None = None
    ) -> bytes:
        """What a Git command prints."""
        pinned = (part for setting in _PINNED for part in ("-c", setting))
        command = ["git", "--no-optional-locks", *pinned, "-C", str(self._stands_in), *arguments]
        environment = _environment() | ({INDEX: str(Path(index).absolute())} if index else {})
        try:
            done = subprocess.run(
                command, input=given, capture_output=True, check=False, env=environment
            )
        except FileNotFoundError as error:
            where = "install it from https://git-scm.com"
            raise NoGit(f"Git is not installed, or not on the PATH; {where}") from error
        except OSError as error:
            raise GitRefused(f"git cannot be run: {error.strerror}") from error
        if done.returncode:
            said = done.stderr.decode(errors="replace")
            raise GitRefused(in_one_line(said), said)
        return done.stdout

    def record(self, paths: Sequence[str], message: str) -> str:
        """Commits some files and nothing else, whatever else is staged.

        Args:
            paths: The files, as seen from here; one that is gone is committed as deleted, and one
                that Git never knew of is not looked at.
            message: What the commit says.

        Returns:
            The commit's short id.

        Raises:
            GitRefused: If Git will not, as outside a repository, or where it knows no author; and
                if nothing is left of the files, for Git would take that to mean all of them.
        """
        named = [self._seen_from_here(path) for path in paths]
        known = self.ask("ls-files", "-z", "--", *map(_literal, named)).split("\0")
        named = [each for each in named if each in known or (self._stands_in / each).exists()]
        if not named:
            raise GitRefused("there is nothing to commit")
        wanted = [_literal(each) for each in named]
        self.ask("add", "--all", "--", *wanted)
        self.ask("commit", "--quiet", f"--message={message}", "--only", "--", *wanted)
        return self.ask("rev-parse", "--short", "HEAD").strip()

    def _seen_from_here(self, path: str) -> str:
        """A file as git finds it from here, be it or the records by a link."""
        there = Path(path).parent.resolve() / Path(path).name
        return os.path.relpath(there, self._stands_in.resolve())


def _literal(path: str) -> str:
    """A file by its name, in which no sign stands for another."""
    return f":(literal){path}"


def _environment() -> dict[str, str]:
    """The environment without what binds Git to another place: in hooks, that is set.

    Git is to speak English and to mean what it is told, for its words and differences are read.
    """
    bound = ("GIT_DIR", "GIT_WORK_TREE", INDEX, "GIT_PREFIX", "GIT_COMMON_DIR")
    told = ("GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF")
    unset = {name for name in os.environ if name in (*bound, *told) or "_PATHSPECS" in name}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return kept | {"LANGUAGE": "en"} | (_UNREPLACED if _only_what_is_named.get() else {})


_TO_TELL_WHO_ONE_IS = "git config --global user.email"
"""What Git itself says, among much else, where it lacks a name for a commit or a tag."""

_TELLING_WHO_ONE_IS = (
    "git config --global user.name NAME, then git config --global user.email ADDRESS"
)


def in_one_line(said: str) -> str:
    """Of what Git says in failing, the line that says why."""
    if _TO_TELL_WHO_ONE_IS in said:
        return "Git does not know who you are; tell it: " + _TELLING_WHO_ONE_IS
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return (fatal or lines or ["git failed"])[0].removeprefix("fatal: ").removeprefix("error: ")
