"""The sheet as a table to fill in on a screen, which ``import`` takes as it is."""

import csv
import io

from fifrecords.entry.signing.sheet import Sheet

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


def as_commas(sheet: Sheet) -> str:
    """The sheet as CSV: put an x under ``present`` for whoever came."""
    has_names = any(line.name for line in sheet.expected)
    has_groups = any(line.is_group for line in sheet.expected)
    head = ["session", "person", *(["name"] if has_names else []), "present", sheet.unit]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*head, *(["headcount"] if has_groups else [])])
    for line in sheet.expected:
        name = [_harmless(line.name)] if has_names else []
        writer.writerow([sheet.session, line.id, *name, "", "", *([""] if has_groups else [])])
    return text.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
