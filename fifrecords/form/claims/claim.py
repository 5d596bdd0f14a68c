"""The claims of the narrative: the links that say what the records bear."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from fifrecords.form.claims.passage import Link, Passage
from fifrecords.form.words import CLAIM_SCHEMES, claimed, steps
from fifrecords.model.kinds import NARRATIVE
from fifrecords.model.records import Records


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A link that says what a figure comes to, or where it stands.

    Attributes:
        section: The section of the narrative.
        scheme: ``figure`` for a number, ``status`` for where it stands.
        path: The figure, and what is cited of it.
        passage: What it stands in.
        link: Where it stands there.
    """

    section: str
    scheme: str
    path: tuple[str, ...]
    passage: Passage
    link: Link

    @property
    def ref(self) -> str:
        """The record that it stands in."""
        return f"{NARRATIVE}/{self.section}"

    @property
    def text(self) -> str:
        """What is said, as it is read."""
        return self.passage.text[self.link.start : self.link.end]

    @property
    def at(self) -> tuple[int, int]:
        """Line and column of the first letter of the text; of what follows where there is none."""
        places = self.passage.places
        place = places[min(self.link.start, len(places) - 1)] if places else None
        return (place.line, place.column) if place else (1, 1)

    @property
    def cites(self) -> str:
        """The path as it is written."""
        return "/".join(self.path)


@lru_cache(maxsize=1)
def prose(records: Records) -> Mapping[str, tuple[Passage, ...]]:
    """The passages of the narrative by section, the sections that no form asks for too."""
    from fifrecords.form.claims.links import passages  # noqa: PLC0415 - a helper may read Markdown

    return {section: tuple(passages(text)) for section, text in records.narrative.items()}


@lru_cache(maxsize=1)
def claims(records: Records) -> tuple[Claim, ...]:
    """Every claim of the narrative, section by section, as it is read."""
    return tuple(_claims(records))


def _claims(records: Records) -> Iterator[Claim]:
    for section, each in prose(records).items():
        for passage in each:
            for link in passage.links:
                scheme, path = scheme_and_path(link.target)
                if scheme in ("figure", "status"):
                    yield Claim(section, scheme, path, passage, link)


def misspelt(records: Records) -> Iterator[tuple[Claim, str]]:
    """Links that look like claims, but for a letter, each with the scheme that may be meant."""
    for section, each in prose(records).items():
        for passage in each:
            for link in passage.links:
                scheme = link.target.partition(":")[0].lower()
                near = get_close_matches(scheme, CLAIM_SCHEMES, n=1, cutoff=0.75)
                if ":" in link.target and near and scheme not in CLAIM_SCHEMES:
                    yield Claim(section, scheme, (), passage, link), near[0]


def scheme_and_path(target: str) -> tuple[str, tuple[str, ...]]:
    """What a link claims and of what; an empty scheme where it claims nothing."""
    scheme, path = claimed(target)
    return scheme, steps(path) if scheme else ()
