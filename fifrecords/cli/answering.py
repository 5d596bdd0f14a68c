"""The options that answer the questions for a new record, and what the shell completes there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click
from click.shell_completion import CompletionItem

from fifrecords.cli.completing import ids_in, items, root_of
from fifrecords.entry import choices
from fifrecords.entry.choices import Choosing
from fifrecords.entry.kinds.kind import Kind
from fifrecords.entry.question import Moment, Question
from fifrecords.model.records import Records
from fifrecords.store.load import load

Completing = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_WORDS = ("project.yaml", "vocabulary.yaml", "indicators.yaml", "forms")
_KINDS: dict[Choosing, str] = {
    choices.organisations: "organisations",
    choices.bodies: "organisations",
    choices.attenders: "people",
    choices.groups: "people",
    choices.persons: "people",
}
"""Choices among records: their ids are the names of files, and no file need be read."""


def asks(command: Any, kind: Kind) -> Any:
    """The options that answer a kind's questions, which a command takes by their names."""
    for question in reversed(kind.questions):
        command = _option(question)(command)
    return command


def _option(question: Question) -> Any:
    return click.option(
        question.option,
        question.name,
        multiple=question.many,
        metavar="ANSWER",
        help=f"{question.asks}?",
        shell_complete=_answers_to(question),
    )


def _answers_to(question: Question) -> Completing:
    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        root = root_of(ctx)
        if root and (kind := _KINDS.get(question.choices)):
            return items(ids_in(root, kind), incomplete)
        records = load(root, only=_WORDS).records if root else Records()
        moment = Moment(records, date.min, {k: v for k, v in ctx.params.items() if v})
        return items(question.offered(moment).items(), incomplete)

    return complete
