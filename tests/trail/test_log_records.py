"""Single histories: what became of a record, and the moves that a long history may not show."""

from pathlib import Path
from textwrap import dedent

import pytest

from fifrecords.store.git import Repository as Git
from fifrecords.trail.changes import record_changes
from fifrecords.trail.moves import moves
from tests.conftest import PROJECT
from tests.trail.repositories import Repository

FIGURES = "days: {measure: {sum: learner-days}, target: 2}\npeople: {measure: {count: people}}\n"
SESSION = "date: 2011-01-14\nkind: training\ndays: 1\nattended: [p-ann]\nevidence: sheet\n"
PATH = "records/sessions/2011/s-1.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "project")
    files = {f"records/{name}": dedent(text) for name, text in PROJECT.items()}
    people = {f"records/people/{id_}.yaml": "role: service-user\n" for id_ in ("p-ann", "p-bob")}
    first = {**files, **people, "records/indicators.yaml": FIGURES, PATH: SESSION}
    repository.commit(first, "Start")
    return repository


def told(project: Repository, below: str = PATH, revision: str = "HEAD") -> list[tuple]:
    """What became of a record: subject, file before, and field, old and new of each change."""
    below = below.removeprefix("records/")
    changes = record_changes(Git(str(project.folder / "records")), below, revision)
    return [(each.commit.subject, each.was, *map(tuple, each.fields)) for each in changes]


def moved(project: Repository, figure: str) -> list[tuple]:
    found = moves(Git(str(project.folder / "records")), figure)
    return [(each.commit.subject, each.by) for each in found]


class TestAFigure:
    def test_what_is_too_large_to_be_a_record_moves_nothing(self, project: Repository) -> None:
        """A history leaves out what a folder leaves out."""
        before = moved(project, "days")
        notes = "long " * 250_000
        text = f"date: 2011-01-15\nkind: training\ndays: 1\nattended: [p-bob]\nnotes: {notes}\n"
        project.commit({"records/sessions/2011/s-large.yaml": text}, "A megabyte of notes")
        assert moved(project, "days") == before

    def test_the_parts_before_are_those_before(self, project: Repository) -> None:
        project.replace(PATH, "evidence", "basis: estimated\nevidence")
        project.commit({}, "Only an estimate")
        done = project.run("log", "days")
        assert "    1 -> 1 (1 estimated), met only with estimates" not in done.stdout
        assert (
            "    1 against 2, not met -> 1 (1 estimated) against 2, not met\n    by sessions/s-1\n"
            in done.stdout
        )

    def test_moves_that_were_kept_do_not_change_later(self, project: Repository) -> None:
        project.commit({"records/sessions/2011/s-2.yaml": SESSION.replace("14", "15")}, "More")
        kept = list(moves(Git(str(project.folder / "records")), "days"))
        first = kept[0].after
        assert first is not None
        assert first.value.parts is not None
        assert first.value.parts["documented"] == first.value.total

    def test_a_commit_elsewhere_does_not_share_its_parent_with_another_branch(
        self, project: Repository
    ) -> None:
        project("branch", "side")
        project.commit({"notes.txt": "Elsewhere.\n"}, "Elsewhere")
        project.commit({"records/sessions/2011/s-2.yaml": SESSION.replace("14", "15")}, "Main")
        project("checkout", "--quiet", "side")
        project.commit({"records/sessions/2011/s-3.yaml": SESSION.replace("14", "16")}, "Side")
        project("checkout", "--quiet", "main")
        project("merge", "--quiet", "--no-edit", "-m", "Merge", "side")
        found = moves(Git(str(project.folder / "records")), "days")
        ends = {
            each.commit.subject: tuple(
                actual and actual.value.total and int(actual.value.total.low)
                for actual in (each.before, each.after)
            )
            for each in found
        }
        assert ends == {"Start": (None, 1), "Main": (1, 2), "Side": (1, 2), "Merge": (2, 3)}

    def test_a_twin_that_comes_and_goes_takes_nothing_with_it(self, project: Repository) -> None:
        twin = "records/sessions/2012/s-1.yaml"
        project.commit({twin: SESSION.replace("days: 1", "days: 0.5")}, "Twin")
        project.commit({twin: None}, "Twin gone")
        assert [subject for subject, _ in moved(project, "days")] == ["Start"]

    def test_a_record_that_only_moves_house_moves_no_figure(self, project: Repository) -> None:
        project.commit({PATH: None, "records/sessions/2010/s-1.yaml": SESSION}, "Moved")
        assert [subject for subject, _ in moved(project, "days")] == ["Start"]

    def test_a_renamed_records_folder_moves_no_figure(self, project: Repository) -> None:
        """The folder that is asked about was not there before: it starts with the rename."""
        project("mv", "records", "data")
        project.commit({}, "The folder is data now")
        done = project.run("log", "days", "--records", "data")
        assert done.exit_code == 0
        assert "The folder is data now" in done.stdout

    def test_a_new_target_that_changes_the_status_is_told(self, project: Repository) -> None:
        project.replace("records/indicators.yaml", "target: 2", "target: 1")
        project.commit({}, "Less is promised")
        assert moved(project, "days")[-1] == ("Less is promised", ("indicators",))


