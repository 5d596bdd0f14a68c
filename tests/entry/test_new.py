"""New records from options: what is written, what is refused, what is committed."""

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fifrecords.cli.main import main
from fifrecords.entry.kinds import ENTRIES
from tests.conftest import Write, sound
from tests.entry.conftest import git

Project = Callable[..., Path]


def new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments], catch_exceptions=False)


def test_an_organisation(project: Project) -> None:
    folder = project()
    done = new("organisation", "--name", "Café Röhm & Sons", "--roles", "stakeholder, audience")
    assert done.exit_code == 0
    text = (folder / "organisations" / "cafe-rohm-sons.yaml").read_text(encoding="utf-8")
    assert text == ("name: Café Röhm & Sons\ntype: organisation\nroles: [stakeholder, audience]\n")
    assert "+name: Café Röhm & Sons" in done.output


def test_a_site_and_where_its_engagement_stands(project: Project) -> None:
    folder = project()
    answers = ("--name", "Annexe", "--type", "site", "--site-of", "Park Hostel")
    done = new("organisation", *answers, "--engagement", "agreed", "--since", "2010-10-20")
    assert done.exit_code == 0, done.output
    text = (folder / "organisations" / "annexe.yaml").read_text(encoding="utf-8")
    assert "site_of: park-hostel\n" in text
    assert "engagement:\n  - {date: 2010-10-20, status: agreed}\n" in text


def test_a_name_that_windows_keeps_for_a_device_gets_a_number(project: Project) -> None:
    folder = project()
    assert new("organisation", "--name", "Con", "--roles", "audience").exit_code == 0
    assert sound(folder).organisations["con-2"].name == "Con"


def test_people_get_ids_that_tell_nothing(project: Project) -> None:
    folder = project()
    done = new("person", "--role", "Support worker", "--number", "3", "--equality", "sex=not-asked")
    assert done.exit_code == 0, done.output
    made = {file for file in (folder / "people").iterdir() if file.stem not in ("p-7k3mq",)}
    names = sorted(file.stem for file in made if file.stem.startswith("p-"))
    assert len(names) == 3
    assert all(re.fullmatch(r"p-[2-9a-z]{8}", name) for name in names)
    texts = {file.read_text(encoding="utf-8") for file in made if file.stem in names}
    assert texts == {"role: support-worker\nequality: {sex: not-asked}\n"}


def test_a_group_is_called_by_a_word(project: Project) -> None:
    folder = project()
    answers = ("--called", "Open door", "--headcount", "8-12", "--may-overlap-with", "g-drop-in")
    done = new("group", *answers, "--role", "service-user", "--basis", "counted")
    assert done.exit_code == 0, done.output
    group = sound(folder).groups["g-open-door"]
    assert (group.headcount.low, group.headcount.high) == (8, 12)
    assert group.may_overlap_with == ("g-drop-in",)


def test_a_session_lies_in_its_year_under_a_name_that_tells_it(project: Project) -> None:
    folder = project()
    attended = "p-7k3mq 0.25, g-drop-in 6"
    done = new(
        *("session", "--date", "2011-02-02", "--kind", "training", "--title", "Growing cress"),
        *("--organisation", "park-hostel", "--days", "0.5", "--attended", attended),
        *("--evidence", "sign-in sheet: page 4"),
    )
    assert done.exit_code == 0, done.output
    file = folder / "sessions" / "2011" / "2011-02-02-park-hostel-growing-cress.yaml"
    assert file.read_text(encoding="utf-8") == (
        "date: 2011-02-02\nkind: training\ntitle: Growing cress\norganisation: park-hostel\n"
        "days: 0.5\nattended:\n  - {person: p-7k3mq, days: 0.25}\n"
        '  - {person: g-drop-in, headcount: 6}\nevidence: "sign-in sheet: page 4"\n'
    )


def test_what_is_answered_twice_is_written_once(project: Project) -> None:
    """But for parts of a group: two of them may be alike."""
    folder = project()
    answers = ("--date", "2011-02-02", "--kind", "training", "--curriculum", "ict, ICT, ict")
    done = new("session", *answers, "--attended", "g-drop-in 3, g-drop-in 3, p-7k3mq, p-7k3mq")
    assert done.exit_code == 0, done.output
    (made,) = [each for each in sound(folder).sessions.values() if f"{each.date}" == "2011-02-02"]
    assert made.curriculum == ("ict",)
    assert [each.person for each in made.attended] == ["g-drop-in", "g-drop-in", "p-7k3mq"]


