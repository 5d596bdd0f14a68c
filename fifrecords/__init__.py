"""Grant-project records as validated YAML in Git, added up into the funder's form.

``load`` reads the records, ``validate`` checks them against each other, ``add_up`` tallies them and
``fill`` fills the funder's form in. Each name is read when it is first used.
"""

TYPE_CHECKING = False  # as typing has it, which takes longer to read than an answer to find
if TYPE_CHECKING:
    from fifrecords.check.rules import RULES, Rule, validate, without_errors
    from fifrecords.form.build import fill
    from fifrecords.form.document import Document
    from fifrecords.form.writers import written
    from fifrecords.form.writers.markdown import as_markdown
    from fifrecords.form.writers.text import as_text
    from fifrecords.model.finding import Finding
    from fifrecords.model.quantity import Quantity
    from fifrecords.model.records import Records
    from fifrecords.store.load import Loaded, NotARecordsFolder, load
    from fifrecords.tally.actual import Actual, Breakdown, Value
    from fifrecords.tally.figures import Figures, add_up

__version__ = "0.1.0"

__all__ = [
    "RULES",
    "Actual",
    "Breakdown",
    "Document",
    "Figures",
    "Finding",
    "Loaded",
    "NotARecordsFolder",
    "Quantity",
    "Records",
    "Rule",
    "Value",
    "add_up",
    "as_markdown",
    "as_text",
    "fill",
    "load",
    "validate",
    "without_errors",
    "written",
]

_ROOMS = {
    "fifrecords.check.rules": ("RULES", "Rule", "validate", "without_errors"),
    "fifrecords.form.build": ("fill",),
    "fifrecords.form.document": ("Document",),
    "fifrecords.form.writers": ("written",),
    "fifrecords.form.writers.markdown": ("as_markdown",),
    "fifrecords.form.writers.text": ("as_text",),
    "fifrecords.model.finding": ("Finding",),
    "fifrecords.model.quantity": ("Quantity",),
    "fifrecords.model.records": ("Records",),
    "fifrecords.store.load": ("Loaded", "NotARecordsFolder", "load"),
    "fifrecords.tally.actual": ("Actual", "Breakdown", "Value"),
    "fifrecords.tally.figures": ("Figures", "add_up"),
}


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415 - as a command line it needs none

    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(room), name)
    raise AttributeError(f"module 'fifrecords' has no attribute {name!r}")
