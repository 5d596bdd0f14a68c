"""Pages of the shipped project, as their readers get them."""

from dataclasses import replace
from functools import cache

from fifrecords import Document, add_up, fill
from fifrecords.form.charts import charts
from fifrecords.form.definition import form
from fifrecords.trail.evidence import FEW, evidence
from tests.conftest import ROOT, sound

NOTICES = ("DRAFT: a notice that every reader must see.", "A second notice.")


@cache
def shipped(*notices: str) -> Document:
    """The shipped project's form with its charts and its evidence."""
    records = sound(ROOT / "records")
    figures = add_up(records)
    document = fill(records, figures, form(records, "lsis-fif"), commit="4f1c", dirty=False)
    return replace(
        document,
        notices=notices,
        charts=charts(records, figures),
        evidence=evidence(records, figures, at_most=FEW),
    )