def test_two_sessions_alike_have_two_ids(project: Project) -> None:
    folder = project()
    answers = ("--date", "2011-02-02", "--kind", "meeting", "--evidence", "minutes")
    new("session", *answers, "--notes", "the first")
    new("session", *answers, "--notes", "the second")
    names = {file.stem for file in (folder / "sessions" / "2011").iterdir()}
    assert {"2011-02-02-meeting", "2011-02-02-meeting-2"} <= names


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (
            ("organisation", "--name", "Park Hostel", "--roles", "audience"),
            "park-hostel is on record already, Park Hostel; this one becomes park-hostel-2\n",
        ),
        (
            ("group", "--called", "Drop in", "--headcount", "5", "--role", "service-user"),
            "g-drop-in is on record already; this one becomes g-drop-in-2\n",
        ),
        (
            (
                *("session", "--date", "2011-01-14", "--kind", "training", "--title", "ICT"),
                *("--organisation", "park-hostel", "--evidence", "another sheet"),
            ),
            "2011-01-14-park-hostel-ict is on record already, Getting online; "
            "this one becomes 2011-01-14-park-hostel-ict-2\n",
        ),
    ],
)
def test_who_is_on_record_already_is_told_before_it_is_written(
    project: Project, answers: tuple[str, ...], told: str
) -> None:
    project()
    done = new(*answers, "--yes")
    assert done.exit_code == 0, done.output
    assert told in done.stderr


LEARNERS = {"indicators.yaml": "learners: {measure: {count: people}, target: 5}\n"}
READ = "hours: {measure: latest, target: 19, unanswered: Not yet.}\n"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("reading", "takes readings; make one: fifrecords new indicator --measure latest"),
        ("judgement", "takes judgements; make one: fifrecords new indicator --measure judged"),
    ],
)
@pytest.mark.parametrize("figure", [(), ("--figure", "learners")])
def test_where_no_figure_takes_it_the_way_to_one_is_told(
    project: Project, kind: str, told: str, figure: tuple[str, ...]
) -> None:
    project(**LEARNERS)
    done = new(kind, *figure)
    assert (done.exit_code, done.stderr) == (2, f"Error: no figure here {told}\n")


def test_a_figure_that_is_worked_out_takes_no_reading(project: Project) -> None:
    project(**{"indicators.yaml": LEARNERS["indicators.yaml"] + READ})
    done = new("reading", "--figure", "learners", "--date", "2011-05-01", "--value", "4")
    why = "learners is worked out from the records, and takes no readings; write hours"
    assert (done.exit_code, done.stderr) == (2, f"Error: --figure: {why}\n")
    assert (
        new("reading", "--figure", "hours", "--date", "2011-05-01", "--value", "4").exit_code == 0
    )


def test_where_nobody_is_on_record_the_way_to_somebody_is_told(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write({}).parent)
    done = new("outcome", "--person", "p-7k3mq", "--kind", "volunteering")
    assert "no person is on record; write one: fifrecords new person" in done.stderr


def test_what_dissemination_reached(project: Project) -> None:
    folder = project()
    done = new(
        *("session", "--date", "2011-03-03", "--kind", "dissemination", "--title", "Fair"),
        *("--reach-organisations", "1,200", "--reach-people", "20 to 30", "--audience", "local"),
        *("--evidence", "guest book"),
    )
    assert done.exit_code == 0, done.output
    reach = sound(folder).sessions["2011-03-03-fair"].reach
    assert reach is not None
    assert reach.organisations is not None
    assert reach.organisations.low == 1200


