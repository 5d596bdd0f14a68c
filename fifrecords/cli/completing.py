"""What the shell completes: ids, from the names of files, and words, from two files alone."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from fifrecords.cli.opened import records_folder
from fifrecords.entry import choices
from fifrecords.entry.choices import Choosing
from fifrecords.entry.question import Moment, Question
from fifrecords.model.call import BadCall
from fifrecords.model.indicator import FUNDING
from fifrecords.model.records import KINDS
from fifrecords.store.load import load

Completing = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_WORDS = ("project.yaml", "vocabulary.yaml", "indicators.yaml", "forms")
_KINDS: dict[Choosing, str] = {
    choices.organisations: "organisations",
    choices.bodies: "organisations",
    choices.attenders: "people",
    choices.persons: "people",
    choices.groups: "people",
}
"""Choices among records: their ids are the names of files, and no file need be read."""


def answers_to(question: Question) -> Completing:
    """Completes the answers to a question."""

    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        root = _root(ctx)
        if root is None:
            return []
        if (kind := _KINDS.get(question.choices)) is not None:
            return _items(_ids(root, kind), incomplete)
        moment = Moment(load(root, only=_WORDS).records, date.min, ctx.params)
        return _items(question.choices(moment).items(), incomplete)

    return complete


def figures(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the name of a figure."""
    root = _root(ctx)
    if root is None:
        return []
    known = load(root, only=("indicators.yaml",)).records.indicators
    named = {id_: each.statement or "" for id_, each in known.items()}
    return _items({**named, FUNDING: "the grant"}.items(), incomplete)


def subjects(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes a figure, or a record as KIND/ID."""
    root = _root(ctx)
    if root is None:
        return []
    if "/" not in incomplete:
        kinds = [(f"{kind}/", "") for kind in KINDS]
        return figures(ctx, param, incomplete) + _items(kinds, incomplete)
    kind = incomplete.partition("/")[0]
    if kind not in KINDS:
        return []
    return _items(((f"{kind}/{id_}", "") for id_, _ in _ids(root, kind)), incomplete)


def sessions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the id of a session."""
    return _of_kind(ctx, ("sessions",), incomplete)


def records(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the id of a record of any kind."""
    return _of_kind(ctx, KINDS, incomplete)


def _of_kind(ctx: click.Context, kinds: Collection[str], incomplete: str) -> list[CompletionItem]:
    root = _root(ctx)
    return _items((each for kind in kinds for each in _ids(root, kind)), incomplete) if root else []


def _root(ctx: click.Context) -> str | None:
    try:
        return records_folder(ctx.params.get("folder"))
    except (click.UsageError, BadCall):
        return None


def _ids(root: str, kind: str) -> Iterable[tuple[str, str]]:
    return ((file.stem, "") for file in sorted(Path(root, kind).rglob("*.yaml")))


def _items(known: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    return [
        CompletionItem(id_, help=called or None)
        for id_, called in known
        if id_.startswith(incomplete)
    ]
