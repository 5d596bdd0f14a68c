"""What looks personal and may stand where it stands."""

from collections.abc import Iterator

from fifrecords.check.personal.postcode import normal, postcodes
from fifrecords.check.personal.search import Standing, search
from fifrecords.model.exceptions import NotPersonal
from fifrecords.model.records import Records

FILE = "not-personal"


class Known:
    """What a project tells of itself in public, and what it has noted as not personal.

    The contact of the project is there to be written to. The postcode of an organisation or of a
    place of one is no home's, wherever it stands; that of a household is.

    Args:
        records: The records.
    """

    def __init__(self, records: Records) -> None:
        self._noted = records.not_personal
        contact = records.project.contact if records.project else None
        self._contact = {contact.email, contact.telephone} if contact else set()
        self._is_broken = "project" in records.broken
        self._places = set(_postcodes_of_organisations(records))

    def allows(self, ref: str, found: Standing) -> bool:
        """Whether a detail may stand in a record.

        Args:
            ref: The record.
            found: The detail, and where it stands in that.
        """
        if ref == FILE or any(_is_noted(each, ref, found) for each in self._noted):
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
    return not any(_is_noted(noted, ref, found) for ref, found in search(texts))


def _is_noted(noted: NotPersonal, ref: str, found: Standing) -> bool:
    """Whether what was noted stands in a line so that it covers a detail."""
    if noted.stands_in and ref not in noted.stands_in:
        return False
    length, detail = len(noted.text), found.detail
    return found.text.find(noted.text, max(0, detail.end - length), detail.start + length) >= 0


def _postcodes_of_organisations(records: Records) -> Iterator[str]:
    for each in records.organisations.values():
        if each.type != "household" and each.address:
            for start, end in postcodes(each.address):
                yield normal(each.address[start:end])