class TestIndicator:
    def test_a_target_is_written_without_touching_the_rest(self, project: Project) -> None:
        before = "# what was promised\r\ndays: {measure: {sum: learner-days}}   # odd  spacing"
        folder = project(**{"indicators.yaml": before})
        answers = ("--id", "learners", "--number", "1", "--statement", "People who learn")
        more = ("--kind", "output", "--measure", "people", "--role", "service-user")
        done = new("indicator", *answers, *more, "--session-kind", "training", "--target", "6")
        assert done.exit_code == 0, done.output
        text = (folder / "indicators.yaml").read_bytes().decode()
        assert text == before + "\r\n" + (
            "learners:\r\n  number: 1\r\n  statement: People who learn\r\n  kind: output\r\n"
            "  measure: {count: people, where: {role: service-user, kind: training}}\r\n"
            "  target: 6\r\n"
        )

    def test_the_first_one_makes_the_file(self, project: Project) -> None:
        folder = project()
        assert new("indicator", "--id", "days", "--measure", "learner-days").exit_code == 0
        text = (folder / "indicators.yaml").read_text(encoding="utf-8")
        assert text == "days:\n  measure: {sum: learner-days}\n"

    def test_a_figure_is_worked_out_from_others(self, project: Project) -> None:
        days = "days: {measure: {sum: learner-days}}\n"
        folder = project(**{"indicators.yaml": days})
        grant = ("--measure", "ratio", "--of", "funding, days")
        assert new("indicator", "--id", "cost", *grant).exit_code == 0
        text = (folder / "indicators.yaml").read_text(encoding="utf-8")
        assert text == days + "cost:\n  measure: {ratio: [funding, days]}\n  unit: GBP\n"
        assert new("indicator", "--id", "cheap", *grant, "--target", "90").exit_code == 0
        assert not sound(folder).indicators["cheap"].ascending

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            (("--measure", "ratio"), "--of is needed"),
            (("--measure", "ratio", "--of", "days"), "ratio"),
            (("--measure", "total", "--of", "dais"), "did you mean days?"),
            (("--measure", "people", "--of", "days"), "leave it out"),
        ],
    )
    def test_what_a_figure_is_worked_out_from_is_held_to(
        self, project: Project, given: tuple[str, ...], message: str
    ) -> None:
        folder = project(**{"indicators.yaml": "days: {measure: {sum: learner-days}}\n"})
        done = new("indicator", "--id", "cost", *given)
        assert done.exit_code in (1, 2)
        assert message in done.output
        assert "cost" not in (folder / "indicators.yaml").read_text(encoding="utf-8")

    def test_no_figure_is_written_twice(self, project: Project) -> None:
        project(**{"indicators.yaml": "days: {measure: {sum: learner-days}}\n"})
        for taken in ("days", "funding"):
            done = new("indicator", "--id", taken, "--measure", "learner-days")
            assert done.exit_code == 2
            assert "there is" in done.output


class TestWord:
    def test_it_joins_its_list(self, project: Project) -> None:
        folder = project()
        assert new("word", "--of", "curriculum", "--label", "Cookery").exit_code == 0
        assert sound(folder).vocabulary.curriculum["cookery"] == "Cookery"

    def test_a_list_that_is_missing_is_begun(self, project: Project) -> None:
        folder = project(**{"vocabulary.yaml": "roles: {service-user: Service user}\n"})
        (folder / "organisations" / "park-hostel.yaml").write_text("name: P\ntype: organisation\n")
        assert new("word", "--of", "settings", "--label", "Day centre").exit_code == 0
        text = (folder / "vocabulary.yaml").read_text(encoding="utf-8")
        assert text.endswith("settings:\n  day-centre: Day centre\n")


