"""Word files taken apart by the standard library alone, and what they are held to."""

import io
import zipfile
from collections.abc import Iterator
from functools import cached_property
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
DOCUMENT = "word/document.xml"
_ORDER = {
    "p": "pPr",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "tr": "trPr tc",
    "r": "rPr",
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr tabs spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs u lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
    "abstractNum": "multiLevelType name lvl",
    "numbering": "abstractNum num",
}
"""In what order Word wants what stands within an element, as far as these files have it."""


def w(name: str) -> str:
    return f"{{{NAMES['w']}}}{name}"


def value(element: Element | None, name: str = "val") -> str:
    assert element is not None
    return element.attrib[w(name)]


def text_of(element: Element) -> str:
    """The words of an element, with its tabs and line breaks."""
    marks = {w("tab"): "\t", w("br"): "\n"}
    found = (marks.get(each.tag) or (each.tag == w("t") and each.text) for each in runs(element))
    return "".join(each for each in found if each)


def runs(element: Element) -> Iterator[Element]:
    for run in element.iter(w("r")):
        yield from run


class WordFile:
    """A Word file, part by part."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.zip.namelist()

    def part(self, name: str) -> Element:
        return ElementTree.fromstring(self.zip.read(name))

    @cached_property
    def body(self) -> Element:
        body = self.part(DOCUMENT).find("w:body", NAMES)
        assert body is not None
        return body

    @cached_property
    def text(self) -> str:
        return "\n".join(text_of(each) for each in self.body.iter(w("p")))

    @cached_property
    def styles(self) -> dict[str, str]:
        styles = self.part("word/styles.xml").iter(w("style"))
        return {value(each, "styleId"): value(each.find("w:name", NAMES)) for each in styles}

    def style(self, paragraph: Element) -> str:
        found = paragraph.find("w:pPr/w:pStyle", NAMES)
        return "Normal" if found is None else self.styles[value(found)]

    def paragraphs(self, style: str) -> list[str]:
        return [text_of(p) for p in self.body.iter(w("p")) if self.style(p) == style]

    def headers(self) -> list[str]:
        return [
            "\n".join(text_of(p) for p in self.part(name).iter(w("p")))
            for name in self.names
            if name.startswith("word/header")
        ]

    def tables(self, style: str) -> list[Element]:
        return [
            table
            for table in self.body.iter(w("tbl"))
            if self.styles[value(table.find("w:tblPr/w:tblStyle", NAMES))] == style
        ]

    def rows(self, caption: str) -> list[list[str]]:
        """The rows of a table by what a screen reader calls it."""
        for table in self.body.iter(w("tbl")):
            if value(table.find("w:tblPr/w:tblCaption", NAMES)) == caption:
                return [
                    [text_of(cell) for cell in row.findall("w:tc", NAMES)]
                    for row in table.findall("w:tr", NAMES)
                ]
        raise AssertionError(caption)


def hold_together(file: WordFile) -> None:
    """What Word would mend, or refuse: order, ends of cells, and names of what is not there."""
    xml = [
        file.part(name) for name in file.names if name.startswith("word/") and name.endswith(".xml")
    ]
    for part in xml:
        for element in part.iter():
            _in_order(element)
    ids = {value(each, "styleId") for each in file.part("word/styles.xml").iter(w("style"))}
    lists = {value(each, "numId") for each in file.part("word/numbering.xml").iter(w("num"))}
    for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
        assert {value(each) for part in xml for each in part.iter(w(tag))} <= ids
    assert {value(each) for each in file.body.iter(w("numId"))} <= lists
    related = {each.attrib["Id"] for each in file.part("word/_rels/document.xml.rels")}
    links = {each.get(f"{{{NAMES['r']}}}id") for each in file.body.iter(w("hyperlink"))}
    assert links - {None} <= related
    marks = {value(each, "name") for each in file.body.iter(w("bookmarkStart"))}
    anchors = {each.get(w("anchor")) for each in file.body.iter(w("hyperlink"))}
    assert anchors - {None} <= marks
    for cell in file.body.iter(w("tc")):
        assert cell[-1].tag == w("p"), "a cell ends in no paragraph"
    for one, other in zip(file.body, file.body[1:], strict=False):
        assert {one.tag, other.tag} != {w("tbl")}, "two tables stand together"


def _in_order(element: Element) -> None:
    order = _ORDER.get(str(element.tag).removeprefix(w("")), "").split()
    names = [each.tag.removeprefix(w("")) for each in element]
    places = [order.index(name) for name in names if name in order]
    assert places == sorted(places), (element.tag, names)
    if element.tag in (w("pPr"), w("rPr"), w("tblPr"), w("tcPr")):
        assert set(names) <= set(order), (element.tag, names)
