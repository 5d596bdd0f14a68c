"""The sheet as a PDF, set by Typst; how it looks is said in ``sheet.typ`` beside this file."""

import json
from dataclasses import asdict
from importlib import resources

from fifrecords.entry.signing.sheet import NOTE, Sheet
from fifrecords.form.writers.pdf import as_typeset

_LAYOUT = resources.files(__package__).joinpath("sheet.typ").read_bytes()


def as_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF; letters that its typefaces lack are shown by their Unicode numbers."""
    said = {**asdict(sheet), "length_head": sheet.length_head, "note": NOTE}
    return as_typeset(_LAYOUT, json.dumps(said, ensure_ascii=False))