class TestAdditions:
    """What comes to a record later; the rest of it stays as it is."""

    def test_an_outcome_of_a_person(self, project: Project) -> None:
        folder = project()
        gained = ("--date", "2011-03-01", "--kind", "qualification", "--title", "PTLLS")
        done = new("outcome", "--person", "p-7k", *gained, "--level", "4", "--evidence", "no. 7")
        assert done.exit_code == 0, done.output
        (outcome,) = sound(folder).persons["p-7k3mq"].outcomes
        assert (outcome.title, outcome.level, outcome.status) == ("PTLLS", 4, "achieved")

    def test_a_step_of_an_organisation(self, project: Project) -> None:
        folder = project()
        for day, status in (("2010-10-04", "approached"), ("2010-10-20", "agreed")):
            step = ("--organisation", "Park Hostel", "--date", day, "--status", status)
            assert new("step", *step).exit_code == 0
        file = folder / "organisations" / "park-hostel.yaml"
        assert file.read_text(encoding="utf-8").endswith(
            "setting: hostel\nengagement:\n  - {date: 2010-10-04, status: approached}\n"
            "  - {date: 2010-10-20, status: agreed}\n"
        )

    def test_a_reading_and_a_judgement(self, project: Project) -> None:
        kept = "hours: {measure: latest}\nmodel:\n  measure: judged   # by us\n"
        folder = project(**{"indicators.yaml": kept})
        read = ("--figure", "hours", "--date", "2011-03-01", "--value", "8-9", "--of", "12")
        assert new("reading", *read, "--evidence", "sheets").exit_code == 0
        judged = ("--date", "2011-03-02", "--by", "board", "--because", "It works.")
        done = new("judgement", "--figure", "model", "--status", "achieved", *judged)
        assert done.exit_code == 0, done.output
        text = (folder / "indicators.yaml").read_text(encoding="utf-8")
        assert "value: [8, 9], of: 12" in text
        assert "# by us\n" in text
        assert sound(folder).indicators["model"].judgement[0].by == "board"

    def test_a_figure_that_is_counted_takes_none(self, project: Project) -> None:
        project(**{"indicators.yaml": "days: {measure: {sum: learner-days}}\n"})
        done = new("reading", "--figure", "days", "--date", "2011-03-01", "--value", "8")
        assert done.exit_code == 2


def test_several_answers_to_one_question_stay_together(project: Project) -> None:
    folder = project()
    said = ("--equality", "race=white", "--equality", "race=asian", "--equality", "sex=female")
    done = new("person", "--role", "service-user", *said)
    written = next(each for each in done.output.split() if each.startswith("records/people/"))
    text = (folder.parent / written).read_text(encoding="utf-8")
    assert "equality: {race: [white, asian], sex: female}" in text


@pytest.mark.parametrize("typed", ["14 January 2011", "14/01/2011", "14.1.2011", "2011-1-14"])
def test_a_day_may_be_typed_in_any_way_that_means_no_other(project: Project, typed: str) -> None:
    folder = project()
    new("session", "--date", typed, "--kind", "meeting")
    (path,) = folder.rglob("2011-01-14-meeting.yaml")
    assert "date: 2011-01-14\n" in path.read_text(encoding="utf-8")
    told = CliRunner().invoke(main, ["tally", "--until", typed, "--format", "json"])
    assert '"until": "2011-01-14"' in told.output


SESSION = ("session", "--date", "2011-01-14", "--kind", "training")
READING = ("reading", "--figure", "hours", "--date", "2011-01-14", "--value", "21")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("person", "--role", "servce-user"), "--role: 'servce-user' is not known here; did you"),
        (("person", "--role", "cook"), "fifrecords new word --of roles adds one"),
        (("person", "--joined", "2 May"), "--joined: '2 May' is no day of the calendar"),
        (("group", "--called", "G", "--headcount", "12-8"), "swap the two"),
        (("group", "--called", "G", "--headcount", "a few"), "'a few' is no number"),
        (("group", "--called", "G", "--headcount", "1.5"), "is not a whole number"),
        (("group", "--called", "G"), "--headcount is needed"),
        (("organisation", "--name", " "), "--name is needed: what is it called?"),
        (("session", "--date", " ", "--kind", "training"), "--date is needed"),
        (("organisation", "--name", "\udcff"), "--name is not UTF-8"),
        (("person", "--equality", "sex"), "write it as sex=not-asked"),
        (("person", "--number", "none"), "'none' is no whole number from 1 up; write it like 12"),
        (("person", "--number", "3-5"), "'3-5' is no whole number from 1 up"),
        (("person", "--number", "0"), "'0' is no whole number from 1 up"),
        ((*READING, "--of", "8-12"), "'8-12' is no whole number from 1 up"),
        (
            ("indicator", "--id", "con", "--measure", "people"),
            "'con' is no id: Windows keeps it for a device",
        ),
        (("group", "--called", "x", "--headcount", "1.5"), "or as a range: 8-12"),
        (("group", "--called", "G", "--headcount", "0,5"), "'0,5' is no number; write 0.5"),
        ((*SESSION, "--days", "0,250"), "'0,250' is no number; write 0.250"),
        (("word", "--of", "curriclum", "--label", "X"), "did you mean curriculum?"),
        (("indicator", "--id", "Days!", "--measure", "people"), "'Days!' is no id"),
    ],
)
def test_an_answer_that_cannot_be_taken(
    answers: tuple[str, ...], told: str, project: Project
) -> None:
    project(**{"indicators.yaml": "hours: {measure: latest}\n"})
    done = new(*answers)
    assert done.exit_code == 2
    assert told in done.output
    assert git(Path.cwd(), "status", "--short") == ""


