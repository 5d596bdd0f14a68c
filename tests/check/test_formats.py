"""Findings in the formats of others, each held to what reads it: a parser, a model or a schema."""

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from junitparser import Failure, JUnitXml, Skipped
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from fifrecords import RULES, Finding
from fifrecords.check.formats import FORMATS, formatted

ERROR = Finding("records/sessions/a.yaml", 10, 11, "error", "unknown-person", "p-7k3mp; mend it")
WARNING = Finding("records/people/p-7k3mq.yaml", 1, 1, "warning", "orphan", "is in no session")
FOUND = [WARNING, ERROR]

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
findings = st.lists(
    st.builds(
        Finding,
        path=texts,
        line=st.integers(1, 9999),
        column=st.integers(1, 9999),
        severity=st.sampled_from(["error", "warning"]),
        rule=st.sampled_from(list(RULES)),
        message=texts,
    ),
    max_size=5,
)


@pytest.mark.parametrize("shape", FORMATS)
def test_a_format_ends_its_last_line_and_is_the_same_every_time(shape: str) -> None:
    assert formatted(FOUND, shape).endswith("\n")
    assert formatted(FOUND, shape) == formatted(list(FOUND), shape)


class TestText:
    def test_a_finding_is_a_line(self) -> None:
        assert formatted(FOUND, "text") == f"{WARNING}\n{ERROR}\n"

    def test_nothing_found_says_nothing(self) -> None:
        assert formatted([], "text") == ""


def command_of(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it: ActionCommand.TryParseV2.

    https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    """
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, rest = line[2:end].partition(" ")
    pairs = (pair.split("=", 1) for pair in rest.split(",") if pair.strip())
    return name, {key.strip(): unescaped(value) for key, value in pairs}, unescaped(line[end + 2 :])


def unescaped(text: str) -> str:
    marks = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return re.sub("|".join(marks), lambda found: marks[found[0]], text)


class TestGitHub:
    def test_a_finding_is_an_annotation_of_its_line(self) -> None:
        assert formatted([ERROR], "github") == (
            "::error file=records/sessions/a.yaml,line=10,col=11,title=unknown-person"
            "::p-7k3mp; mend it\n"
        )

    @given(findings)
    def test_the_runner_reads_what_was_found(self, found: Sequence[Finding]) -> None:
        lines = formatted(found, "github").split("\n")[:-1]
        assert [command_of(line) for line in lines] == [
            (
                each.severity,
                {
                    "file": each.path,
                    "line": str(each.line),
                    "col": str(each.column),
                    "title": each.rule,
                },
                each.message,
            )
            for each in found
        ]

    def test_nothing_found_says_nothing(self) -> None:
        assert formatted([], "github") == ""


CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab asks of a report: the fields that its documentation lists, all of them required.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""


def fingerprints(found: Sequence[Finding]) -> list[str]:
    return [each["fingerprint"] for each in json.loads(formatted(found, "gitlab"))]


class TestGitLab:
    @given(findings)
    def test_a_report_is_one(self, found: Sequence[Finding]) -> None:
        report = json.loads(formatted(found, "gitlab"))
        Draft202012Validator(CODE_QUALITY).validate(report)
        assert [issue["description"] for issue in report] == [each.message for each in found]

    def test_an_error_is_major_and_a_warning_minor(self) -> None:
        report = json.loads(formatted(FOUND, "gitlab"))
        assert [issue["severity"] for issue in report] == ["minor", "major"]

    @given(findings)
    def test_no_two_findings_have_one_fingerprint(self, found: Sequence[Finding]) -> None:
        assert len(set(fingerprints([*found, *found]))) == 2 * len(found)

    def test_a_fingerprint_stays_while_its_line_moves(self) -> None:
        moved = Finding(ERROR.path, 12, 3, ERROR.severity, ERROR.rule, ERROR.message)
        assert fingerprints([moved]) == fingerprints([ERROR])
        assert fingerprints([ERROR, moved])[0] == fingerprints([ERROR])[0]

    def test_a_fingerprint_stays_while_the_line_moves_that_a_message_names(self) -> None:
        one, other = (
            Finding("a.md", 2, 2, "error", "claims-disagree", f"records/b.md:{place} says 6.7")
            for place in ("1:13", "40:2")
        )
        assert fingerprints([one]) == fingerprints([other])

    @pytest.mark.parametrize("field", ["path", "rule", "message"])
    def test_what_differs_otherwise_has_another(self, field: str) -> None:
        about = {"path": ERROR.path, "rule": ERROR.rule, "message": ERROR.message, field: "orphan"}
        other = Finding(line=10, column=11, severity="error", **about)
        assert fingerprints([other]) != fingerprints([ERROR])

    def test_nothing_found_is_an_empty_report(self) -> None:
        assert formatted([], "gitlab") == "[]\n"


class TestSarif:
    @given(findings)
    def test_a_log_fits_the_published_schema(self, found: Sequence[Finding]) -> None:
        Sarif.model_validate_json(formatted(found, "sarif"))

    def test_the_schema_refuses_what_is_none(self) -> None:
        log = json.loads(formatted(FOUND, "sarif"))
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
        with pytest.raises(ValueError, match="startLine"):
            Sarif.model_validate(log)

    def test_every_rule_brings_its_documentation(self) -> None:
        rules = json.loads(formatted([], "sarif"))["runs"][0]["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == list(RULES)
        for rule in rules:
            assert rule["help"]["text"] == RULES[rule["id"]].documentation
            assert rule["defaultConfiguration"]["level"] == RULES[rule["id"]].severity

    @given(findings)
    def test_a_result_leads_to_its_rule(self, found: Sequence[Finding]) -> None:
        run = json.loads(formatted(found, "sarif"))["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        for each, result in zip(found, run["results"], strict=True):
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == each.rule

    def test_a_result_stands_at_a_line_and_column_of_a_file(self) -> None:
        (result,) = json.loads(formatted([ERROR], "sarif"))["runs"][0]["results"]
        assert result["locations"] == [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "records/sessions/a.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 10, "startColumn": 11},
                }
            }
        ]

    def test_a_path_is_a_uri(self) -> None:
        finding = Finding("records/café #1: 50%.md", 1, 1, "error", "bad-id", "rename the file")
        (result,) = json.loads(formatted([finding], "sarif"))["runs"][0]["results"]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location["uri"] == "records/caf%C3%A9%20%231%3A%2050%25.md"


class TestJUnit:
    def test_an_error_has_failed_and_a_warning_was_let_pass(self) -> None:
        suites = JUnitXml.fromstring(formatted(FOUND, "junit").encode())
        assert (suites.tests, suites.failures, suites.skipped) == (2, 1, 1)
        warned, failed = (case for suite in suites for case in suite)
        assert isinstance(failed.result[0], Failure)
        assert isinstance(warned.result[0], Skipped)
        assert (failed.classname, failed.name) == (ERROR.path, "p-7k3mp; mend it [unknown-person]")
        assert failed.result[0].text == str(ERROR)

    @given(findings)
    def test_whatever_the_words_it_can_be_read(self, found: Sequence[Finding]) -> None:
        suites = JUnitXml.fromstring(formatted(found, "junit").encode())
        cases = [case for suite in suites for case in suite]
        assert len(cases) == suites.tests == (len(found) or 1)
        assert [case.result[0].type for case in cases if case.result] == [e.rule for e in found]

    def test_nothing_found_is_a_test_that_has_passed(self) -> None:
        (suite,) = JUnitXml.fromstring(formatted([], "junit").encode())
        (case,) = suite
        assert case.is_passed
