"""The sheet as plain text."""

from collections.abc import Iterator

from tabulate import tabulate

from fifrecords.entry.signing.sheet import NOTE, Sheet

_LINE = "_" * 24
_SHORT_LINE = "_" * 8


def as_text(sheet: Sheet) -> str:
    """The sheet as text for a screen, or a printer that knows no more."""
    facts = [(f"{name}:", said or _LINE) for name, said in sheet.facts]
    head = ("", "Id", "Name", "Signature", sheet.length_head)
    table = tabulate(list(_rows(sheet)), head, tablefmt="grid", disable_numparse=True)
    signed = f"Trainer's signature: {_LINE}  Date: {_SHORT_LINE}"
    top = f"{sheet.project}\nSign-in sheet: {sheet.title}\n"
    about = tabulate(facts, tablefmt="plain", disable_numparse=True)
    return f"{top}\n{about}\n\n{table}\n\n{signed}\n\n{sheet.session}\n{NOTE}\n"


def _rows(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(sheet.expected, start=1):
        sign = f"how many: {_SHORT_LINE}" if line.is_group else _LINE
        yield str(number), line.id, line.name or _LINE, sign, _SHORT_LINE
    for number in range(len(sheet.expected) + 1, len(sheet.expected) + sheet.blank + 1):
        yield str(number), "", _LINE, _LINE, _SHORT_LINE
