"""A filled form with what its format shows besides: charts, and what every number is made of."""

from dataclasses import replace

from fifrecords.form.charts import charts
from fifrecords.form.document import Document
from fifrecords.form.writers import WRITERS
from fifrecords.model.records import Records
from fifrecords.tally.figures import Figures
from fifrecords.trail.evidence import FEW, evidence


def complete(
    document: Document,
    records: Records,
    figures: Figures,
    shape: str,
    *,
    at: str | None = None,
    in_full: bool = False,
) -> Document:
    """The document as a format shows it.

    Args:
        document: The filled form.
        records: The records.
        figures: What they add up to.
        shape: The format, one of ``WRITERS``.
        at: The commit that the records were read at; None for the work tree.
        in_full: Whether all the evidence is wanted, whatever the format.
    """
    draws = WRITERS[shape].draws
    if in_full or draws:
        at_most = None if in_full else FEW
        found = evidence(records, figures, at=at, at_most=at_most)
        document = replace(document, evidence=found)
    return replace(document, charts=charts(records, figures)) if draws else document
