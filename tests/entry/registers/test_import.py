"""Registers that are taken in: one row a person, one column a session, and forms of ODK."""

import csv
import io
from pathlib import Path

import pytest

from fifrecords import load
from tests.conftest import sound
from tests.entry.registers.conftest import SESSION, Run, held

NEW_SESSION = (
    "session: {kind: training, organisation: brooklet-house, days: 0.5, evidence: [register]}\n"
    "person: {role: service-user}\n"
)


def attended(project: Path, session: str = SESSION) -> dict[str, object]:
    """Who attended a session: the person, and the length or number where it is given."""
    records = sound(project / "records")
    return {
        each.person: next(filter(None, (each.days, each.hours, each.headcount)), None)
        for each in records.sessions[session].attended
    }


class TestOneRowAPerson:
    def test_people_are_added_to_a_session_below_its_comments(
        self, project: Path, run: Run
    ) -> None:
        session = project / "records" / "sessions" / "2011" / f"{SESSION}.yaml"
        session.write_text(
            "date: 2011-01-14   # a Friday\nkind: training\nhours: 3\nattended:\n"
            "  - p-7k3mq        # came late\n# the sheet lies in the office\nevidence: sheet\n",
            encoding="utf-8",
        )
        Path("register.csv").write_text(
            f"Session,Learner ID,Hours\n{SESSION},p-7k3mq,3\n{SESSION},P-2QD9X,1.5\n",
            encoding="utf-8",
        )
        assert run("import", "register.csv").exit_code == 0
        assert session.read_text(encoding="utf-8") == (
            "date: 2011-01-14   # a Friday\nkind: training\nhours: 3\nattended:\n"
            "  - p-7k3mq        # came late\n  - {person: p-2qd9x, hours: 1.5}\n"
            "# the sheet lies in the office\nevidence: sheet\n"
        )

    def test_a_length_that_is_the_sessions_own_is_not_written(
        self, project: Path, run: Run
    ) -> None:
        Path("register.csv").write_text(
            f"session,person,hours\n{SESSION},p-2qd9x,3\n", encoding="utf-8"
        )
        done = run("import", "register.csv")
        assert "attendances: 1 changed" in done.stdout
        assert str(attended(project)["p-2qd9x"]) == "Quantity(3)"
        Path("register.csv").write_text(
            f"session,person,days\n{SESSION},p-2qd9x,0.5\n", encoding="utf-8"
        )
        assert "1 as they were" in run("import", "register.csv").stdout

    def test_a_new_session_and_new_people_and_a_second_time_nothing(
        self, project: Path, run: Run
    ) -> None:
        Path("mapping.yaml").write_text(NEW_SESSION + "dates: uk\n", encoding="utf-8")
        Path("register.csv").write_text(
            "Date;Name;Reference;Client group;Days\n"
            "03/02/2011;Ann Example;L-1;Learning difficulties;0,25\n".replace(",", ".")
            + "03/02/2011;Ben Example;L-2;;\n04/02/2011;Ben Example;L-2;;\n",
            encoding="utf-8",
        )
        call = ("import", "register.csv", "--mapping", "mapping.yaml", "--ids", "../ids.csv")
        dry = run(*call, "--dry-run")
        assert "attendances: 3 new; sessions: 2 new; people: 2 new" in dry.stdout
        assert not Path("../ids.csv").exists()
        assert run(*call).exit_code == 0
        kept = dict(csv.reader(io.StringIO(Path("../ids.csv").read_text(encoding="utf-8"))))
        ann, ben = kept["L-1"], kept["L-2"]
        session = project / "records" / "sessions" / "2011" / "2011-02-03-brooklet-house-training"
        assert session.with_suffix(".yaml").read_text(encoding="utf-8") == (
            "date: 2011-02-03\nkind: training\norganisation: brooklet-house\ndays: 0.5\n"
            f"attended:\n  - {{person: {ann}, days: 0.25}}\n  - {ben}\nevidence: [register]\n"
        )
        person = project / "records" / "people" / f"{ann}.yaml"
        assert person.read_text(encoding="utf-8") == (
            "role: service-user\nclient_group: learning-difficulties\n"
        )
        before = held(project.parent)
        again = run(*call)
        assert "nothing to write" in again.stdout
        assert held(project.parent) == before

    def test_no_name_enters_a_record_or_what_is_printed_of_one(
        self, project: Path, run: Run
    ) -> None:
        Path("register.csv").write_text(
            f"session,person,Name,E-mail\n{SESSION},p-2qd9x,Ann Example,ann@example.org\n",
            encoding="utf-8",
        )
        done = run("import", "register.csv")
        assert "columns C ('Name'), D ('E-mail'): not read, as names" in done.stderr
        assert not any(b"Example" in data for at, data in held(project / "records").items())

    def test_the_ids_are_not_kept_where_git_would_take_them(self, project: Path, run: Run) -> None:
        Path("register.csv").write_text(f"session,person\n{SESSION},L-1\n", encoding="utf-8")
        done = run("import", "register.csv", "--ids", "records/ids.csv")
        assert done.exit_code == 2
        assert "outside of every repository" in done.stderr

    def test_a_planned_session_that_people_attended_was_held(self, project: Path, run: Run) -> None:
        session = project / "records" / "sessions" / "2011" / f"{SESSION}.yaml"
        text = session.read_text(encoding="utf-8")
        planned = "status: planned  # the room is booked\n" + text[: text.index("attended")]
        session.write_text(planned, encoding="utf-8")
        Path("register.csv").write_text("person\np-2qd9x\n", encoding="utf-8")
        assert run("import", "register.csv", "--session", SESSION).exit_code == 0
        assert "status: held  # the room is booked\n" in session.read_text(encoding="utf-8")
        assert list(attended(project)) == ["p-2qd9x"]

    PARTS = "[{person: g-residents, headcount: 3}, {person: g-residents, headcount: 4, days: 0.25}]"

    @pytest.mark.parametrize("row", ["g-residents,,5", "g-residents,0.25,", "g-residents,,3"])
    def test_which_of_two_parts_of_a_group_a_row_means_is_not_guessed(
        self, project: Path, run: Run, row: str
    ) -> None:
        session = project / "records" / "sessions" / "2011" / f"{SESSION}.yaml"
        session.write_text(
            f"date: 2011-01-14\nkind: training\ndays: 0.5\nattended: {self.PARTS}\n",
            encoding="utf-8",
        )
        Path("register.csv").write_text(f"person,days,headcount\n{row}\n", encoding="utf-8")
        before = held(project)
        done = run("import", "register.csv", "--session", SESSION)
        assert done.exit_code == 1
        place = f"records/sessions/2011/{SESSION}.yaml:4:12"
        assert f"2 parts of g-residents are on record at {place}; mend them there" in done.stderr
        assert held(project) == before

    def test_a_group_that_was_there_in_two_parts_was_there(self, project: Path, run: Run) -> None:
        session = project / "records" / "sessions" / "2011" / f"{SESSION}.yaml"
        session.write_text(
            f"date: 2011-01-14\nkind: training\ndays: 0.5\nattended: {self.PARTS}\n",
            encoding="utf-8",
        )
        run("register", SESSION, "-o", "sheet.csv")
        rows = Path("sheet.csv").read_text(encoding="utf-8")
        assert rows.count("g-residents") == 1
        Path("sheet.csv").write_text(
            rows.replace("g-residents,", "g-residents,x"), encoding="utf-8"
        )
        done = run("import", "sheet.csv")
        assert "nothing to write" in done.stdout

    @pytest.mark.parametrize("curriculum", ["[ict]", "ict", "\n  - ict  # first"])
    def test_a_list_of_a_session_is_added_to_and_loses_nothing(
        self, project: Path, run: Run, curriculum: str
    ) -> None:
        session = project / "records" / "sessions" / "2011" / f"{SESSION}.yaml"
        session.write_text(
            f"date: 2011-01-14\nkind: training\ndays: 0.5\nattended: p-7k3mq\n"
            f"curriculum: {curriculum}\nevidence: [sign-in sheet 14 January]\n",
            encoding="utf-8",
        )
        Path("register.csv").write_text(
            f"session,person,curriculum,evidence\n"
            f'{SESSION},p-7k3mq,"open-source-materials, ict",photo of the group\n',
            encoding="utf-8",
        )
        assert run("import", "register.csv").exit_code == 0
        record = sound(project / "records").sessions[SESSION]
        assert record.curriculum == ("ict", "open-source-materials")
        assert record.evidence == ("sign-in sheet 14 January", "photo of the group")
        assert "nothing to write" in run("import", "register.csv").stdout

    @pytest.mark.parametrize("below", ["sessions/2011", "sessions", "sessions/other"])
    @pytest.mark.parametrize(
        ("row", "told"),
        [
            (",2011-02-28", "may be this one; mend its record first"),
            ("2011-02-28-training,2011-02-28", "mend its record first"),
            ("2011-02-28-training,", "mend its record first"),
        ],
    )
    def test_a_session_that_may_be_a_broken_one_is_not_written_beside_it(
        self, project: Path, run: Run, below: str, row: str, told: str
    ) -> None:
        broken = project / "records" / below / "2011-02-28-training.yaml"
        broken.parent.mkdir(exist_ok=True)
        broken.write_text("date: 2011-02-28\nkind: training\nday: 1\n", encoding="utf-8")
        Path("register.csv").write_text(
            f"session,date,kind,person\n{row},training,p-7k3mq\n", encoding="utf-8"
        )
        before = held(project)
        done = run("import", "register.csv")
        assert done.exit_code == 1
        assert "session 2011-02-28-training is broken" in done.stderr
        assert told in done.stderr
        assert held(project) == before

    def test_a_person_whose_record_is_broken_is_not_called_unknown(
        self, project: Path, run: Run
    ) -> None:
        person = project / "records" / "people" / "p-7k3mq.yaml"
        person.write_text("rol: service-user\n", encoding="utf-8")
        Path("register.csv").write_text("person\np-7k3mq\n", encoding="utf-8")
        done = run("import", "register.csv", "--session", SESSION)
        assert "person p-7k3mq is broken; mend their record first" in done.stderr
        assert "did you mean" not in done.stderr

    def test_days_may_begin_with_their_point(self, project: Path, run: Run) -> None:
        Path("mapping.yaml").write_text("cells: days\n", encoding="utf-8")
        Path("register.csv").write_text(f"person,{SESSION}\np-2qd9x,.25\n", encoding="utf-8")
        done = run("import", "register.csv", "--mapping", "mapping.yaml")
        assert done.exit_code == 0, done.stderr
        assert str(attended(project)["p-2qd9x"]) == "Quantity(1/4)"

    def test_a_name_that_two_have_is_not_guessed(self, project: Path, run: Run) -> None:
        """Though the one's id is what its name would make."""
        other = project / "records" / "organisations" / "brooklet-house-2.yaml"
        other.write_text("name: Brooklet House\ntype: organisation\n", encoding="utf-8")
        Path("register.csv").write_text(
            "person,person organisation\np-7k3mq,brooklet HOUSE\n", encoding="utf-8"
        )
        done = run("import", "register.csv")
        assert done.exit_code == 1
        told = "is what several are called; write brooklet-house or brooklet-house-2"
        assert f"'brooklet HOUSE' {told}" in done.stderr

    def test_a_place_is_known_by_the_id_that_it_had_before(self, project: Path, run: Run) -> None:
        places = project / "records" / "organisations"
        old = places / "brooklet-house.yaml"
        old.write_text(
            old.read_text(encoding="utf-8") + "former_ids: [brooklet-hall]\n", encoding="utf-8"
        )
        Path("register.csv").write_text(
            "person,person organisation\np-7k3mq,Brooklet-Hall\n", encoding="utf-8"
        )
        done = run("import", "register.csv")
        assert done.exit_code == 0, done.stderr
        assert sound(project / "records").persons["p-7k3mq"].organisation == "brooklet-house"

    def test_what_is_said_of_a_person_fills_the_record(self, project: Path, run: Run) -> None:
        Path("register.csv").write_text(
            'person,age band,sex,race\np-2qd9x,16-18,female,"White; Black"\n', encoding="utf-8"
        )
        assert run("import", "register.csv").exit_code == 0
        assert "nothing to write" in run("import", "register.csv").stdout
        person = sound(project / "records").persons["p-2qd9x"]
        assert (person.age_band, person.equality) == (
            "16-18",
            {"sex": ("female",), "race": ("white", "black")},
        )

    @pytest.mark.parametrize("named", ["p-7k3mq", "p-was11", "L-1"])
    def test_nothing_is_written_of_who_was_forgotten(
        self, project: Path, run: Run, named: str
    ) -> None:
        """By their id, by one they had before, or by the reference that they came under."""
        person = project / "records" / "people" / "p-7k3mq.yaml"
        person.write_text(
            "role: service-user\nformer_ids: [p-was11]\n"
            "forgotten: {date: 2012-03-01, because: asked to be forgotten}\n",
            encoding="utf-8",
        )
        Path("../ids.csv").write_text("reference,id\nL-1,p-7k3mq\n", encoding="utf-8")
        Path("register.csv").write_text(f"person,sex\n{named},female\n", encoding="utf-8")
        before = held(project)
        done = run("import", "register.csv", "--ids", "../ids.csv")
        assert done.exit_code == 1
        assert "p-7k3mq was forgotten on 2012-03-01; delete the row" in done.stderr
        assert held(project) == before

    @pytest.mark.parametrize("called", ["Signed in", "Came", "Tick", "Present?", "Attended"])
    def test_who_is_marked_as_absent_did_not_attend(
        self, project: Path, run: Run, called: str
    ) -> None:
        session = project / "records" / "sessions" / "2011" / f"{SESSION}.yaml"
        text = session.read_text(encoding="utf-8")
        session.write_text(text[: text.index("attended")] + "evidence: sheet\n", encoding="utf-8")
        Path("register.csv").write_text(
            f"Session ID;Learner ID;{called}\n{SESSION};p-7k3mq;x\n{SESSION};p-2qd9x;no\n",
            encoding="utf-8",
        )
        assert run("import", "register.csv", "--ids", "../ids.csv").exit_code == 0
        assert list(attended(project)) == ["p-7k3mq"]

    def test_ticks_of_something_else_are_passed_over_once_it_is_said(
        self, project: Path, run: Run
    ) -> None:
        Path("register.csv").write_text(
            f"session,person,Consent\n{SESSION},p-7k3mq,yes\n{SESSION},p-2qd9x,no\n",
            encoding="utf-8",
        )
        assert "column C ('Consent'): nothing says" in run("import", "register.csv").stderr
        Path("mapping.yaml").write_text("ignore: [consent]\n", encoding="utf-8")
        done = run("import", "register.csv", "--mapping", "mapping.yaml")
        assert (done.exit_code, done.stderr) == (0, "")
        assert "attendances: 2 as they were" in done.stdout

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_encodings_and_delimiters_are_found_out(
        self, project: Path, run: Run, encoding: str, delimiter: str
    ) -> None:
        rows = [["session", "person", "evidence"], [SESSION, "p-2qd9x", "sheet of the café"]]
        text = "\r\n".join(delimiter.join(row) for row in rows)
        Path("register.csv").write_bytes(text.encode(encoding))
        assert run("import", "register.csv").exit_code == 0
        *_, sheet = sound(project / "records").sessions[SESSION].evidence
        assert sheet == "sheet of the café"

    def test_another_encoding_is_named(self, project: Path, run: Run) -> None:
        text = f"session,person,evidence\n{SESSION},p-2qd9x,sheet of the café\n"
        Path("register.csv").write_bytes(text.encode("windows-1252"))
        Path("mapping.yaml").write_text("encoding: windows-1252\n", encoding="utf-8")
        assert run("import", "register.csv", "--mapping", "mapping.yaml").exit_code == 0
        assert sound(project / "records").sessions[SESSION].evidence[-1] == "sheet of the café"


