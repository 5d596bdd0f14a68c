"""How a number is known, from a register down to a plan."""

from typing import Literal

Basis = Literal["documented", "counted", "estimated", "planned"]

BASES: tuple[Basis, ...] = ("documented", "counted", "estimated", "planned")
"""Best known first: a named register or certificate, heads, a method and its inputs, a plan."""

ADDED: tuple[Basis, ...] = ("documented", "counted", "estimated")
"""What a figure is made of; what is planned is never added."""

_RANK = {basis: rank for rank, basis in enumerate(BASES)}


def weakest(*bases: Basis) -> Basis:
    """The grade of a product: never above its weakest part."""
    return max(bases, key=_RANK.__getitem__)


def best(*bases: Basis) -> Basis:
    """The grade of one body that several rows know of."""
    return min(bases, key=_RANK.__getitem__)
