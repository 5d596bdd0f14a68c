"""The document as a PDF that is tagged for screen readers (PDF/UA-1), set by Typst.

How it looks is said in ``form.typ`` beside this file, to which every text goes as data.
"""

import json
from collections.abc import Iterator
from dataclasses import fields
from importlib import resources
from typing import Any

import typst

from fifrecords.form.appendix import EVIDENCE, as_blocks
from fifrecords.form.document import FOOT, NO_ANSWER, Block, Document
from fifrecords.form.words import Words

_FONTS = typst.Fonts(include_system_fonts=False)  # each machine has others
_LAYOUT = resources.files(__package__).joinpath("form.typ").read_bytes()
_PROBE = b'#set document(title: "Probe")\n#sys.inputs.letters'


def as_pdf(document: Document) -> bytes:
    """The document as a PDF; letters that its typefaces lack are shown by their Unicode numbers."""
    return as_typeset(_LAYOUT, json.dumps(_form(document), default=_as_data, ensure_ascii=False))


def as_typeset(layout: bytes, text: str) -> bytes:
    """What a layout makes of some data, which it is told with the letters that cannot be set.

    Args:
        layout: The layout, in Typst's language.
        text: The data, as JSON; the layout finds it in ``sys.inputs.document``.
    """
    lacking = "".join(_lacking("".join(sorted(set(text)))))
    return _typeset(layout, document=text, lacking=lacking)


def _form(document: Document) -> dict[str, Any]:
    """What the layout is given: each block with its kind, and the words that the writers share."""
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "period": document.period,
        "notices": document.notices,
        "language": document.language,
        "sections": document.sections,
        "unanswered": NO_ANSWER,
        "foot": {"heading": FOOT, "blocks": document.foot},
        "appendix": {"heading": EVIDENCE, "figures": dict(_appendix(document))},
    }


def _appendix(document: Document) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for evidence in document.evidence:
        yield evidence.figure, tuple(as_blocks(evidence))


def _as_data(thing: Any) -> Any:
    """What JSON has no word for: a set is a sorted list, a part of the document says its kind."""
    if isinstance(thing, frozenset):
        return sorted(thing)
    data = {field.name: getattr(thing, field.name) for field in fields(thing)}
    if isinstance(thing, Words):
        figure, _, _ = (thing.figure or "").partition("/")
        data |= {"address": thing.address, "figure": figure}
    return {"kind": type(thing).__name__, **data}


def _lacking(letters: str) -> Iterator[str]:
    """Those of some letters that no typeface has, found by halves as nearly always none is."""
    if _can_set(letters):
        return
    if len(letters) == 1:
        yield letters
        return
    half = len(letters) // 2
    yield from _lacking(letters[:half])
    yield from _lacking(letters[half:])


def _can_set(letters: str) -> bool:
    try:
        _typeset(_PROBE, letters=" ".join(letters))
    except typst.TypstError:
        return False
    return True


def _typeset(layout: bytes, **data: str) -> bytes:
    return typst.compile(
        layout, format="pdf", font_paths=_FONTS, sys_inputs=data, pdf_standards=["ua-1"]
    )
