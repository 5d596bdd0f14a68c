"""A Word file, and what its text names: styles, lists, links, and what stands on every page."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cached_property
from importlib import resources
from typing import cast
from urllib.parse import quote, urlsplit

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.numbering import CT_Numbering
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from fifrecords.form.writers.word_xml import paragraph, run, w

_LEADS_OUT = ("http", "https", "mailto")
_LEFT_OUT = ("stylesWithEffects", "customXml", "extended-properties", "thumbnail")
DEEPEST = 8
"""The deepest level of a list that Word knows, from 0."""
LONGEST_PROPERTY = 255
"""How many characters Word takes of what a file says of itself."""

_NO_DAY = (1980, 1, 1, 0, 0, 0)


class WordFile:
    """A Word file to write into: a new one, or somebody's own.

    Styles and lists that the text names are added where the file does not have them, so what is
    somebody's own keeps its look.

    Attributes:
        document: The file as python-docx knows it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    @classmethod
    def new(cls, language: str) -> "WordFile":
        """A file without text, with the form's own styles.

        Args:
            language: The language of its text, as a BCP 47 tag.
        """
        document = docx.Document()
        document.styles.element[:] = _data("styles")[:]
        document.settings.element[:] = _data("settings")[:]
        document.part.numbering_part.element[:] = []
        for tag in (*document.styles.element.iter(qn("w:lang")), *document.settings.element):
            if tag.tag in (qn("w:lang"), qn("w:themeFontLang")):
                tag.set(qn("w:val"), language)
        _leave_out(document.part.rels)
        _leave_out(document.part.package.rels)
        return cls(document)

    def style(self, name: str) -> str:
        """The id of a style, which is added where the file has none of that name."""
        if name not in self._styles:
            added = deepcopy(_styles()[name])
            self.document.styles.element.append(added)
            self._styles[name] = _id(added)
            names = {_id(each): own for own, each in _styles().items()}
            for other in added.iterchildren(qn("w:basedOn"), qn("w:next")):
                other.set(qn("w:val"), self.style(names[_value(other)]))
        return self._styles[name]

    @cached_property
    def _styles(self) -> dict[str, str]:
        return {name: _id(each) for name, each in _by_name(self.document.styles.element)}

    def new_list(self, start: int | None = None, depth: int = 0) -> int:
        """The id of a list that begins here.

        Args:
            start: The number of its first item; None for a list that is not numbered.
            depth: How many other lists it stands within.
        """
        level = min(depth, DEEPEST)
        begins = w("lvlOverride", w("startOverride", val=1 if start is None else start), ilvl=level)
        number = 1 + max((each.numId for each in self._numbering.num_lst), default=0)
        kind = self._kinds_of_list["fifrecords bullets" if start is None else "fifrecords numbers"]
        self._numbering._insert_num(w("num", w("abstractNumId", val=kind), begins, numId=number))
        return number

    @cached_property
    def _kinds_of_list(self) -> dict[str, int]:
        """The ids of the kinds of list by their names; they are added to the file."""
        used = [
            int(each.get(qn("w:abstractNumId"), 0))
            for each in self._numbering.iterchildren(qn("w:abstractNum"))
        ]
        added = {}
        for id_, kind in enumerate(_data("numbering"), 1 + max(used, default=0)):
            kind.set(qn("w:abstractNumId"), str(id_))
            added[_name(kind)] = id_
            self._numbering.insert(len(used) + len(added) - 1, kind)
        return added

    @cached_property
    def _numbering(self) -> CT_Numbering:
        part = self.document.part
        if not any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in part.rels.values()):
            name = PackURI("/word/numbering.xml")
            kind = CONTENT_TYPE.WML_NUMBERING
            made = NumberingPart(name, kind, w("numbering"), part.package)
            part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return cast("CT_Numbering", part.numbering_part.element)

    def link(self, address: str) -> str | None:
        """The id of a link that leads out of the file; None for an address that Word would refuse.

        Args:
            address: Where it leads.
        """
        try:
            is_known = urlsplit(address).scheme.lower() in _LEADS_OUT
        except ValueError:
            return None
        if not is_known:
            return None
        safe = quote(address, safe="%/:?#@!$&'()*+,;=~", errors="replace")
        return self.document.part.relate_to(safe, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def put_on_every_page(self, notices: Iterable[str]) -> None:
        """Puts notices into every header of the file, before what stands there."""
        made = [paragraph(self.style("notice"), run(each)) for each in notices]
        for header in self._headers() if made else ():
            header[:0] = deepcopy(made)

    def _headers(self) -> Iterator[BaseOxmlElement]:
        sections = list(self.document.sections)
        used = {
            "header": True,
            "first_page_header": any(s.different_first_page_header_footer for s in sections),
            "even_page_header": self.document.settings.odd_and_even_pages_header_footer,
        }
        for at, section in enumerate(sections):
            for header in (getattr(section, kind) for kind in used if used[kind]):
                if at == 0 or not header.is_linked_to_previous:
                    yield header._element

    def packed(self) -> bytes:
        """The file's bytes, the same whenever and wherever it is packed.

        Nothing in it is compressed: how small it gets is not the same on every machine.
        """
        saved, packed = io.BytesIO(), io.BytesIO()
        self.document.save(saved)
        with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w") as file:
            for name in parts.namelist():
                file.writestr(zipfile.ZipInfo(name, _NO_DAY), parts.read(name))
        return packed.getvalue()


def _leave_out(related: Relationships) -> None:
    """Takes out what a new file does not need."""
    for id_ in [id_ for id_, each in related.items() if each.reltype.endswith(_LEFT_OUT)]:
        del related[id_]


def _data(name: str) -> BaseOxmlElement:
    file = resources.files(__package__) / f"word_{name}.xml"
    return parse_xml(file.read_bytes())


def _styles() -> dict[str, BaseOxmlElement]:
    return dict(_by_name(_data("styles")))


def _by_name(styles: BaseOxmlElement) -> Iterator[tuple[str, BaseOxmlElement]]:
    for each in styles.iterchildren(qn("w:style")):
        yield _name(each).lower(), each


def _name(element: BaseOxmlElement) -> str:
    name = element.find(qn("w:name"))
    return "" if name is None else _value(name)


def _value(element: BaseOxmlElement) -> str:
    return str(element.get(qn("w:val")))


def _id(style: BaseOxmlElement) -> str:
    return str(style.get(qn("w:styleId")))