@pytest.mark.parametrize("other", ["park-hostel-2", "a-hostel"])
def test_a_name_that_two_have_is_not_guessed(other: str, project: Project) -> None:
    project(**{f"organisations/{other}.yaml": "name: park hostel\ntype: organisation\n"})
    answers = ("session", "--date", "2011-03-02", "--kind", "training", "--days", "1")
    done = new(*answers, "--organisation", "Park Hostel")
    assert done.exit_code == 2
    both = " or ".join(sorted([other, "park-hostel"]))
    assert f"'Park Hostel' is what several are called; write {both}" in done.output
    assert git(Path.cwd(), "status", "--short") == ""
    assert new(*answers, "--organisation", "park-hostel", "--evidence", "sheet").exit_code == 0


FORGOTTEN = "role: service-user\nforgotten: {date: 2012-03-01, because: asked to be forgotten}\n"


@pytest.mark.parametrize(
    "answers",
    [
        ("outcome", "--person", "p-frgt7", "--date", "2011-03-02", "--kind", "employment"),
        ("outcome", "--person", "p-frgt", "--date", "2011-03-02", "--kind", "employment"),
        ("session", "--date", "2011-03-02", "--kind", "training", "--attended", "p-frgt7 0.5"),
    ],
)
def test_nothing_more_is_written_of_who_was_forgotten(
    answers: tuple[str, ...], project: Project
) -> None:
    project(**{"people/p-frgt7.yaml": FORGOTTEN})
    done = new(*answers)
    assert done.exit_code == 2
    assert "p-frgt7 was forgotten on 2012-03-01" in done.output
    assert git(Path.cwd(), "status", "--short") == ""


def test_what_would_break_the_records_is_refused_with_its_finding(project: Project) -> None:
    project()
    answers = ("--date", "2010-10-01", "--kind", "training", "--attended", "p-7k3mq")
    done = new("session", *answers, "--days", "1")
    assert done.exit_code == 1
    assert "records/sessions/2010/2010-10-01-training.yaml:4:12: error: " in done.output
    assert "[attended-before-joining]" in done.output
    assert "nothing was written" in done.output
    assert git(Path.cwd(), "status", "--short") == ""


def test_prose_that_a_new_record_makes_false_is_told_and_does_not_stand_in_the_way(
    project: Project,
) -> None:
    project(
        **{
            "indicators.yaml": "held: {measure: {count: sessions}}\n",
            "narrative/outputs.md": "[One](figure:held) session.\n",
        }
    )
    done = new("session", "--date", "2011-02-02", "--kind", "meeting", "--evidence", "minutes")
    assert done.exit_code == 0
    assert "[false-claim]" in done.output
    assert "then: fifrecords claims --update" in done.output


def test_what_is_to_be_expected_of_a_new_record_is_not_told(project: Project) -> None:
    project()
    assert "[orphan]" not in new("person", "--role", "service-user").output
    assert "[role-not-recorded]" in new("person").output


def test_with_commit_that_file_alone_is_committed(project: Project) -> None:
    folder = project()
    (folder / "stray.txt").write_text("x", encoding="utf-8")
    staged = folder / "organisations" / "staged.yaml"
    staged.write_text("name: Staged\ntype: organisation\nroles: audience\n", encoding="utf-8")
    git(folder, "add", "organisations/staged.yaml")
    done = new("organisation", "--name", "Day centre", "--roles", "audience", "--commit")
    assert done.exit_code == 0, done.output
    assert git(folder, "show", "--name-only", "--format=%s").split("\n\n") == [
        "Add organisation day-centre",
        "records/organisations/day-centre.yaml\n",
    ]
    assert git(folder, "status", "--short") == ("A  organisations/staged.yaml\n?? stray.txt\n")


