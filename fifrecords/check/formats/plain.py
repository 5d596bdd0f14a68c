"""Findings for a person, and for a program of one's own."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from fifrecords.model.finding import Finding

SCHEMA_VERSION = 1


def as_text(findings: Sequence[Finding]) -> str:
    """One line for each finding, its place first, as compilers write it."""
    return "\n".join(map(str, findings))


def as_json(findings: Sequence[Finding]) -> str:
    """The findings as data, and how many there are."""
    severities = [each.severity for each in findings]
    report = {
        "schema_version": SCHEMA_VERSION,
        "findings": [asdict(each) for each in findings],
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
    }
    return json.dumps(report, ensure_ascii=False, indent=2)