class TestOneColumnASession:
    def test_ticks(self, project: Path, run: Run) -> None:
        Path("mapping.yaml").write_text(NEW_SESSION, encoding="utf-8")
        Path("register.csv").write_text(
            f"Person,{SESSION},20 January 2011\np-7k3mq,x,\np-2qd9x,,yes\n", encoding="utf-8"
        )
        done = run("import", "register.csv", "--mapping", "mapping.yaml")
        assert "attendances: 1 as they were, 1 new; sessions: 1 new" in done.stdout
        assert attended(project, "2011-01-20-brooklet-house-training") == {"p-2qd9x": None}

    def test_lengths(self, project: Path, run: Run) -> None:
        Path("mapping.yaml").write_text(
            f"cells: hours\nsessions: {{First: {SESSION}}}\ncolumns: {{person: Who}}\n",
            encoding="utf-8",
        )
        Path("register.csv").write_text("Who,First\np-7k3mq,1\np-2qd9x,1.5\n", encoding="utf-8")
        done = run("import", "register.csv", "--mapping", "mapping.yaml")
        assert "attendances: 1 as they were, 1 changed" not in done.stdout
        assert str(attended(project)["p-7k3mq"]) == "Quantity(1)"


class TestForms:
    """What ODK Central and KoboToolbox export."""

    MAPPING = NEW_SESSION + "columns: {date: visit/date, curriculum: visit/areas, attended: who}\n"

    def test_answers_with_a_column_each(self, project: Path, run: Run) -> None:
        Path("mapping.yaml").write_text(self.MAPPING, encoding="utf-8")
        Path("visits.csv").write_text(
            '"start";"visit/date";"visit/areas";"visit/areas/ict";"visit/areas/literacy";"who";'
            '"who/p-7k3mq";"who/p-2qd9x";"_id";"_uuid";"_submission_time";"meta/instanceID"\n'
            '"2011-01-20T10:00:00.000+00:00";"2011-01-20";"ict";"1";"0";"p-7k3mq p-2qd9x";'
            '"1";"1";"17";"a";"2011-01-20T12:00:00";"uuid:a"\n',
            encoding="utf-8-sig",
        )
        done = run("import", "visits.csv", "--mapping", "mapping.yaml")
        assert done.exit_code == 0, done.stderr
        assert "not read" not in done.stderr
        made = sound(project / "records").sessions["2011-01-20-brooklet-house-training"]
        assert made.curriculum == ("ict",)
        assert [each.person for each in made.attended] == ["p-7k3mq", "p-2qd9x"]

    def test_answers_between_spaces(self, project: Path, run: Run) -> None:
        Path("mapping.yaml").write_text(self.MAPPING, encoding="utf-8")
        Path("visits.csv").write_text(
            "SubmissionDate,visit/date,visit/areas,who,KEY\n"
            "2011-01-20T12:00:00Z,2011-01-20,ict open-source-materials ict,"
            "p-7k3mq p-2qd9x,uuid:a\n",
            encoding="utf-8",
        )
        done = run("import", "visits.csv", "--mapping", "mapping.yaml")
        assert done.exit_code == 0, done.stderr
        made = sound(project / "records").sessions["2011-01-20-brooklet-house-training"]
        assert made.curriculum == ("ict", "open-source-materials")
        assert len(made.attended) == 2

    @pytest.mark.parametrize(
        ("ours", "theirs"), [("KEY", "PARENT_KEY"), ("_index", "_parent_index")]
    )
    def test_a_repeat_group(self, project: Path, run: Run, ours: str, theirs: str) -> None:
        Path("mapping.yaml").write_text(
            NEW_SESSION + "columns: {date: visit/date, person: people/id, hours: people/hours}\n",
            encoding="utf-8",
        )
        Path("visits.csv").write_text(
            f"visit/date,{ours}\n2011-01-20,1\n2011-01-21,2\n", encoding="utf-8"
        )
        Path("people.csv").write_text(
            f"people/id,people/hours,{theirs}\np-7k3mq,3,1\np-2qd9x,1.5,1\np-2qd9x,,2\n",
            encoding="utf-8",
        )
        call = ("import", "visits.csv", "--attendees", "people.csv", "--mapping", "mapping.yaml")
        done = run(*call)
        assert done.exit_code == 0, done.stderr
        first = attended(project, "2011-01-20-brooklet-house-training")
        assert {who: str(length) for who, length in first.items()} == {
            "p-7k3mq": "Quantity(3)",
            "p-2qd9x": "Quantity(3/2)",
        }
        assert "nothing to write" in run(*call).stdout