def test_where_git_does_not_know_who_commits_it_is_told_how_to_say(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project()
    git(folder, "config", "user.useConfigOnly", "true")
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    for place in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(place, os.devnull)
    done = new("organisation", "--name", "Day centre", "--roles", "audience", "--commit")
    assert done.exit_code == 2
    assert "written, but not committed: Git does not know who you are" in done.output
    assert "git config --global user.email ADDRESS" in done.output
    told = done.output.partition("; then ")[2].partition(", and do not give this command again")[0]
    git(folder.parent, "config", "user.email", "test@example.org")
    assert shlex.split(told)[0] == "git"
    git(folder.parent, *shlex.split(told)[1:])
    assert git(folder, "show", "--name-only", "--format=%s").split("\n\n") == [
        "Add organisation day-centre",
        "records/organisations/day-centre.yaml\n",
    ]


def test_a_dry_run_writes_nothing(project: Project) -> None:
    project()
    done = new("organisation", "--name", "Day centre", "--roles", "audience", "--dry-run")
    assert "+name: Day centre" in done.output
    assert git(Path.cwd(), "status", "--short") == ""


@pytest.mark.parametrize("kind", ENTRIES)
def test_every_kind_has_help_and_an_example(kind: str) -> None:
    done = new(kind, "--help")
    assert "Examples:" in done.output
    assert ENTRIES[kind].summary in done.output


class TestTwoBranches:
    """What two people record on branches of their own, and what comes of it together."""

    def test_people_do_not_collide(self, project: Project) -> None:
        folder = project()
        person = ("person", "--role", "service-user", "--number", "50")
        git(folder, "checkout", "--quiet", "-b", "one")
        assert new(*person, "--commit").exit_code == 0
        git(folder, "checkout", "--quiet", "-b", "other", "HEAD~1")
        assert new(*person, "--commit").exit_code == 0
        git(folder, "merge", "--quiet", "--no-edit", "one")
        assert len(sound(folder).persons) == 101

    def test_the_same_session_recorded_by_both_is_found(self, project: Project) -> None:
        folder = project()
        session = (
            *("session", "--date", "2011-02-02", "--kind", "training", "--days", "0.5"),
            *("--title", "Sowing", "--attended", "g-drop-in 6", "--evidence", "sheet"),
        )
        git(folder, "checkout", "--quiet", "-b", "one")
        assert new(*session).exit_code == 0
        year = folder / "sessions" / "2011"
        (year / "2011-02-02-sowing.yaml").rename(year / "2011-02-02-in-the-garden.yaml")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message=By one")
        git(folder, "checkout", "--quiet", "-b", "other", "HEAD~1")
        assert new(*session, "--commit").exit_code == 0
        git(folder, "merge", "--quiet", "--no-edit", "one")
        done = CliRunner().invoke(main, ["validate"], catch_exceptions=False)
        assert "[recorded-twice]" in done.output
        assert "fifrecords merge 2011-02-02-sowing 2011-02-02-in-the-garden" in done.output

    def test_one_id_taken_by_both_is_found(self, project: Project) -> None:
        folder = project()
        named = ("organisation", "--name", "Day centre", "--roles", "audience")
        git(folder, "checkout", "--quiet", "-b", "one")
        assert new(*named).exit_code == 0
        (folder / "organisations" / "towns").mkdir()
        lies = folder / "organisations" / "day-centre.yaml"
        lies.rename(folder / "organisations" / "towns" / lies.name)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message=By one")
        git(folder, "checkout", "--quiet", "-b", "other", "HEAD~1")
        assert new(*named, "--commit").exit_code == 0
        git(folder, "merge", "--quiet", "--no-edit", "one")
        done = CliRunner().invoke(main, ["validate"], catch_exceptions=False)
        assert "day-centre stands at " in done.output
        assert "[duplicate-id]" in done.output
