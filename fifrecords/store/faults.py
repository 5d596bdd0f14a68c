"""What may be wrong with one file, whatever stands in the others: the rules of reading."""

from fifrecords.model.finding import Severity

FAULTS: dict[str, tuple[Severity, str]] = {
    "no-project": ("error", "The records folder has its `project.yaml`."),
    "unreadable": ("error", "Every file and folder of the records can be read."),
    "link": (
        "error",
        "The records hold files, not links: a link leads out of the history that Git keeps.",
    ),
    "stray-file": ("warning", "Nothing lies among the records that is no record."),
    "wrong-suffix": ("error", "A record's name ends in `.yaml`, or it would not be read."),
    "wrong-folder": ("error", "A record lies in the folder of its kind, or it would not be read."),
    "bad-id": (
        "error",
        "A record's id is its file name: `a-z`, `0-9` and `-`; a person's starts with `p-`, "
        "a group's with `g-`.",
    ),
    "duplicate-id": ("error", "An id is unique within its kind, whatever the sub-folder."),
    "id-case": ("error", "No two files differ only by case: Windows and macOS take them for one."),
    "too-large": ("error", "A record is at most 1 MB (1,000,000 bytes)."),
    "not-utf-8": ("error", "A record is UTF-8."),
    "byte-order-mark": (
        "warning",
        "A record starts with its first field, not with an invisible mark.",
    ),
    "line-endings": (
        "warning",
        "Lines end in LF, so that a change touches only the lines it means.",
    ),
    "not-yaml": ("error", "A record is YAML 1.2 (https://yaml.org/spec/1.2.2/)."),
    "not-plain": (
        "error",
        "A record holds plain values: no anchors, aliases, tags, merge keys or directives.",
    ),
    "second-document": ("error", "A file holds one record."),
    "empty-record": ("error", "A record holds something."),
    "empty-value": ("error", "A field has a value; what is not known is left out."),
    "duplicate-key": ("error", "A field stands once."),
    "too-deep": ("error", "Lists and mappings lie in each other at most 20 deep."),
    "unknown-field": ("error", "A field is one that the format knows."),
    "missing-field": ("error", "A record has the fields that it cannot do without."),
    "wrong-type": ("error", "A value is of its field's type; nothing is converted."),
    "bad-value": ("error", "A value is one that its field can hold."),
}
"""The severity and the documentation of each rule of reading, by name."""


LEFT_BY_A_MERGE = (
    "Git left two versions here; keep what is right of them, delete the lines that begin with "
    "<<<<<<<, ======= and >>>>>>>, then git add this file"
)
"""What is said where two branches changed the same lines, and nobody has chosen yet."""


def severity(rule: str) -> Severity:
    """How much a fault matters."""
    return FAULTS[rule][0]
