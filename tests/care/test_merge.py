"""Two records of one thing become one, and nothing that either said is lost unasked."""

from types import SimpleNamespace

import pytest

from fifrecords.store.comments import comments
from tests.care.conftest import errors, files
from tests.trail.repositories import Repository, one_line

OF_THE_PROSE = ("false-claim", "claims-disagree")


def merged(village: Repository, *arguments: str) -> dict[str, str]:
    """The files after a merge that brings no error."""
    done = village.run("merge", *arguments)
    assert done.exit_code == 0, done.output
    assert errors(village, *OF_THE_PROSE) == []
    return {path: data.decode() for path, data in files(village.folder / "records").items()}


class TestPeople:
    def test_what_either_says_is_said_once(self, village: Repository) -> None:
        after = merged(village, "p-bbbbb", "p-aaaaa")
        assert "people/p-bbbbb.yaml" not in after
        assert after["people/p-aaaaa.yaml"] == (
            "role: service-user\n"
            "organisation: hostel\n"
            "outcomes:\n"
            "  - {date: 2011-03-20, kind: employment, evidence: letter 7}\n"
            "  - {date: 2011-04-20, kind: volunteering, evidence: letter 9}\n"
            "joined: 2010-11-02\n"
            "equality: {sex: female}\n"
            "former_ids: [p-bbbbb]\n"
            "# Merged from p-bbbbb:\n"
            "# Came back in January.\n"
            "# ask again\n"
        )

    def test_who_attended_as_both_attended_once(self, village: Repository) -> None:
        """Half a day is the same, said of a person or of the session; the comment stays."""
        after = merged(village, "p-bbbbb", "p-aaaaa")
        assert (
            "attended:\n  - p-aaaaa\n  # came late, stayed on\n  - {person: g-all, headcount: 5}\n"
        ) in after["sessions/2011/first.yaml"]
        assert "attended: p-aaaaa\n" in after["sessions/2011/second.yaml"]

    def test_the_figures_that_change_are_shown(self, village: Repository) -> None:
        done = village.run("merge", "p-bbbbb", "p-aaaaa", "--dry-run")
        shown = {line.split("  ")[0]: line for line in done.output.splitlines()}
        assert "7 to 11 (2 + 5 to 9 counted)  6 to 10 (1 + 5 to 9 counted)" in shown["learners"]
        assert shown["learners"].endswith("sessions/first, sessions/second")
        assert "says 2, the records say 1 [false-claim]" in done.output
        assert "then: fifrecords claims --update" in done.output
        assert done.output.endswith("nothing was written\n")

    def test_what_attended_for_different_times_is_not_guessed(self, village: Repository) -> None:
        village.replace("records/sessions/2011/first.yaml", "days: 0.5}", "days: 0.25}")
        before = files(village.folder)
        message = one_line(village.run("merge", "p-bbbbb", "p-aaaaa"))
        place = "records/sessions/2011/first.yaml:9:14: p-bbbbb and p-aaaaa differ here"
        assert place in message
        assert files(village.folder) == before

    def test_fields_that_differ_are_named_and_a_word_is_taken(self, village: Repository) -> None:
        before = files(village.folder)
        message = one_line(village.run("merge", "p-ccccc", "p-bbbbb"))
        assert "role (p-ccccc says support-worker, p-bbbbb says service-user)" in message
        assert "organisation (p-ccccc says homes, p-bbbbb says hostel)" in message
        assert files(village.folder) == before
        takes = ("--take", "role=p-ccccc", "--take", "organisation=p-bbbbb")
        after = merged(village, "p-ccccc", "p-bbbbb", *takes)
        assert "role: support-worker\norganisation: hostel\n" in after["people/p-bbbbb.yaml"]

    def test_what_somebody_writes_while_a_word_is_chosen_stays(
        self, village: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another came, first of the list: it is still the other's place that is taken."""

        def chosen(field: str, **_: object) -> str:
            if field.startswith("role"):
                path = "records/sessions/2011/first.yaml"
                village.replace(path, "attended:\n", "attended:\n  - p-ccccc\n")
            return "p-aaaaa"

        village.replace("records/people/p-aaaaa.yaml", "service-user", "support-worker")
        monkeypatch.setattr("click.prompt", chosen)
        stdin = SimpleNamespace(isatty=lambda: True)
        monkeypatch.setattr("fifrecords.cli.merge.sys", SimpleNamespace(stdin=stdin))
        after = merged(village, "p-bbbbb", "p-aaaaa", "--yes")
        attended = after["sessions/2011/first.yaml"].partition("attended:")[2]
        assert attended.startswith("\n  - p-ccccc\n  - p-aaaaa\n")

    def test_one_word_may_be_taken_for_all(self, village: Repository) -> None:
        after = merged(village, "p-ccccc", "p-bbbbb", "--take", "p-ccccc")
        assert "role: support-worker\norganisation: homes\n" in after["people/p-bbbbb.yaml"]

    def test_an_outcome_of_one_day_and_kind_that_differs_is_asked_about(
        self, village: Repository
    ) -> None:
        village.replace("records/people/p-aaaaa.yaml", "letter 7", "the letter")
        message = one_line(village.run("merge", "p-bbbbb", "p-aaaaa"))
        assert "outcomes (p-bbbbb says {date: 2011-03-20" in message
        after = merged(village, "p-bbbbb", "p-aaaaa", "--take", "outcomes=p-bbbbb")
        assert after["people/p-aaaaa.yaml"].count("2011-03-20") == 1
        assert "evidence: letter 7" in after["people/p-aaaaa.yaml"]

    def test_an_answer_stands_above_not_asked(self, village: Repository) -> None:
        village.replace(
            "records/people/p-aaaaa.yaml", "outcomes", "equality: {sex: not-asked}\noutcomes"
        )
        assert (
            "equality: {sex: female}"
            in merged(village, "p-bbbbb", "p-aaaaa")["people/p-aaaaa.yaml"]
        )

    def test_the_same_answer_is_none_that_differs_and_not_asked_is_no_answer(
        self, village: Repository
    ) -> None:
        said = "equality: {sex: female, race: asian}"
        village.replace("records/people/p-aaaaa.yaml", "outcomes", f"{said}\noutcomes")
        village.replace("records/people/p-bbbbb.yaml", "female}", "female, race: not-asked}")
        assert said in merged(village, "p-bbbbb", "p-aaaaa")["people/p-aaaaa.yaml"]

    def test_of_two_parts_of_one_size_one_may_be_the_other_group_s(
        self, village: Repository
    ) -> None:
        parts = "  - {person: g-few, headcount: 5}\n"
        session = "records/sessions/2011/first.yaml"
        village.replace(session, "  - {person: g-few, headcount: 4}\n", 2 * parts)
        after = merged(village, "g-few", "g-all", "--take", "g-all")
        assert after["sessions/2011/first.yaml"].count("{person: g-all, headcount: 5}") == 2

    def test_groups_that_overlapped_do_so_no_more(self, village: Repository) -> None:
        after = merged(village, "g-few", "g-all", "--take", "g-all")
        assert "overlap" not in after["people/g-all.yaml"]
        session = after["sessions/2011/first.yaml"]
        assert "  - {person: g-all, headcount: 5}\n  - {person: g-all, headcount: 4}\n" in session


class TestOrganisations:
    def test_all_that_named_the_one_names_the_other(self, village: Repository) -> None:
        after = merged(village, "hostel-2", "organisations/hostel", "--take", "name=hostel")
        assert after["organisations/hostel.yaml"] == (
            "name: Hostel\n"
            "type: site\n"
            "site_of: homes  # theirs\n"
            "setting: hostel\n"
            "address: 1 High Street\n"
            "engagement:\n"
            "  - {date: 2010-10-20, status: agreed}\n"
            "former_ids: [hostel-2]\n"
            "# Merged from hostel-2:\n"
            "# Written down again by somebody else.\n"
            "# the side door\n"
        )
        after = merged(village, "organisations/hostel", "q-training", "--take", "q-training")
        assert "organisation: q-training" in after["sessions/2011/second.yaml"]
        assert "where: {organisation: [q-training]}" in after["indicators.yaml"]
        assert "figure:learners/organisation/q-training" in after["narrative/outputs.md"]
        assert "former_ids: [hostel, hostel-2]" in after["organisations/q-training.yaml"]

    def test_a_site_and_whose_it_is_are_two(self, village: Repository) -> None:
        message = one_line(village.run("merge", "organisations/hostel", "homes"))
        assert "is a site of the other" in message


class TestSessions:
    def test_who_came_to_either_came(self, village: Repository) -> None:
        takes = ("--take", "date=first", "--take", "length=second")
        village.replace("records/sessions/2011/second.yaml", "p-bbbbb", "p-ccccc")
        after = merged(village, "second", "first", *takes)["sessions/2011/first.yaml"]
        assert "days: 1\n" in after
        assert "  - p-ccccc\nevidence: [sheet of 14 January, sheet of 21 January]\n" in after
        assert "former_ids: [second]\n" in after

    def test_who_came_to_both_for_different_times_is_not_guessed(self, village: Repository) -> None:
        message = one_line(village.run("merge", "second", "first", "--take", "second"))
        assert "second.yaml:6:11: p-bbbbb is otherwise in first" in message

    PARTS = "[{person: g-all, headcount: 3}, {person: g-all, headcount: 4}]"

    def test_parts_of_one_group_that_came_to_both_are_the_same_parts(
        self, village: Repository
    ) -> None:
        for name in ("first", "third"):
            text = f"date: 2011-01-28\nkind: training\ndays: 1\nattended: {self.PARTS}\n"
            village.write({f"records/sessions/2011/{name}.yaml": text})
        after = merged(village, "third", "first")["sessions/2011/first.yaml"]
        assert f"attended: {self.PARTS}\n" in after

    @pytest.mark.parametrize(
        "others",
        [
            "[{person: g-all, headcount: 4}, {person: g-all, headcount: 4}]",
            "[{person: g-all, headcount: 4}]",
            "[{person: g-all, headcount: 4}, {person: g-all, headcount: 3}, g-all]",
        ],
    )
    def test_parts_that_differ_are_not_guessed(self, village: Repository, others: str) -> None:
        for name, attended in (("first", self.PARTS), ("third", others)):
            text = f"date: 2011-01-28\nkind: training\ndays: 1\nattended: {attended}\n"
            village.write({f"records/sessions/2011/{name}.yaml": text})
        before = files(village.folder)
        message = one_line(village.run("merge", "third", "first"))
        assert "g-all is otherwise in first; make them agree" in message
        assert "third.yaml:4:" in message
        assert files(village.folder) == before

    def test_a_judgement_that_cited_it_cites_the_other(self, village: Repository) -> None:
        village.replace("records/sessions/2011/second.yaml", "p-bbbbb", "p-ccccc")
        after = merged(village, "first", "second", "--take", "second")
        assert "cites: sessions/second" in after["indicators.yaml"]


def test_a_word_is_merged_into_another_and_stands_once(village: Repository) -> None:
    after = merged(village, "literacy", "ict")
    assert "curriculum: [ict]\n" in after["sessions/2011/first.yaml"]
    assert "curriculum: {ict: ICT}\n" in after["vocabulary.yaml"]


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("p-aaaaa", "p-aaaaa"), "is one record already"),
        (("p-aaaaa", "g-all"), "a group and one person"),
        (("p-aaaaa", "homes"), "not of one kind"),
        (("learners", "days"), "not of one kind"),
        (("p-bbbbb", "p-aaaaa", "--take", "role=p-ccccc"), "write p-bbbbb or p-aaaaa"),
        (("p-bbbbb", "p-aaaaa", "--take", "role=p-aaaaa"), "they do not differ there"),
    ],
)
def test_what_cannot_be_one(village: Repository, names: tuple[str, ...], why: str) -> None:
    before = files(village.folder)
    assert why in one_line(village.run("merge", *names))
    assert files(village.folder) == before