class TestWriting:
    def test_one_bad_row_and_nothing_of_it_is_written(self, project: Path, run: Run) -> None:
        Path("register.csv").write_text(
            f"session,person\n{SESSION},p-2qd9x\n{SESSION},p-nobody\n", encoding="utf-8"
        )
        before = held(project)
        assert run("import", "register.csv").exit_code == 1
        assert held(project) == before

    def test_a_dry_run_writes_nothing(self, project: Path, run: Run) -> None:
        Path("register.csv").write_text(
            f"session,person,days\n{SESSION},p-2qd9x,0.5\n", encoding="utf-8"
        )
        before = held(project)
        done = run("import", "register.csv", "--dry-run")
        assert "+  - p-2qd9x" in done.stdout
        assert held(project) == before

    def test_a_missing_file_is_wrong_usage(self, run: Run) -> None:
        assert run("import", "nowhere.csv").exit_code == 2


def test_a_sheet_filled_in_comes_back(project: Path, run: Run) -> None:
    session = project / "records" / "sessions" / "2011" / f"{SESSION}.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text[: text.index("attended")] + "evidence: sheet\n", encoding="utf-8")
    group = project / "records" / "people" / "g-residents.yaml"
    group.write_text("organisation: brooklet-house\nheadcount: 300\n", encoding="utf-8")
    assert run("register", SESSION, "-o", "sheet.csv").exit_code == 0
    with Path("sheet.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    came = {"p-7k3mq": {"present": "x"}, "g-residents": {"present": "x", "headcount": "12"}}
    with Path("sheet.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | came.get(row["person"], {}) for row in rows)
    assert run("import", "sheet.csv").exit_code == 0
    assert {who: str(many) for who, many in attended(project).items()} == {
        "p-7k3mq": "None",
        "g-residents": "Quantity(12)",
    }
    assert load("records").records.sessions[SESSION].status == "held"
