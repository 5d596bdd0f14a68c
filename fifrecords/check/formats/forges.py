"""Findings as GitHub and GitLab show them beside the lines of a change."""

import json
from collections.abc import Sequence

from fifrecords.check.sameness import fingerprints
from fifrecords.model.finding import Finding

_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})
_SEVERITIES = {"error": "major", "warning": "minor"}


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands, which GitHub Actions turns into annotations.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    return "\n".join(map(_command, findings))


def _command(finding: Finding) -> str:
    about = {
        "file": finding.path,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": finding.rule,
    }
    properties = ",".join(f"{name}={it.translate(_IN_PROPERTIES)}" for name, it in about.items())
    return f"::{finding.severity} {properties}::{finding.message.translate(_IN_MESSAGES)}"


def as_gitlab(findings: Sequence[Finding]) -> str:
    """A Code Quality report, which GitLab shows on a merge request.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    issues = [
        {
            "description": each.message,
            "check_name": each.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[each.severity],
            "location": {"path": each.path, "lines": {"begin": each.line}},
        }
        for each, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2)