@pytest.mark.parametrize(("one", "other"), [("p-aaaaa", "p-ddddd"), ("p-ddddd", "p-aaaaa")])
def test_who_was_forgotten_gets_nothing_back(village: Repository, one: str, other: str) -> None:
    forgotten = "forgotten: {date: 2012-03-01, because: asked to be forgotten}\n"
    village.commit({"records/people/p-ddddd.yaml": f"role: service-user\n{forgotten}"})
    done = village.run("merge", one, other, "--yes")
    assert "p-ddddd was forgotten on 2012-03-01 and p-aaaaa was not" in one_line(done)
    assert village("status", "--porcelain") == ""


def test_those_marked_as_two_stay_two(village: Repository) -> None:
    village.replace("records/people/p-aaaaa.yaml", "outcomes", "not_the_same_as: p-bbbbb\noutcomes")
    assert "marked as two" in one_line(village.run("merge", "p-bbbbb", "p-aaaaa"))


def test_a_record_that_was_never_committed_is_merged_and_committed(village: Repository) -> None:
    village.write({"records/people/p-new.yaml": "role: support-worker  # new\n"})
    done = village.run("merge", "p-new", "p-ccccc", "--commit")
    assert done.exit_code == 0, done.output
    assert village("show", "--name-only", "--format=") == "records/people/p-ccccc.yaml"
    assert village("status", "--porcelain") == ""


def test_no_comment_is_lost(village: Repository) -> None:
    def told() -> list[str]:
        records = files(village.folder / "records")
        return [
            c
            for path, data in records.items()
            if path.endswith(".yaml")
            for c in comments(data.decode())
        ]

    before = told()
    merged(village, "p-bbbbb", "p-aaaaa")
    merged(village, "hostel-2", "organisations/hostel", "--take", "hostel")
    assert set(before) <= set(told())


def test_what_would_be_wrong_afterwards_is_not_written(village: Repository) -> None:
    village.replace("records/people/p-aaaaa.yaml", "outcomes", "joined: 2011-01-20\noutcomes")
    village.replace("records/sessions/2011/first.yaml", "  - p-aaaaa\n", "")
    before = files(village.folder)
    done = village.run("merge", "p-bbbbb", "p-aaaaa", "--take", "joined=p-aaaaa")
    assert done.exit_code == 1
    assert "[attended-before-joining]" in done.stderr
    assert files(village.folder) == before
