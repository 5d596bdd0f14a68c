"""What is measured: each command, what it checks and what it does not."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from peers import Peers

ROOT = Path(__file__).parent.parent
VALIDATE = "`fifrecords validate`, cold"
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


@dataclass(frozen=True)
class Contender:
    """One row of the table: commands that run one after the other, in the folder of the inputs."""

    name: str
    commands: Sequence[Sequence[str]]
    checks: str
    leaves_out: str
    environment: Mapping[str, str] = field(default_factory=dict)


def contenders(inputs: Inputs, peers: Peers) -> list[Contender]:
    """Return the rows of the table, without those of peers that are not there.

    Args:
        inputs: The files to work on.
        peers: Where the peers are.
    """
    return [*_floors(), *_ours(), *_schema_checkers(inputs, peers), *_ledgers(inputs, peers)]


def forget_results(folder: Path) -> None:
    """Remove what `fifrecords` keeps in the git directory, so that its next run is a cold one."""
    for kept in (folder / ".git").glob("fifrecords*"):
        shutil.rmtree(kept)


def _floors() -> Iterator[Contender]:
    python = sys.executable
    yield Contender("read the bytes (Python)", [[python, "-c", READ_BYTES]], "nothing", "all of it")
    yield Contender("`git status`", [["git", "status"]], "which files changed", "what they say")
    yield Contender(
        GIT_LOG, [["git", "log", "--name-only"]], "which files changed when", "the rest"
    )
    yield Contender(PASS, [[python, "-c", "pass"]], "nothing", "all of it")


def _ours() -> Iterator[Contender]:
    command = [sys.executable, "-m", "fifrecords"]
    environment = {"PYTHONPATH": str(ROOT)}
    yield Contender(
        VALIDATE,
        [[*command, "validate", "--records", "records"]],
        "structure, vocabulary, references, dates, days across sessions, figures, claims in prose",
        "whether it is true",
        environment,
    )
    yield Contender(
        "`fifrecords tally`",
        [[*command, "tally"]],
        "the same but for claims, and adds up every figure",
        "claims",
        environment,
    )
    yield Contender(
        "`fifrecords explain` of a figure",
        [[*command, "explain", "learner-days"]],
        "the same, and tells each of its rows with line and commit",
        "claims",
        environment,
    )
    yield Contender(
        LOG,
        [[*command, "log", "learner-days"]],
        "what the figure came to with each commit",
        "claims",
        environment,
    )
    yield Contender(HELP, [[*command, "--help"]], "nothing", "all of it", environment)


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


def _ledgers(inputs: Inputs, peers: Peers) -> Iterator[Contender]:
    checks = "syntax, accounts, that each entry balances"
    leaves_out = "nothing of a ledger; it knows no records"
    if program := peers.program("bean-check"):
        for ledger, size in ((inputs.lean_ledger, "2"), (inputs.full_ledger, "6")):
            name = f"`bean-check`, no cache, {size} postings an entry"
            yield Contender(name, [[program, "--no-cache", str(ledger)]], checks, leaves_out)
    if hledger := shutil.which("hledger"):
        command = [hledger, "--file", str(inputs.journal), "check"]
        yield Contender("`hledger check`, 2 postings an entry", [command], checks, leaves_out)
