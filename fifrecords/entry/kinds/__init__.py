"""The kinds of record that can be written, each in a file of its own."""

from fifrecords.entry.kinds.additions import JUDGEMENT, OUTCOME, READING, STEP
from fifrecords.entry.kinds.indicator import INDICATOR
from fifrecords.entry.kinds.kind import Kind
from fifrecords.entry.kinds.organisation import ORGANISATION
from fifrecords.entry.kinds.people import GROUP, PERSON
from fifrecords.entry.kinds.session import SESSION
from fifrecords.entry.kinds.word import WORD

ENTRIES: dict[str, Kind] = {
    "organisation": ORGANISATION,
    "person": PERSON,
    "group": GROUP,
    "session": SESSION,
    "outcome": OUTCOME,
    "step": STEP,
    "indicator": INDICATOR,
    "reading": READING,
    "judgement": JUDGEMENT,
    "word": WORD,
}
"""The kinds by the name that ``new`` knows them by."""
