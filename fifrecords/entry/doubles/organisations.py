"""Organisations that look as if they were one: by their names and addresses."""

from collections.abc import Iterator

from rapidfuzz.fuzz import ratio, token_sort_ratio

from fifrecords.entry.doubles.pair import Clue, Pair, in_pairs, plainly
from fifrecords.model.organisation import Organisation
from fifrecords.model.records import Records

_SAYS_NOTHING = frozenset({"the", "and", "of", "ltd", "limited", "plc", "cic", "cio", "llp", "inc"})
_ALIKE = 88
"""How alike two names are in per cent, from which on they may be one: a letter or two of ten."""

_A_WORD = 75


def alike_organisations(records: Records) -> Iterator[Pair]:
    """Organisations of one name or one address; a site is another than whose place it is."""
    names = {id_: _bare(each.name) for id_, each in records.organisations.items()}
    places = {id_: plainly(each.address or "") for id_, each in records.organisations.items()}
    for one, other in in_pairs(records.organisations):
        a, b = records.organisations[one], records.organisations[other]
        clues = [*_of_the_names(names[one], names[other])]
        if places[one] and places[one] == places[other] and not _are_of_one_house(a, b):
            clues.append(Clue(3, f"one address: {a.address}"))
        if clues and one != b.site_of and other != a.site_of:
            against = [Clue(-1, f"but one is a {a.type} and one a {b.type}")]
            yield Pair("organisations", (one, other), (*clues, *against[: a.type != b.type]))


def _bare(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    words = plainly(name.replace("'", "")).split()
    return tuple(word for word in words if word not in _SAYS_NOTHING) or tuple(words)


def _of_the_names(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[Clue]:
    if sorted(one) == sorted(other) or "".join(one) == "".join(other):
        yield Clue(5, "names that differ in nothing that matters")
    elif _differ_by_a_slip(one, other):
        yield Clue(3, "names that differ by a letter or two")


def _differ_by_a_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether words were mistyped; *Hostel A* and *Hostel B*, *Unit 1* and *Unit 2* are two."""
    if token_sort_ratio(" ".join(one), " ".join(other), score_cutoff=_ALIKE) == 0:
        return False
    apart = sorted(set(one) - set(other)), sorted(set(other) - set(one))
    if len(apart[0]) != len(apart[1]):
        return not any(len(word) == 1 or word.isdecimal() for words in apart for word in words)
    return all(
        len(a) > 2 < len(b) and not (a + b).isdecimal() and ratio(a, b) >= _A_WORD
        for a, b in zip(*apart, strict=True)
    )


def _are_of_one_house(one: Organisation, other: Organisation) -> bool:
    """Whether they are sites of one organisation, which may well share an address."""
    return one.site_of is not None and one.site_of == other.site_of
