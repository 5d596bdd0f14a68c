"""What the shell completes: ids, from the names of files, and figures, from one file alone."""

from collections.abc import Collection, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from fifrecords.cli.folder import folder_of
from fifrecords.model.indicator import FUNDING
from fifrecords.model.kinds import KINDS
from fifrecords.store.load import load

Known = Iterable[tuple[str, str]]
"""What can be completed, each with what it is called."""


def figures(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the name of a figure."""
    root = root_of(ctx)
    return items(_figures(root), incomplete) if root else []


def subjects(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes a figure, or a record by its id or as KIND/ID."""
    if (root := root_of(ctx)) is None:
        return []
    kind, slash, _ = incomplete.partition("/")
    if slash:
        ids = ids_in(root, kind) if kind in KINDS else ()
        return items(((f"{kind}/{id_}", called) for id_, called in ids), incomplete)
    kinds = ((f"{each}/", "") for each in KINDS)
    return [
        *items(_figures(root), incomplete),
        *items(kinds, incomplete),
        *(_of_kinds(root, KINDS, incomplete) if incomplete else ()),
    ]


def sessions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the id of a session."""
    root = root_of(ctx)
    return _of_kinds(root, ("sessions",), incomplete) if root else []


def records(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the id of a record of any kind."""
    root = root_of(ctx)
    return _of_kinds(root, KINDS, incomplete) if root else []


def root_of(ctx: click.Context) -> str | None:
    """The records folder that a half-written command is about; None where there is none."""
    return folder_of(ctx.params.get("folder"))


def ids_in(root: str, kind: str) -> Known:
    """The ids of a kind of record: the names of its files, none of which is read."""
    return ((file.stem, "") for file in sorted(Path(root, kind).rglob("*.yaml")))


def items(known: Known, incomplete: str) -> list[CompletionItem]:
    """Those that begin as what is there does."""
    return [
        CompletionItem(id_, help=called or None)
        for id_, called in known
        if id_.startswith(incomplete)
    ]


def _figures(root: str) -> Known:
    known = load(root, only=("indicators.yaml",)).records.indicators
    named = {id_: each.statement or "" for id_, each in known.items()}
    return {**named, FUNDING: "the grant"}.items()


def _of_kinds(root: str, kinds: Collection[str], incomplete: str) -> list[CompletionItem]:
    return items((each for kind in kinds for each in ids_in(root, kind)), incomplete)
