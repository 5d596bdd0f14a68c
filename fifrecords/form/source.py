"""What the blocks of a form are worked out from."""

from typing import NamedTuple

from fifrecords.form.document import Block
from fifrecords.model.form import Answer
from fifrecords.model.records import Records
from fifrecords.tally.figures import Figures

Blocks = tuple[Block, ...]


class Source(NamedTuple):
    """What a block is worked out from.

    Attributes:
        records: The records.
        figures: What they add up to.
        answer: The part of the form's definition that asks for it.
    """

    records: Records
    figures: Figures
    answer: Answer
