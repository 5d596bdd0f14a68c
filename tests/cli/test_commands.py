"""The commands as they are typed, through click's runner."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fifrecords import RULES
from fifrecords.cli.main import COMMANDS, main
from tests.conftest import ROOT, Write

RECORDS = str(ROOT / "records")
SESSION = "date: 2011-01-14\nkind: training\ndays: 1\nattended: [p-7k3mp]\nevidence: sheet\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert "Example" in done.output
    assert "\\b" not in done.output
    assert COMMANDS[name] in " ".join(done.output.split())


def test_the_group_lists_its_commands() -> None:
    done = run("--help")
    assert all(f"{name} " in done.output for name in COMMANDS)


def test_an_unknown_command_is_wrong_usage() -> None:
    assert run("talley").exit_code == 2


@pytest.mark.parametrize("command", ["tally", "report", "fields", "export --to json", "seal x"])
@pytest.mark.parametrize(
    "days", ["--from 2011-03-31 --until 2010-09-01", "--until 2010-09-01 --from 2011-03-31"]
)
def test_a_period_that_ends_before_it_begins_is_wrong_usage(command: str, days: str) -> None:
    done = run(*command.split(), *days.split(), "--records", RECORDS)
    assert done.exit_code == 2
    assert "2010-09-01 is before --from 2011-03-31; exchange the two" in done.stderr


class TestValidate:
    def test_the_shipped_records_are_clean(self) -> None:
        done = run("validate", "--strict", RECORDS)
        assert (done.exit_code, done.stdout) == (0, "")
        assert "no findings; read 27 organisations" in done.stderr

    def test_an_error_exits_with_1_and_names_place_value_and_mend(self, write: Write) -> None:
        folder = write(
            {
                "people/p-7k3mq.yaml": "role: service-user\njoined: 2010-11-02\n",
                "sessions/a.yaml": SESSION,
            }
        )
        done = run("validate", str(folder), "--rule", "unknown-person")
        assert done.exit_code == 1
        assert done.stdout == (
            f"{folder.as_posix()}/sessions/a.yaml:4:12: error: person p-7k3mp is not on record; "
            "did you mean p-7k3mq? [unknown-person]\n"
        )

    def test_a_warning_exits_with_1_only_when_strict(self, write: Write) -> None:
        folder = str(write({"people/p-7k3mq.yaml": "role: service-user\n"}))
        assert run("validate", folder).exit_code == 0
        assert run("validate", folder, "--strict").exit_code == 1

    def test_rules_can_be_chosen_and_left_out(self, write: Write) -> None:
        folder = str(write({"people/p-7k3mq.yaml": "role: service-user\n"}))
        assert "[orphan]" in run("validate", folder, "--rule", "orphan").stdout
        assert "[orphan]" not in run("validate", folder, "--skip", "orphan").stdout

    def test_an_unknown_rule_is_wrong_usage_and_the_nearest_is_named(self) -> None:
        done = run("validate", RECORDS, "--skip", "orfan")
        assert done.exit_code == 2
        assert "did you mean orphan?" in done.stderr

    def test_json_counts_what_it_lists(self, write: Write) -> None:
        folder = str(write({"sessions/a.yaml": SESSION}))
        done = run("validate", folder, "--format", "json")
        report = json.loads(done.stdout)
        severities = [finding["severity"] for finding in report["findings"]]
        assert report["schema_version"] == 1
        assert report["errors"] == severities.count("error") == 1
        assert report["warnings"] == severities.count("warning")
        assert set(report["findings"][0]) == {
            *("path", "line", "column", "severity", "rule", "message")
        }

    def test_a_missing_folder_is_wrong_usage(self, tmp_path: Path) -> None:
        done = run("validate", str(tmp_path / "nowhere"))
        assert done.exit_code == 2
        assert "nowhere" in done.stderr

    @pytest.mark.parametrize("below", [".", "records", "records/sessions"])
    def test_the_folder_is_found_from_within_the_project(
        self, write: Write, below: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = write({"sessions/a.yaml": SESSION})
        monkeypatch.chdir(folder.parent / below)
        assert "sessions/a.yaml:4:12: error" in run("validate").stdout

    def test_without_records_it_says_what_to_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        done = run("validate")
        assert done.exit_code == 2
        assert "--records DIR" in done.stderr


class TestTally:
    def test_the_table_shows_target_actual_parts_and_status(self) -> None:
        lines = run("tally", "--records", RECORDS).output.splitlines()
        learner_days = next(line.split() for line in lines if "learner-days " in line)
        assert " ".join(learner_days) == (
            "learner-days 240 266 155 + 41 counted + 70 estimated met only with estimates"
        )

    def test_a_figure_that_is_named_is_taken_apart(self) -> None:
        done = run("tally", "learner-days", "--records", RECORDS)
        assert "learner-days by role" in done.output
        assert "the rows overlap and do not add up" in done.output

    def test_an_id_and_a_title_stand_there_as_they_were_written(self, write: Write) -> None:
        folder = write(
            {
                "people/p-7k3mq.yaml": """
                    role: service-user
                    outcomes: {date: 2011-03-02, kind: qualification, title: first-aid at work}
                    """,
                "indicators.yaml": """
                    awards: {measure: {count: qualifications}, disaggregate: [person, title, role]}
                    """,
            }
        )
        told = run("tally", "awards", "--records", str(folder)).output
        assert all(word in told for word in ("p-7k3mq ", "first-aid at work ", "Service user "))
        assert told.count("Not recorded") == 3

    def test_markdown(self) -> None:
        done = run("tally", "partners", "--format", "md", "--records", RECORDS)
        assert done.output.startswith("| No.")

    def test_csv_gives_both_ends_of_a_range(self) -> None:
        done = run("tally", "--format", "csv", "--records", RECORDS)
        rows = {row["figure"]: row for row in csv.DictReader(io.StringIO(done.output))}
        reached = rows["dissemination-organisations"]
        assert (reached["total_low"], reached["total_high"]) == ("55", "60")
        assert rows["assessor-hours"]["total_low"] == ""

    def test_json_has_the_published_shape(self) -> None:
        done = run("tally", "--format", "json", "--records", RECORDS, "--until", "2011-03-31")
        data = json.loads(done.output)
        assert list(data) == [
            *("schema_version", "commit", "dirty", "draft", "from", "until", "figures")
        ]
        assert data["until"] == "2011-03-31"
        assert data["from"] is None
        assert list(data["figures"]["learner-days"]) == [
            *("number", "unit", "documented", "counted", "estimated", "total"),
            *("without_estimates", "baseline", "target", "status", "by"),
        ]

    def test_an_unknown_figure_is_wrong_usage_and_the_nearest_is_named(self) -> None:
        done = run("tally", "learner-day", "--records", RECORDS)
        assert done.exit_code == 2
        assert "did you mean learner-days?" in done.stderr

    def test_a_figure_of_a_period_is_explained_by_the_sessions_of_that(self) -> None:
        march = ("--from", "2011-03-01", "--until", "2011-03-31", "--records", RECORDS)
        lines = run("explain", "learner-days", *march).stdout.splitlines()
        told = [line for line in lines if "records/sessions/" in line]
        assert told
        assert all("/2011-03-" in line for line in told)

    def test_a_session_is_named_by_a_part_that_no_other_has(self) -> None:
        done = run("explain", "2011-01-19-house", "--records", RECORDS)
        assert done.exit_code == 2
        assert "did you mean sessions/2011-01-19-household-a-ict?" in done.stderr
        several = run("explain", "household-a", "--records", RECORDS)
        assert several.exit_code in (0, 2)
        assert "did you mean sessions" not in several.output

    @pytest.mark.parametrize("record", ["people/p-34wwc", "people/p-nobdy"])
    def test_for_what_a_record_feeds_no_history_is_read(
        self, record: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun: list[str] = []
        monkeypatch.setattr("fifrecords.cli.explain.line_history", lambda *args: begun.append(args))
        assert run("explain", record, "--records", RECORDS).exit_code in (0, 2)
        assert begun == []

    def test_a_day_that_is_none_is_wrong_usage(self) -> None:
        assert run("tally", "--until", "2011-02-30", "--records", RECORDS).exit_code == 2

    @pytest.mark.parametrize("command", ["tally", "report"])
    def test_records_with_errors_are_not_added_up(self, command: str, write: Write) -> None:
        folder = str(write({"sessions/a.yaml": SESSION}))
        done = run(command, "--records", folder)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "[unknown-person]" in done.stderr
        assert "1 error; mend it, or go on without with --draft" in done.stderr

    @pytest.mark.parametrize("command", [("explain", "held"), ("claims",)])
    def test_what_makes_no_drafts_does_not_offer_any(
        self, command: tuple[str, ...], write: Write
    ) -> None:
        folder = write(
            {"sessions/a.yaml": SESSION, "indicators.yaml": "held: {measure: {count: sessions}}"}
        )
        done = run(*command, "--records", str(folder))
        assert done.exit_code == 1
        assert "1 error; mend it first" in done.stderr

    def test_a_draft_goes_on_without_them(self, write: Write) -> None:
        figures = "held: {measure: {count: sessions}}\n"
        good = "date: 2011-01-15\nkind: meeting\nevidence: minutes\n"
        folder = str(
            write({"sessions/a.yaml": SESSION, "sessions/b.yaml": good, "indicators.yaml": figures})
        )
        done = run("tally", "--records", folder, "--draft", "--format", "json")
        data = json.loads(done.stdout)
        assert done.exit_code == 0
        assert data["draft"] is True
        assert data["figures"]["held"]["total"] == [1, 1]
        assert run("tally", "--records", folder, "--draft").stdout.startswith("DRAFT")
        assert run("report", "--records", folder, "--draft").stdout.startswith("DRAFT")


class TestReport:
    def test_the_format_follows_from_the_files_name(self, tmp_path: Path) -> None:
        file = tmp_path / "report.md"
        assert run("report", "--records", RECORDS, "-o", str(file)).exit_code == 0
        assert file.read_text(encoding="utf-8").startswith("# Learning and Skills")

    def test_a_name_that_says_no_format_is_wrong_usage(self, tmp_path: Path) -> None:
        done = run("report", "--records", RECORDS, "-o", str(tmp_path / "report.odt"))
        assert done.exit_code == 2
        assert "--format" in done.stderr

    def test_where_it_cannot_be_written_nothing_is(self, tmp_path: Path) -> None:
        done = run("report", "--records", RECORDS, "-o", str(tmp_path / "none" / "report.md"))
        assert done.exit_code == 2
        assert "nothing was written" in done.stderr

    def test_a_project_without_a_form_says_which_there_are(self, write: Write) -> None:
        project = "title: T\nprovider: q-training\nstarts: 2010-09-01\nends: 2011-05-31\n"
        done = run("report", "--records", str(write({"project.yaml": project})))
        assert done.exit_code == 2
        assert "lsis-fif" in done.stderr


class TestRulesAndSchema:
    def test_every_rule_is_listed(self) -> None:
        listed = run("rules").output
        assert all(name in listed for name in RULES)

    def test_a_rule_is_explained(self) -> None:
        assert "A day is a day" in run("rules", "more-than-a-day-in-a-day").output

    def test_the_page_of_rules_is_up_to_date(self) -> None:
        page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
        assert page == run("rules", "--format", "md").output, "run `make docs`"

    def test_a_schema_is_printed_or_all_are_written(self, tmp_path: Path) -> None:
        assert json.loads(run("schema", "session").output)["title"] == "Session"
        assert run("schema", "--write", str(tmp_path)).exit_code == 0
        written = {file.name for file in tmp_path.iterdir()}
        assert written == {file.name for file in (ROOT / "schemas").iterdir()}

    def test_a_schema_of_nothing_is_wrong_usage(self) -> None:
        assert run("schema").exit_code == 2
