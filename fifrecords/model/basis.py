"""How a number is known, from a register down to a plan."""

from collections.abc import Iterable
from typing import Literal

Added = Literal["documented", "counted", "estimated"]
Basis = Literal[Added, "planned"]

BASES: tuple[Basis, ...] = ("documented", "counted", "estimated", "planned")
"""Best known first: a named register or certificate, heads, a method and its inputs, a plan."""

ADDED: tuple[Basis, ...] = ("documented", "counted", "estimated")
"""What a figure is made of; what is planned is never added."""

_RANK = {basis: rank for rank, basis in enumerate(BASES)}


def weaker(one: Basis, other: Basis) -> Basis:
    """The grade of a product: never above its weakest part."""
    return one if _RANK[one] >= _RANK[other] else other


def best(bases: Iterable[Basis]) -> Basis:
    """The grade of one body that several rows know of."""
    return min(bases, key=_RANK.__getitem__)