class TestARecord:
    def test_field_by_field(self, project: Repository) -> None:
        project.replace(PATH, "days: 1", "days: 0.5")
        project.replace(PATH, "[p-ann]", "[p-ann, p-bob]")
        project.commit({}, "As the sheet says")
        newest, first = told(project)
        assert newest[:2] == ("As the sheet says", None)
        assert newest[2:] == (("days", "1", "0.5"), ("attended", None, "p-bob"))
        assert ("attended", None, "p-ann") in first

    def test_through_a_rename(self, project: Repository) -> None:
        new = "records/sessions/2011/s-new.yaml"
        text = SESSION.replace("days: 1", "days: 0.5")
        project.commit({PATH: None, new: text}, "Another name")
        newest, first = told(project, new)
        assert newest == ("Another name", "sessions/2011/s-1.yaml", ("days", "1", "0.5"))
        assert first[0] == "Start"
        done = project.run("log", "sessions/s-new")
        assert "renamed from sessions/2011/s-1.yaml" in done.stdout
        assert "days: 1 -> 0.5" in done.stdout

    def test_a_person_who_is_like_another_does_not_come_of_them(self, project: Repository) -> None:
        """Git takes a file for the copy of one that it is like: people are alike."""
        project.commit({"records/people/p-cat.yaml": "role: service-user\n"}, "One more")
        assert told(project, "records/people/p-cat.yaml") == [
            ("One more", None, ("role", None, "service-user"))
        ]
        assert "renamed" not in project.run("log", "people/p-cat").stdout

    def test_a_person_who_is_back_does_not_come_of_who_is_like_them(
        self, project: Repository
    ) -> None:
        bob = "records/people/p-bob.yaml"
        project.commit({bob: None}, "Gone")
        project.commit({bob: "role: service-user\n"}, "Back")
        assert [each[:2] for each in told(project, bob)] == [
            ("Back", None),
            ("Gone", None),
            ("Start", None),
        ]

    def test_through_a_rename_to_what_is_more_like_another(self, project: Repository) -> None:
        """Whoever was renamed comes of who they were, however like they are to somebody else."""
        before = "role: service-user\nage_band: 25-34\njoined: 2010-09-01\n"
        after = before.replace("25-34", "35-44")
        project.commit(
            {"records/people/p-cat.yaml": before, "records/people/p-dan.yaml": after}, "Two more"
        )
        new = "records/people/p-eve.yaml"
        project.commit({"records/people/p-cat.yaml": None, new: after}, "Another name")
        newest, first = told(project, new)
        assert newest == ("Another name", "people/p-cat.yaml", ("age_band", "25-34", "35-44"))
        assert first[0] == "Two more"

    def test_through_a_deletion_and_its_return(self, project: Repository) -> None:
        project.commit({PATH: None}, "Gone")
        project.commit({PATH: SESSION.replace("days: 1", "days: 0.25")}, "Back")
        back, gone, first = told(project)
        assert [back[0], gone[0], first[0]] == ["Back", "Gone", "Start"]
        assert ("days", None, "0.25") in back
        assert ("days", "1", None) in gone

    def test_a_broken_state_is_told_by_line(self, project: Repository) -> None:
        project.commit({PATH: "date: [\n"}, "Broken")
        project.commit({PATH: SESSION}, "Mended")
        mended, broken, _ = told(project)
        assert ("text", None, "date: [") in broken
        assert ("text", "date: [", None) in mended

    def test_through_a_merge(self, project: Repository) -> None:
        project("checkout", "--quiet", "-b", "side")
        project.replace(PATH, "days: 1", "days: 0.5")
        project.commit({}, "On the side")
        project("checkout", "--quiet", "main")
        project.commit({"records/people/p-cat.yaml": "role: service-user\n"}, "On main")
        project("merge", "--quiet", "-m", "Merge", "side")
        assert [each[0] for each in told(project)] == ["On the side", "Start"]

    def test_through_a_merge_that_settles_a_conflict(self, project: Repository) -> None:
        """The merge holds what neither side had: it is a change like any other."""
        project("checkout", "--quiet", "-b", "side")
        project.replace(PATH, "days: 1", "days: 0.5")
        project.commit({}, "A half")
        project("checkout", "--quiet", "main")
        project.replace(PATH, "days: 1", "days: 0.25")
        project.commit({}, "A quarter")
        project("merge", "--quiet", "--no-commit", "--strategy=ours", "side")
        project.replace(PATH, "days: 0.25", "days: 0.75")
        project.commit({}, "Three quarters")
        done = project.run("log", "sessions/s-1")
        assert done.exit_code == 0
        assert told(project)[0][0] == "Three quarters"
        assert ("days", "0.25", "0.75") in told(project)[0]

    def test_through_a_rename_of_the_records_folder(self, project: Repository) -> None:
        project("mv", "records", "data")
        project.commit({}, "The folder is data now")
        project.replace("data/sessions/2011/s-1.yaml", "days: 1", "days: 0.5")
        project.commit({}, "A half")
        done = project.run("log", "sessions/s-1", "--records", "data")
        assert done.exit_code == 0
        assert "days: 1 -> 0.5" in done.stdout
        assert "Start" in done.stdout

    def test_an_uncommitted_record_has_no_history_yet(self, project: Repository) -> None:
        project.write({"records/people/p-cat.yaml": "role: service-user\n"})
        assert project.run("log", "people/p-cat").output == "no commit has people/p-cat\n"

    def test_a_record_that_is_gone_is_found_where_it_was(self, project: Repository) -> None:
        project.commit({PATH: None}, "Gone")
        done = project.run("log", "sessions/s-1", "--at", "HEAD~1")
        assert "Start" in done.stdout
