"""A command that is called again, for the same records, says again what it said.

Only commands are meant that read records and nothing else, and only with the options that are
listed here: one that looks elsewhere is left out. Nothing heavy is read here, nor is click.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout

from fifrecords.cli.folder import folder_of, working_folder
from fifrecords.model.call import BadCall
from fifrecords.store.outputs import Call, Output, Piece

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Came:
    """How a command ended.

    Attributes:
        code: Its exit code.
        to_its_end: Whether it did what it was called for, and was not cut off.
    """

    def __init__(self, code: int, *, to_its_end: bool) -> None:
        self.code = code
        self.to_its_end = to_its_end


class _Reads:
    """How a command is called that only reads.

    Attributes:
        flags: Its options that stand alone.
        options: Its options that a value comes after.
        names_folder: Whether its argument is the records folder.
        tells_commit: Whether it tells the commit, and whether the records differ from that.
        shapes: The formats that look nowhere else; all where none is named.
        again: Whether what it said may be said again; else only its records are read ahead.
    """

    def __init__(
        self,
        flags: Sequence[str],
        options: Sequence[str],
        *,
        names_folder: bool = False,
        tells_commit: bool = False,
        shapes: Sequence[str] = (),
        again: bool = True,
    ) -> None:
        self.flags = flags
        self.options = options
        self.names_folder = names_folder
        self.tells_commit = tells_commit
        self.shapes = shapes
        self.again = again


_COMMANDS = {
    "validate": _Reads(
        ("--strict",), ("--records", "--at", "--rule", "--skip", "--format"), names_folder=True
    ),
    "tally": _Reads(
        ("--draft",), ("--records", "--at", "--from", "--until", "--format"), tells_commit=True
    ),
    "report": _Reads(
        ("--draft", "--public"),
        ("--records", "--at", "--from", "--until", "--form", "--format"),
        tells_commit=True,
        shapes=("txt", "md"),
    ),
    "claims": _Reads(("--unbound",), ("--records", "--at", "--until")),
    "explain": _Reads((), ("--records", "--at", "--until", "--format"), again=False),
}


def answered(words: Sequence[str], run: Callable[[], Came]) -> int:
    """Runs a command, or says again what it said.

    Args:
        words: How the program is called.
        run: Runs the command.

    Returns:
        The exit code.
    """
    if (call := _call(words)) is None:
        return run().code
    if not _COMMANDS[words[0]].again:
        with call.under_way():
            return run().code
    if output := call.output():
        return _say(output)
    said: list[Piece] = []
    with ExitStack() as meanwhile:
        meanwhile.enter_context(call.under_way())
        meanwhile.enter_context(redirect_stdout(_Heard(sys.stdout, said, aside=False)))
        meanwhile.enter_context(redirect_stderr(_Heard(sys.stderr, said, aside=True)))
        came = run()
    if came.to_its_end:
        call.keep(Output(_joined(said), came.code))
    return came.code


def _call(words: Sequence[str]) -> Call | None:
    """The call, if the same may have been made before."""
    name, *rest = words or ("",)
    if (reads := _COMMANDS.get(name)) is None or (given := _given(rest, reads)) is None:
        return None
    at = given.get("--at")
    try:
        called_in = working_folder()
        root = folder_of(given.get("") or given.get("--records"), at)
        commit, tree = _commit(root, at) if root and at else ("", "")
        standing = _standing(root) if root and reads.tells_commit and not at else ""
    except (BadCall, OSError):
        return None  # the command itself will say why
    shown = [f"{each.encoding} {each.isatty()}" for each in (sys.stdout, sys.stderr)]
    if root is None:
        return None
    return Call.of(root, [*words, called_in, *shown, standing, tree], commit)


def _given(words: Sequence[str], reads: _Reads) -> Mapping[str, str] | None:
    """The options that are given; None where one is not listed. The folder has no name."""
    given: dict[str, str] = {}
    left = list(words)
    while left:
        word, *left = left
        name, equals, value = word.partition("=")
        if not word.startswith("-"):
            given |= {"": word} if reads.names_folder else {}
        elif name in reads.options and (equals or left):
            given[name] = value if equals else left.pop(0)
        elif word not in reads.flags:
            return None
    if reads.shapes and given.get("--format", reads.shapes[0]) not in reads.shapes:
        return None
    return given


def _commit(root: str, at: str) -> tuple[str, str]:
    """A commit, and its tree: a history that was rewritten may have put another in its place.

    See https://git-scm.com/docs/git-replace
    """
    from fifrecords.store.git import Repository  # noqa: PLC0415 - most calls ask nothing of Git

    repository = Repository(root)
    commit = repository.commit(at)
    return commit, repository.ask("rev-parse", f"{commit}^{{tree}}")


def _standing(root: str) -> str:
    from fifrecords.store.git import Repository  # noqa: PLC0415

    return str(Repository(root).revision())


def _say(output: Output) -> int:
    for aside, piece in output.said:
        stream = sys.stderr if aside else sys.stdout
        if isinstance(piece, str):
            stream.write(piece)
        else:
            stream.flush()
            stream.buffer.write(piece)
    return output.code


class _Heard:
    """A stream that notes what is written to it."""

    def __init__(self, stream: "Any", said: list[Piece], *, aside: bool) -> None:
        self._stream = stream
        self._said = said
        self._aside = aside

    def __getattr__(self, name: str) -> "Any":
        return getattr(self._stream, name)

    @property
    def buffer(self) -> "_Heard":
        """The stream below, for bytes."""
        return _Heard(self._stream.buffer, self._said, aside=self._aside)

    def write(self, piece: "Any") -> "Any":
        """Writes something on, and notes it, but for how far a reading has come."""
        written = self._stream.write(piece)
        if isinstance(piece, bytes) or not piece.startswith("\r"):
            self._said.append((self._aside, piece))
        return written


def _joined(said: Sequence[Piece]) -> list[Piece]:
    """What was said, in as few pieces as may be."""
    joined: list[Piece] = []
    for aside, piece in said:
        if joined and joined[-1][0] == aside and type(joined[-1][1]) is type(piece):
            joined[-1] = (aside, joined[-1][1] + piece)  # type: ignore[operator]
        else:
            joined.append((aside, piece))
    return joined
