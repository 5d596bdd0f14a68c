"""What looks personal and may stand where it stands."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from fifrecords.check.personal.detail import details
from fifrecords.check.personal.postcode import normal, postcodes
from fifrecords.check.personal.search import Look, Standing, search
from fifrecords.model.not_personal import NotPersonal
from fifrecords.model.records import Records

FILE = "not-personal"
_TYPE = re.compile(r"(?m)^type: *(\w+)")
_ADDRESS = re.compile(r"(?m)^address: .*")


class Known:
    """What a project tells of itself in public, and what it has noted as not personal.

    The contact of the project is there to be written to. The postcode of an organisation or of a
    place of one is no home's, wherever it stands; that of a household is.

    Args:
        records: The records.
        earlier: Texts of earlier records, whose organisations had addresses too.
    """

    def __init__(self, records: Records, earlier: Iterable[str] = ()) -> None:
        self._noted = records.not_personal
        contact = records.project.contact if records.project else None
        self._contact = {contact.email, contact.telephone} if contact else set()
        self._is_broken = "project" in records.broken
        self._places = {
            normal(text[start:end])
            for text in (*_addresses(records), *_earlier_addresses(earlier))
            for start, end in postcodes(text)
        }

    def search(
        self,
        texts: Mapping[str, str],
        look: Look = details,
        ref_of: Callable[[str], str | None] = str,
    ) -> Iterator[tuple[str, Standing]]:
        """The personal details in some texts, but for those that may stand where they stand.

        Args:
            texts: The texts, each by the record that it is of, or by whatever tells that.
            look: What finds details in a line.
            ref_of: Gives the record, if it is of one.
        """
        for key, found in search(texts, look):
            if not self.allows(ref_of(key) or "", found):
                yield key, found

    def allows(self, ref: str, found: Standing) -> bool:
        """Whether a detail may stand in a record.

        Args:
            ref: The record.
            found: The detail, and where it stands in that.
        """
        if ref == FILE or any(stands_for(each, ref, found) for each in self._noted):
            return True
        if found.detail.kind == "postcode":
            return normal(found.detail.text) in self._places
        return ref == "project" and (self._is_broken or found.detail.text in self._contact)


def is_stale(records: Records, noted: NotPersonal) -> bool:
    """Whether what was noted allows nothing that looks personal in the records as they are.

    Args:
        records: The records.
        noted: What was noted.
    """
    texts = {
        ref: source.text
        for ref, source in records.sources.items()
        if ref != FILE and noted.text in source.text
    }
    return not any(stands_for(noted, ref, found) for ref, found in search(texts))


def stands_for(noted: NotPersonal, ref: str, found: Standing) -> bool:
    """Whether what was noted is what a detail is, or a part of.

    Args:
        noted: What was noted.
        ref: The record that the detail stands in.
        found: The detail.
    """
    if noted.stands_in and ref not in noted.stands_in:
        return False
    length, detail = len(noted.text), found.detail
    return found.text.find(noted.text, max(0, detail.end - length), detail.start + length) >= 0


def _addresses(records: Records) -> Iterator[str]:
    for each in records.organisations.values():
        if each.type != "household" and each.address:
            yield each.address


def _earlier_addresses(texts: Iterable[str]) -> Iterator[str]:
    """The addresses of what was an organisation or a site when it was written down."""
    for text in texts:
        if "\naddress: " in text and (kind := _TYPE.search(text)) and kind[1] != "household":
            yield from _ADDRESS.findall(text)
