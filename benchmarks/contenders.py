"""What is measured: each command, what it checks and what it does not."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from peers import Peers
from states import as_it_is, cold, five_files_changed, nothing_changed

HERE = Path(__file__).parent
ROOT = HERE.parent
_COMMAND = [sys.executable, "-m", "fifrecords"]
_ENVIRONMENT = {"PYTHONPATH": str(ROOT)}
VALIDATE = "`fifrecords validate`, cold"
WARM = "`fifrecords validate`, nothing changed"
CHANGED = "`fifrecords validate`, five files changed"
TALLY = "`fifrecords tally`, nothing changed"
REPORT = "`fifrecords report`, nothing changed"
READ = "read the bytes (Python)"
STATUS = "`git status`"
HELP = "`fifrecords --help`"
PASS = "`python -c pass`"
GIT_LOG = "`git log --name-only`"
LOG = "`fifrecords log` of a figure"
READ_BYTES = """
import os
def read(folder):
    for entry in os.scandir(folder):
        if entry.is_dir():
            read(entry.path)
        else:
            with open(entry.path, "rb", buffering=0) as file:
                file.read()
read("records")
"""


@dataclass(frozen=True)
class Inputs:
    """The files that the commands work on."""

    folder: Path
    lean_ledger: Path
    full_ledger: Path
    journal: Path
    full_journal: Path


@dataclass(frozen=True)
class Contender:
    """One row of the table: commands that run one after the other, in the folder of the inputs.

    `before` brings the folder into the state that they are to find, each time.
    """

    name: str
    commands: Sequence[Sequence[str]]
    checks: str
    leaves_out: str
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = as_it_is


def contenders(inputs: Inputs, peers: Peers) -> list[Contender]:
    """Return the rows of the table, without those of peers that are not there.

    Args:
        inputs: The files to work on.
        peers: Where the peers are.
    """
    return [
        *_floors(),
        *ours(inputs.folder),
        *_schema_checkers(inputs, peers),
        *_linters(peers),
        *_ledgers(inputs, peers),
    ]


def _floors() -> Iterator[Contender]:
    python = sys.executable
    yield Contender(READ, [[python, "-c", READ_BYTES]], "nothing", "all of it")
    yield Contender(STATUS, [["git", "status"]], "which files changed", "what they say")
    yield Contender(
        GIT_LOG, [["git", "log", "--name-only"]], "which files changed when", "the rest"
    )
    yield Contender(PASS, [[python, "-c", "pass"]], "nothing", "all of it")


def ours(folder: Path) -> list[Contender]:
    """Return the rows of `fifrecords`: cold, and where it has run before."""
    validate = [*_COMMAND, "validate", "--records", "records"]
    checks = (
        "structure, vocabulary, references, dates, days across sessions, figures, claims, privacy"
    )
    adds_up = "the same but for claims, and adds up every figure"
    tells = "the same, and tells each of its rows with line and commit"
    moves = "what the figure came to with each commit"

    def of_validate(name: str, checks: str, state: Callable[[], None]) -> Contender:
        return Contender(name, [validate], checks, "whether it is true", _ENVIRONMENT, state)

    return [
        of_validate(VALIDATE, checks, partial(cold, folder)),
        of_validate(WARM, "the same", partial(nothing_changed, validate, _ENVIRONMENT, folder)),
        of_validate(
            CHANGED, "the same", partial(five_files_changed, validate, _ENVIRONMENT, folder)
        ),
        cold_row(folder, "`fifrecords tally`, cold", adds_up, "tally"),
        _warm_row(folder, TALLY, "the same", "tally"),
        _warm_row(folder, REPORT, "the same, and writes the form", "report", "--format", "md"),
        cold_row(
            folder, "`fifrecords explain` of a figure, cold", tells, "explain", "learner-days"
        ),
        cold_row(folder, LOG, moves, "log", "learner-days"),
        Contender(HELP, [[*_COMMAND, "--help"]], "nothing", "all of it", _ENVIRONMENT),
    ]


def cold_row(folder: Path, name: str, checks: str, *arguments: str) -> Contender:
    """Return the row of a command of `fifrecords` for which nothing is kept."""
    command = [*_COMMAND, *arguments]
    return Contender(name, [command], checks, "claims", _ENVIRONMENT, partial(cold, folder))


def _warm_row(folder: Path, name: str, checks: str, *arguments: str) -> Contender:
    command = [*_COMMAND, *arguments]
    before = partial(nothing_changed, command, _ENVIRONMENT, folder)
    return Contender(name, [command], checks, "claims", _ENVIRONMENT, before)


def _schema_checkers(inputs: Inputs, peers: Peers) -> Iterator[Contender]:
    program = peers.program("check-jsonschema")
    if not program:
        return
    commands = list(_schema_calls(program, inputs.folder))
    checks = "the structure of each file by itself"
    leaves_out = "everything across files, vocabulary, arithmetic, prose; says no line"
    yield Contender("check-jsonschema, as installed", commands, checks, leaves_out)
    if peers.libyaml:
        environment = {"PYTHONPATH": str(peers.libyaml)}
        name = "check-jsonschema, with libyaml's parser added"
        yield Contender(name, commands, checks, leaves_out, environment)


def _schema_calls(program: str, folder: Path) -> Iterator[list[str]]:
    for kind, files in _files_by_kind(folder).items():
        schema = ROOT / "schemas" / f"{kind}.schema.json"
        for batch in _batches(files):
            yield [program, "--schemafile", str(schema), *batch]


def _files_by_kind(folder: Path) -> dict[str, list[str]]:
    """Return the paths of each kind of record, as short as an argument list wants them."""
    patterns = {
        "project": "project.yaml",
        "vocabulary": "vocabulary.yaml",
        "indicators": "indicators.yaml",
        "organisation": "organisations/**/*.yaml",
        "person": "people/**/p-*.yaml",
        "group": "people/**/g-*.yaml",
        "session": "sessions/**/*.yaml",
    }
    found = {kind: sorted((folder / "records").glob(glob)) for kind, glob in patterns.items()}
    return {
        kind: [str(path.relative_to(folder)) for path in paths]
        for kind, paths in found.items()
        if paths
    }


def _batches(arguments: Iterable[str]) -> Iterator[list[str]]:
    """Cut arguments into lists that the system takes, leaving room for the environment."""
    room = os.sysconf("SC_ARG_MAX") // 2
    batch: list[str] = []
    size = 0
    for argument in arguments:
        length = len(os.fsencode(argument)) + 1 + 8  # with its pointer
        if batch and size + length > room:
            yield batch
            batch, size = [], 0
        batch.append(argument)
        size += length
    if batch:
        yield batch


def _linters(peers: Peers) -> Iterator[Contender]:
    if program := peers.program("yamale"):
        schemas = {"session": "sessions", "person": "people", "organisation": "organisations"}
        commands = [
            [
                program,
                "-n",
                str(_cores()),
                "-s",
                str(HERE / "yamale" / f"{schema}.yaml"),
                f"records/{kind}",
            ]
            for schema, kind in schemas.items()
        ]
        leaves_out = "everything across files, vocabulary, arithmetic, prose; says no line"
        name = "yamale, on all cores"
        yield Contender(name, commands, "the structure of each file by itself", leaves_out)
    if program := peers.program("yamllint"):
        command = [program, "-d", "relaxed", "records"]
        yield Contender("yamllint", [command], "syntax, layout", "what the records say")


def _ledgers(inputs: Inputs, peers: Peers) -> Iterator[Contender]:
    checks = "syntax, accounts, that each entry balances"
    leaves_out = "nothing of a ledger; it knows no records"
    if program := peers.program("bean-check"):
        for ledger, size in ((inputs.lean_ledger, "2"), (inputs.full_ledger, "6")):
            name = f"`bean-check`, no cache, {size} postings an entry"
            yield Contender(name, [[program, "--no-cache", str(ledger)]], checks, leaves_out)
        name = "`bean-check`, cached, 6 postings an entry"
        cached = [program, str(inputs.full_ledger)]
        yield Contender(name, [cached], "that the ledger is the same", leaves_out)
    if hledger := shutil.which("hledger"):
        for ledger, size in ((inputs.journal, "2"), (inputs.full_journal, "6")):
            command = [hledger, "--file", str(ledger), "check"]
            name = f"`hledger check`, {size} postings an entry"
            yield Contender(name, [command], "syntax, that each entry balances", leaves_out)
            name = f"`hledger check -s`, {size} postings an entry"
            yield Contender(name, [[*command, "-s"]], checks, leaves_out)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
