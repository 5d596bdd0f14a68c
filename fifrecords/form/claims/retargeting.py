"""Claims that lead to something under its new name: the target rewritten, and nothing else."""

import re
from collections.abc import Callable

from fifrecords.form.claims.claim import scheme_and_path
from fifrecords.form.claims.links import passages
from fifrecords.form.claims.passage import Link
from fifrecords.model.call import BadCall

Step = Callable[[tuple[str, ...]], int | None]
"""Tells which step of a claim's path has a new name; None where none has."""

_TARGET = re.compile(r"(?:figure|status):[^\s<>()\[\]\"'`]+", re.IGNORECASE)

_Said = list[tuple[str, tuple[Link, ...]]]


def retargeted(markdown: str, step: Step, becomes: str) -> str:
    """Some Markdown with a step of its claims' paths called otherwise.

    What looks like a claim and is none, as within code, stays as it was.

    Args:
        markdown: The text, whatever its lines end in.
        step: Tells which step of a path has the new name.
        becomes: The new name.

    Raises:
        BadCall: If a claim is written in a way that only a person can change safely.
    """
    made = markdown
    for found in reversed(list(_TARGET.finditer(markdown))):
        target = _renamed(found[0], step, becomes)
        tried = made[: found.start()] + target + made[found.end() :]
        if target != found[0] and _is_of_a_link(_said(made), _said(tried)):
            made = tried
    if left := [target for target in _targets(made) if _renamed(target, step, becomes) != target]:
        raise BadCall(f"the claim {left[0]} is not safe to change; edit it by hand")
    return made


def _renamed(target: str, step: Step, becomes: str) -> str:
    scheme, path = scheme_and_path(target)
    at = step(path) if scheme else None
    if at is None:
        return target
    head, _, rest = target.partition(":")
    steps = rest.split("/")
    return f"{head}:{'/'.join([*steps[:at], becomes, *steps[at + 1 :]])}"


def _said(markdown: str) -> _Said:
    return [(passage.text, passage.links) for passage in passages(markdown)]


def _is_of_a_link(before: _Said, after: _Said) -> bool:
    """Whether only where links lead differs: what is read stays, and something leads elsewhere."""
    return before != after and [text for text, _ in before] == [text for text, _ in after]


def _targets(markdown: str) -> list[str]:
    return [link.target for _, links in _said(markdown) for link in links]
