"""What makes two findings the same, wherever in its file each stands."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from fifrecords.model.finding import Finding

_PLACE = re.compile(r":\d+:\d+")
"""A line and a column, as a message names those of another record."""


def said(finding: Finding) -> tuple[str, str, str]:
    """What a finding says of which file, apart from where in it."""
    return finding.path, finding.rule, _PLACE.sub("", finding.message)


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """A name for each finding that no other has, and that it keeps while its lines move."""
    told: Counter[tuple[str, str, str]] = Counter()
    names = []
    for each in findings:
        told[said(each)] += 1
        name = "\0".join((*said(each), str(told[said(each)])))
        names.append(sha256(name.encode()).hexdigest()[:32])
    return names
