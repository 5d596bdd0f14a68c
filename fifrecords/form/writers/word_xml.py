"""The XML that a Word file is made of: elements, and text that XML can hold."""

import re
from collections.abc import Iterator

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = re.compile("\r\n?")
_MARKS = {"\t": "tab", "\n": "br"}


def w(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element of WordprocessingML, such as ``w("p")``."""
    names = {qn(f"w:{name}"): str(value) for name, value in attributes.items()}
    made = OxmlElement(f"w:{tag}", names)
    made.extend(children)
    return made


def legal(text: str) -> str:
    """The text with what no XML file can hold written out as its escape."""
    return _NOT_XML.sub(lambda found: repr(found.group())[1:-1], _LINE_BREAK.sub("\n", text))


def in_run(text: str) -> Iterator[BaseOxmlElement]:
    """The text as a run holds it, with its tabs and line breaks."""
    for piece in re.split("([\t\n])", legal(text)):
        if piece in _MARKS:
            yield w(_MARKS[piece])
        elif piece:
            words = w("t")
            words.text = piece
            words.set(qn("xml:space"), "preserve")
            yield words


def run(text: str, style: str | None = None) -> BaseOxmlElement:
    """A run of text.

    Args:
        text: The text.
        style: The id of its style; None for the paragraph's own.
    """
    properties = [w("rPr", w("rStyle", val=style))] if style else []
    return w("r", *properties, *in_run(text))


def paragraph(style: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    """A paragraph of a style, which is named by its id."""
    return w("p", w("pPr", w("pStyle", val=style)), *children)
