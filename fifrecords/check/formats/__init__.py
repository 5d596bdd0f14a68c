"""Findings as others read them: one file for each format, each a function of the findings."""

from collections.abc import Sequence

from fifrecords.model.finding import Finding
from fifrecords.model.late import read_late

FORMATS = {
    "text": "plain.as_text",
    "json": "plain.as_json",
    "github": "forges.as_github",
    "gitlab": "forges.as_gitlab",
    "sarif": "sarif.as_sarif",
    "junit": "junit.as_junit",
}
"""The formats by name, each with its function: a file beside this one, and its name there."""

FROM_THE_TOP = ("github", "gitlab", "sarif")
"""The formats that a forge reads: it knows files as they are seen from the top of a repository."""


def formatted(findings: Sequence[Finding], shape: str) -> str:
    """Findings in a format, with a line feed at its end; nothing where it has nothing to say.

    Args:
        findings: The findings, sorted by place.
        shape: One of ``FORMATS``.
    """
    made: str = read_late(__name__, FORMATS[shape])(findings)
    return f"{made}\n" if made else ""
