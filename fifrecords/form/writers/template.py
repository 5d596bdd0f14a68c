"""A funder's own Word file, filled in where it says so."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from html import escape, unescape
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateRuntimeError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from fifrecords.form.fields import Content, Field, Fields, found
from fifrecords.form.words import text_of
from fifrecords.form.writers.placeholders import TEXT, Part, complaints
from fifrecords.form.writers.word_blocks import BlockWriter
from fifrecords.form.writers.word_file import LONGEST_PROPERTY, WordFile
from fifrecords.form.writers.word_xml import legal
from fifrecords.model.call import BadCall
from fifrecords.model.finding import short

_PLACE = "{urn:fifrecords}place"
_LOCKED = b"\xd0\xcf\x11\xe0"
_FOR_THE_READER = str.maketrans({mark: f"&#{ord(mark)};" for mark in "{}"})
_OUTSIDE_OF_RUNS = ("w:body", "w:tbl", "w:tr", "w:tc", "w:p")
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_OTHER_PROPERTIES = ("category", "content_status", "keywords", "last_modified_by", "version")
_PLACEHOLDER = re.compile(r"\{[{%].{0,80}")
_FILLED_IN = (
    CONTENT_TYPE.WML_DOCUMENT_MAIN,
    CONTENT_TYPE.WML_HEADER,
    CONTENT_TYPE.WML_FOOTER,
    CONTENT_TYPE.WML_FOOTNOTES,
    CONTENT_TYPE.OPC_CORE_PROPERTIES,
)


class BadTemplate(BadCall):
    """A template cannot be filled in."""


def filled(template: bytes, fields: Fields, notices: Sequence[str] = ()) -> bytes:
    """A Word file with its placeholders filled in.

    Args:
        template: The file.
        fields: What it may use.
        notices: What every page must say before anything else.

    Raises:
        BadTemplate: If it is no Word file, or asks for what there is not: with everything that is
            wrong, and where.
    """
    reader = _opened(template)
    environment = _Environment()
    wrong = [*complaints(reader.parts(), fields, environment), *reader.not_filled_in()]
    if wrong:
        raise BadTemplate("".join(f"\n  {each}" for each in wrong))
    contents: list[Content] = []
    context = {name: _value(field, contents) for name, field in fields.items()}
    file = WordFile(docx.Document(io.BytesIO(reader.rendered(context, environment))))
    _put_in_place(file, contents)
    file.put_on_every_page(notices)
    return file.packed()


def _opened(template: bytes) -> "_Template":
    if template.startswith(_LOCKED):
        raise BadTemplate(
            "it is locked with a password, or in the format of an old Word; "
            "save it as .docx, without a password"
        )
    try:
        reader = _Template(io.BytesIO(template))
        reader.init_docx()
    except Exception as error:  # what a broken file meets in three libraries has no common name
        raise BadTemplate("it is no Word document (.docx) that can be read") from error
    return reader


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template, without what docxtpl would lose in silence."""

    def parts(self) -> Iterator[Part]:
        """Its parts as they are rendered."""
        yield Part(TEXT, self._source(self.get_xml()))
        for place, kind in (("a header", self.HEADER_URI), ("a footer", self.FOOTER_URI)):
            for _, part in self.get_headers_footers(kind):
                yield Part(place, self._source(self.get_part_xml(part)))
        for part in self.docx.part.package.iter_parts():
            if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
                yield Part("a footnote", self._source(part.blob.decode()))
        if self._has_properties():
            yield from (
                Part(f"the file's {name}", getattr(self.docx.core_properties, name))
                for name in _PROPERTIES
            )

    def not_filled_in(self) -> Iterator[str]:
        """What looks like a placeholder where none is filled in: it would be sent as it is."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type not in _FILLED_IN and part.content_type.endswith("xml"):
                words = unescape(re.sub(rb"<[^>]*>", b"", part.blob).decode(errors="replace"))
                if found := _PLACEHOLDER.search(words):
                    name = str(part.partname).removeprefix("/")
                    yield f"in {name}: {short(found[0])!r} stands where nothing is filled in"
        for name in _OTHER_PROPERTIES if self._has_properties() else ():
            if _PLACEHOLDER.search(text := getattr(self.docx.core_properties, name)):
                yield f"in the file's {name}: {short(text)!r} stands where nothing is filled in"

    def _has_properties(self) -> bool:
        related = self.docx.part.package.rels.values()
        return any(each.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for each in related)

    def _source(self, xml: str) -> str:
        return re.sub(r"<w:p([ >])", r"\n<w:p\1", self.patch_xml(xml))

    def rendered(self, context: Mapping[str, Any], environment: "_Environment") -> bytes:
        """The file with its words in place, and a mark where paragraphs are to stand.

        Raises:
            BadTemplate: If it does what cannot be done.
        """
        made = io.BytesIO()
        try:
            self.render(context, environment, autoescape=True)
        except SyntaxError as error:
            raise BadTemplate(
                "what {% begins in one paragraph, cell or row ends in another; write {%p or {%tr "
                "for what takes whole paragraphs or rows"
            ) from error
        except Exception as error:  # a template is somebody's program, and may do anything
            raise BadTemplate(short(str(error))) from error
        self.save(made)
        return made.getvalue()

    def fix_tables(self, xml: str) -> Any:
        parse_xml(xml)  # docxtpl goes on with what is not well-formed, and leaves some out
        return super().fix_tables(xml)

    def render_properties(
        self, context: Mapping[str, Any], jinja_env: SandboxedEnvironment
    ) -> None:
        if not self._has_properties():
            return  # python-docx would make some, with the time of day
        properties = self.docx.core_properties
        for name in _PROPERTIES:
            text = jinja_env.from_string(getattr(properties, name)).render(context)
            setattr(properties, name, unescape(text)[:LONGEST_PROPERTY])


class _Names:
    """Names within a name, none of them hidden by what Python calls its own."""

    def __init__(self, fields: Fields, contents: list[Content]) -> None:
        self._fields = fields
        self._contents = contents

    def value(self, name: object) -> Any:
        known = found(self._fields, name) if isinstance(name, str) else None
        return None if known is None else _value(self._fields[known], self._contents)


class _Place(int):
    """Where blocks are to stand, by their number."""


def _value(field: Field, contents: list[Content]) -> Any:
    """What stands for a field in a template; of words only the text is left."""
    match field:
        case Content():
            contents.append(field)
            return _Place(len(contents) - 1)
        case dict():
            return _Names(field, contents)
        case list():
            return [_Names(row, contents) for row in field]
    return text_of(field)


class _Environment(SandboxedEnvironment):
    """What fills a template in."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, _Names):
            return self.getitem(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if not isinstance(obj, _Names):
            return super().getitem(obj, argument)
        value = obj.value(argument)
        return self.undefined(obj=obj, name=argument) if value is None else value


def _printed(value: object) -> Markup:
    """What is put into the file for a value: words, or a mark for the blocks that stand there.

    The marks of a template are written so that docxtpl does not take them for its own.
    """
    match value:
        case _Place():
            return Markup(f'<f:place xmlns:f="urn:fifrecords" at="{int(value)}"/>')
        case _Names() | list():
            raise TemplateRuntimeError("what is printed here is no single value")
    return Markup(escape(legal(str(value)), quote=False).translate(_FOR_THE_READER))


def _put_in_place(file: WordFile, contents: Sequence[Content]) -> None:
    """Puts paragraphs and tables where their marks stand."""
    body = file.document.element.body
    writer = BlockWriter(file)
    for mark in list(body.iter(_PLACE)):
        stands = next(mark.iterancestors(qn("w:p")), mark)
        if words := "".join(each.text or "" for each in stands.iter(qn("w:t"))).strip():
            raise BadTemplate(f"paragraphs cannot stand in one line with {short(words)!r}")
        for element in writer.written(contents[int(mark.get("at"))].blocks):
            _dress(element, stands, file.style("normal"))
            stands.addprevious(element)
        stands.getparent().remove(stands)
    _refuse_stray_words(body)


def _dress(element: BaseOxmlElement, like: BaseOxmlElement, plain: str) -> None:
    """Gives a plain paragraph the looks of the one in whose place it stands."""
    if element.tag != qn("w:p") or element.style != plain or like.tag != qn("w:p"):
        return
    if like.pPr is not None:
        element.replace(element.pPr, deepcopy(like.pPr))
    look: Iterable[BaseOxmlElement] = next(like.iter(qn("w:rPr")), ())
    for run in element.iter(qn("w:r")):
        own = run.get_or_add_rPr()
        own.extend(deepcopy([each for each in look if own.find(each.tag) is None]))


def _refuse_stray_words(body: BaseOxmlElement) -> None:
    """What stands in no run, Word drops without a word."""
    for element in body.iter(*map(qn, _OUTSIDE_OF_RUNS)):
        if words := "".join(element.xpath("text()")).strip():
            raise BadTemplate(f"{short(words)!r} would stand outside of its paragraph; write {{{{")
