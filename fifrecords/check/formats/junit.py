"""Findings as JUnit XML, which every build server shows as test results."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fifrecords.model.finding import Finding, printable

_OUTCOMES = {"error": "failure", "warning": "skipped"}


def as_junit(findings: Sequence[Finding]) -> str:
    """A test for each finding: an error has failed, a warning was let pass.

    Build servers take a file without tests for a broken one, so that records without a finding
    are one test that has passed.
    """
    severities = [each.severity for each in findings]
    numbers = {
        "tests": str(len(findings) or 1),
        "failures": str(severities.count("error")),
        "errors": "0",
        "skipped": str(severities.count("warning")),
    }
    suites = Element("testsuites", numbers)
    suite = SubElement(suites, "testsuite", {"name": "fifrecords", **numbers})
    suite.extend(map(_test, findings))
    if not findings:
        SubElement(suite, "testcase", {"classname": "records", "name": "no findings"})
    indent(suites)
    return str(tostring(suites, encoding="utf-8", xml_declaration=True), "utf-8")


def _test(finding: Finding) -> Element:
    path, message = printable(finding.path), printable(finding.message)
    name = f"{message} [{finding.rule}]"
    about = {"classname": path, "name": name, "file": path, "line": str(finding.line)}
    test = Element("testcase", about)
    outcome = {"type": finding.rule, "message": message}
    SubElement(test, _OUTCOMES[finding.severity], outcome).text = printable(str(finding))
    return test
