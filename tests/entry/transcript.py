"""A page's transcripts, given again at a terminal of their own, key by key."""

import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pexpect

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?P<folder>~|\w+)\$ (?P<line>.*)")
ASKED = re.compile(r"(?P<question>(?! ).*?\?(?: \[Y/n\]:)?)(?: (?P<answer>(?!\[).*))?")
LEFT_OUT = "..."
ID = re.compile(r"\bp-[2-9a-z]{8}\b")
TODAY = re.compile(r"\\\[\d{4}\\-\d\d\\-\d\d\\\]")


class Command(NamedTuple):
    """A command of a page, and the lines that it shows beside it."""

    folder: str
    line: str
    shown: list[str]


def commands(page: str) -> Iterator[Command]:
    """The commands of a page in their order."""
    for block in BLOCK.findall(page):
        first, *shown = block.splitlines()
        given = COMMAND.fullmatch(first)
        assert given, first
        yield Command(given["folder"], given["line"], shown)


def exchanges(shown: list[str]) -> Iterator[tuple[list[str], str, str]]:
    """What is printed before each question, the question, and the answer."""
    before: list[str] = []
    for line in shown:
        if asked := ASKED.fullmatch(line):
            yield before, asked["question"], asked["answer"] or ""
            before = []
        else:
            before.append(line)
    yield before, "", ""


class Reader:
    """Somebody who follows the page: types what it types, and sees what it shows.

    Args:
        home: The folder that the page calls ``~``.
        environment: The environment of the commands.
    """

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        self.home = home
        self.environment = environment
        self.ids: dict[str, str] = {}
        self.questions = self.keys = 0

    def give(self, command: Command) -> None:
        """Gives a command, answers its questions, and holds what is seen to the page."""
        program, *arguments = shlex.split(command.line)
        if program == "fifrecords":
            program, arguments = sys.executable, ["-m", "fifrecords", *arguments]
        below = "" if command.folder == "~" else command.folder
        child = pexpect.spawn(
            program,
            arguments,
            cwd=self.home / below,
            env=dict(self.environment),
            encoding="utf-8",
            timeout=60,
            dimensions=(50, 200),
        )
        self.keys += len(command.line) + 1
        for before, question, answer in exchanges(command.shown):
            self._follow(child, before, question, answer)
        child.close()
        assert child.exitstatus == 0, command.line

    def _follow(
        self, child: "pexpect.spawn[str]", before: list[str], question: str, answer: str
    ) -> None:
        """Sees what comes before a question, and answers it; the end is a question to nobody."""
        if not question:
            child.expect(pexpect.EOF)
            self._hold(child.before or "", before)
            return
        child.expect(f"{self._pattern(question)} ")
        self._hold(child.before or "", before)
        typed = ID.sub(lambda id_: self.ids[id_[0]], answer)
        child.sendline(typed)
        child.expect_exact(f"{typed}\r\n")
        self.questions += 1
        self.keys += len(typed) + 1

    def _hold(self, seen: str, shown: list[str]) -> None:
        """Holds what is seen to what the page shows; learns the ids that are new."""
        lines = [line.rstrip() for line in seen.replace("\r\n", "\n").strip("\n").split("\n")]
        for id_, real in zip(_new_ids(shown, self.ids), _ids(lines, self.ids), strict=False):
            self.ids[id_] = real
        wanted = "\n".join(".*" if line == LEFT_OUT else self._pattern(line) for line in shown)
        wanted = wanted.strip("\n")
        assert re.fullmatch(wanted, "\n".join(lines), re.DOTALL), f"{wanted}\n---\n{seen}"

    def _pattern(self, line: str) -> str:
        """What a line of the page looks like with the ids and the day of today."""
        known = ID.sub(lambda id_: self.ids.get(id_[0], id_[0]), line)
        return TODAY.sub(r"\\[\\d{4}-\\d\\d-\\d\\d\\]", re.escape(known))


def _new_ids(lines: list[str], known: Mapping[str, str]) -> list[str]:
    """The ids in some lines of the page that were not there before, in their order."""
    return [id_ for id_ in dict.fromkeys(ID.findall("\n".join(lines))) if id_ not in known]


def _ids(lines: list[str], known: Mapping[str, str]) -> list[str]:
    """The ids on the screen that were not there before, in their order."""
    seen = dict.fromkeys(ID.findall("\n".join(lines)))
    return [id_ for id_ in seen if id_ not in known.values()]
