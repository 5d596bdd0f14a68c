"""Findings as SARIF 2.1.0, which code scanning and many editors read."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fifrecords import __version__
from fifrecords.check.rules import RULES, Rule
from fifrecords.check.sameness import fingerprints
from fifrecords.model.finding import Finding

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_TOP = "%SRCROOT%"
_PLACES = {name: place for place, name in enumerate(RULES)}
Object = dict[str, Any]


def as_sarif(findings: Sequence[Finding]) -> str:
    """A log of one run, with every rule and its documentation.

    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    driver = {
        "name": "fifrecords",
        "version": __version__,
        "rules": [_rule(each) for each in RULES.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_TOP: {"description": {"text": "The top of the repository."}}},
        "results": [
            _result(each, fingerprint)
            for each, fingerprint in zip(findings, fingerprints(findings), strict=True)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> Object:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.documentation, "markdown": rule.documentation},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, fingerprint: str) -> Object:
    place = {
        "artifactLocation": {"uri": quote(finding.path), "uriBaseId": _TOP},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": _PLACES[finding.rule],
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"fifrecords/v1": fingerprint},
    }
