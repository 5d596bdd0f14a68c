"""Forgetting: the person goes, what they add to the figures stays, and the rest says so."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifrecords import Records, add_up, load, validate
from fifrecords.entry.forget import FiguresDiffer, forget, reduced
from fifrecords.model.call import BadCall
from fifrecords.model.indicator import Indicator
from fifrecords.model.lawful import Forgotten
from fifrecords.model.measure import OF_THE_PERSON
from fifrecords.model.person import Person
from fifrecords.private.register import change
from fifrecords.store.compose import record
from fifrecords.store.kept import size_of
from fifrecords.store.yaml import read
from fifrecords.tally.published import as_data
from tests.conftest import ROOT, Write
from tests.people.conftest import ADA, OTHER, PERSON, Machine
from tests.tally import strategies as some
from tests.trail.repositories import one_line

FORGOTTEN = Forgotten(date=date(2012, 3, 1), because="asked to be forgotten")
FILE = f"records/people/{PERSON}.yaml"
FORGET = ("forget", PERSON, "--because", "asked to be forgotten", "--on", "2012-03-01")
FULL = """
# Ada, who sings.
role: service-user        # since she moved
age_band: 16-18
equality: {disability: learning-difficulty}
joined: 2010-11-02
left: 2011-04-30
lawful_basis: consent
special_category_condition: explicit-consent
retain_until: 2017-05-31
consents: {purpose: training records, given: 2010-11-02, evidence: form 12}
former_ids: [p-old11]
outcomes:
  - {date: 2011-03-02, kind: qualification, title: PTLLS, level: 4, evidence: certificate 1183}
  # her first
  - date: 2011-03-20
    kind: employment
    status: pending
    basis: counted
    evidence:
      - letter of 20 March
"""
LEFT = """\
role: service-user
age_band: 16-18
former_ids: [p-old11]
outcomes:
  - {date: 2011-03-02, kind: qualification, title: PTLLS, level: 4}
  - {date: 2011-03-20, kind: employment, status: pending, basis: counted}
forgotten: {date: 2012-03-01, because: asked to be forgotten}
"""


class TestWhatIsLeft:
    def test_only_what_the_figures_need(self) -> None:
        assert reduced(FULL, FORGOTTEN, keep_equality=False) == LEFT

    def test_equality_stays_where_a_form_tells_it(self) -> None:
        kept = "equality: {disability: learning-difficulty}\noutcomes:"
        assert reduced(FULL, FORGOTTEN, keep_equality=True) == LEFT.replace("outcomes:", kept)

    def test_the_first_day_and_reason_stay(self) -> None:
        again = Forgotten(date=date(2013, 1, 1), because="another reason")
        assert reduced(LEFT, again, keep_equality=False) == LEFT

    def test_one_outcome_without_brackets(self) -> None:
        text = "outcomes: {date: 2011-03-20, kind: employment, evidence: letter}\n"
        left = read(reduced(text, FORGOTTEN, keep_equality=False))[0]
        assert left["outcomes"] == [{"date": "2011-03-20", "kind": "employment"}]

    def test_nothing_of_a_record_that_cannot_be_read(self) -> None:
        with pytest.raises(BadCall, match="mend it first"):
            reduced("outcomes: [{kind: employment}\n", FORGOTTEN, keep_equality=False)


def told(records: Records, until: date | None) -> object:
    figures = add_up(records, until=until).values()
    whole = {"commit": None, "dirty": True, "draft": False, "since": None, "until": until}
    return as_data(figures, **whole)


def as_text(who: Person) -> str:
    """A record of the person with everything personal that one can hold."""
    fields = who.model_dump(exclude_defaults=True)
    for outcome in fields.get("outcomes", ()):
        outcome["evidence"] = "a letter"
    more = {"equality": {"race": "white"}, "joined": "2010-09-01", "lawful_basis": "consent"}
    return f"# a comment\n{record({**fields, **more})}"


EVERY_WAY = {
    "by-person": {"measure": {"count": "people"}, "disaggregate": [*OF_THE_PERSON, "basis"]},
    "by-outcome": {"measure": {"count": "outcomes"}, "disaggregate": ["title", "level", "outcome"]},
}
"""Figures that are taken apart by all that is known of a person, and of what they gained."""


@given(some.projects_with_figures(), st.sampled_from([None, *some.DAYS]))
def test_no_figure_changes_whoever_is_forgotten(records: Records, until: date | None) -> None:
    every_way = {name: Indicator(**fields) for name, fields in EVERY_WAY.items()}
    records = replace(records, indicators={**records.indicators, **every_way})
    before, people = told(records, until), dict(records.people)
    for id_, who in records.persons.items():
        text = reduced(as_text(who), FORGOTTEN, keep_equality=False)
        people[id_] = Person.model_validate(read(text)[0])
        assert not people[id_].equality
        assert told(replace(records, people=MappingProxyType(people)), until) == before


def test_no_figure_of_the_shipped_records_changes_whoever_is_forgotten() -> None:
    records = load(ROOT / "records").records
    people = dict(records.people)
    for id_ in records.persons:
        text = reduced(records.sources[f"people/{id_}"].text, FORGOTTEN, keep_equality=True)
        people[id_] = Person.model_validate(read(text)[0])
    forgotten = replace(records, people=MappingProxyType(people))
    assert told(forgotten, None) == told(records, None)
    assert [each.rule for each in validate(forgotten)] == []


class TestTheCommand:
    def test_record_register_and_copy_forget_in_one_commit(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        machine.people("add", OTHER, said="Bo Nobody\n")
        tally = machine.run("tally").output
        done = machine.people(*FORGET, "--commit")
        assert "figures are as before, and the form lsis-fif" in done.output
        assert set(machine.held().people) == {OTHER}
        assert machine.copy.read_bytes() == machine.register.read_bytes()
        assert machine.project("show", "--format=%s", "--name-only").split("\n") == [
            f"Forget {PERSON}",
            "",
            FILE,
        ]
        assert "evidence" not in (machine.project.folder / FILE).read_text()
        assert machine.run("tally").output == tally
        assert machine.run("validate", "--strict").exit_code == 0

    def test_the_line_ends_of_the_record_stay(self, machine: Machine) -> None:
        text = (machine.project.folder / FILE).read_bytes()
        (machine.project.folder / FILE).write_bytes(text.replace(b"\n", b"\r\n"))
        machine.people(*FORGET)
        left = (machine.project.folder / FILE).read_bytes()
        assert b"forgotten" in left
        assert b"\n" not in left.replace(b"\r\n", b"")

    def test_what_was_kept_between_runs_goes_too(self, machine: Machine) -> None:
        records = str(machine.project.folder / "records")
        machine.run("validate")
        assert size_of(records) > 0
        machine.people(*FORGET)
        assert size_of(records) == 0

    def test_those_they_were_before_go_too(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        machine.people("add", OTHER, said="Bo Nobody\n")
        ada = machine.held().people[PERSON]
        change(machine.register, machine.secrets(), lambda each: each.with_people({"p-was": ada}))
        text = (machine.project.folder / FILE).read_text()
        machine.project.write({FILE: f"{text}former_ids: [p-was]\n"})
        machine.people(*FORGET)
        assert set(machine.held().people) == {OTHER}

    def test_who_was_forgotten_gets_no_name_again(self, machine: Machine) -> None:
        machine.people(*FORGET)
        refused = one_line(machine.run("people", "add", PERSON, said=ADA))
        assert "p-7k3mq was forgotten on 2012-03-01" in refused

    def test_once_more_does_what_was_left(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        register = machine.files()
        machine.people(*FORGET, "--commit")
        for name, data in register.items():
            (machine.register.parent / name).write_bytes(data)
        done = machine.people(*FORGET, "--commit")
        assert "nothing to write" in done.output
        assert machine.held().people == {}

    def test_who_is_forgotten_on_record_alone_is_listed_so(
        self, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As where the records came from another machine."""
        machine.people("add", PERSON, said=ADA)
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("FIFRECORDS_REGISTER", str(tmp_path / "none" / "register.age"))
            machine.people(*FORGET)
        assert machine.people("list").stdout.splitlines()[-1].endswith(" forgotten")
        machine.people(*FORGET)
        assert machine.held().people == {}

    def test_what_would_be_done_is_shown_and_not_done(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        was = machine.files()
        done = machine.people(*FORGET, "--dry-run")
        assert "-joined: 2010-11-02" in done.output
        assert machine.files() == was
        assert machine.project("status", "--porcelain") == ""

    @pytest.mark.parametrize("kept", [0, 50])
    def test_a_register_that_does_not_open_stops_it_before_anything(
        self, machine: Machine, kept: int
    ) -> None:
        machine.people("add", PERSON, said=ADA)
        machine.register.write_bytes(machine.register.read_bytes()[:kept])
        assert "damaged or cut off" in one_line(machine.run("people", *FORGET))
        assert machine.project("status", "--porcelain") == ""

    def test_without_a_register_the_record_is_forgotten_and_that_is_said(
        self, bare_machine: Machine
    ) -> None:
        done = bare_machine.people(*FORGET)
        assert "there is no register at" in done.output
        assert "forgotten:" in (bare_machine.project.folder / FILE).read_text()

    @pytest.mark.parametrize(
        ("because", "told"),
        [
            ("", "is to say why, in words"),
            (" ", "is to say why, in words"),
            ("asked \udcff", "is to say why, in words"),
            ("write to somebody@example.org", "the reason leads to one person"),
            ("rang from 07700 900123", "the reason leads to one person"),
        ],
    )
    def test_a_reason_that_cannot_be_kept_is_refused(
        self, because: str, told: str, bare_machine: Machine
    ) -> None:
        refused = one_line(bare_machine.run("people", "forget", PERSON, "--because", because))
        assert told in refused
        assert bare_machine.project("status", "--porcelain") == ""

    @pytest.mark.parametrize("because", ["Ada asked", "as QUILLFEATHER wishes"])
    def test_a_reason_that_names_them_is_refused(self, machine: Machine, because: str) -> None:
        machine.people("add", PERSON, said=ADA)
        refused = one_line(machine.run("people", "forget", PERSON, "--because", because))
        assert refused.startswith("Error: the reason names the person")
        assert "Ada" not in refused
        assert machine.project("status", "--porcelain") == ""

    def test_words_beside_the_id_are_pointed_at(self, machine: Machine) -> None:
        session = "records/sessions/2011/2011-01-14-brooklet-house-ict.yaml"
        machine.project.replace(session, f"- {PERSON}", f"- {PERSON}  # came by bus")
        assert f"  {session}:9\n" in machine.people(*FORGET, "--dry-run").output
        untouched = machine.people("forget", OTHER, "--because", "asked", "--dry-run").output
        assert "look at what is said" not in untouched

    @pytest.mark.parametrize(
        ("line", "is_told"),
        [
            (f"notes: |\n  See [1]: {PERSON} was in hospital.\n", True),
            (f"notes: |\n  - {PERSON} never came back\n", True),
            (f"notes: |\n  attended with the mother of {PERSON.upper()}\n", True),
            ("notes: |\n  Who p-was11 was before.\n", True),
            (f"title: With {PERSON}\n", True),
            (f"evidence: [letter from the mother of {PERSON}]\n", True),
            ("notes: |\n  Of p-7k3mq2 and xp-7k3mq.\n", False),
            (f"attended: {PERSON}\n", False),
            ("attended: p-was11\n", False),
            (f"attended: ['{PERSON}', {{person: \"p-was11\", days: 0.5}}]\n", False),
            (f"attended:\n  - person: {PERSON}\n    days: 0.5\n", False),
            (f"attended: [{PERSON}, p-was11]  # with {OTHER}\n", True),
        ],
    )
    def test_every_word_of_them_elsewhere_is_pointed_at(
        self, machine: Machine, line: str, is_told: bool
    ) -> None:
        """Their name in a list is what the figures need; whatever else names them is told."""
        machine.project.replace(FILE, "role:", "former_ids: [p-was11]\nrole:")
        session = "records/sessions/2011/another.yaml"
        machine.project.write({session: f"date: 2011-01-20\nkind: training\ndays: 1\n{line}"})
        told = machine.people(*FORGET, "--dry-run").output
        assert (f"  {session}:" in told) is is_told

    def test_a_judgement_that_cites_them_names_them_and_its_reason_may_tell_of_them(
        self, machine: Machine
    ) -> None:
        figures = "records/indicators.yaml"
        judgement = (
            "judged:\n  measure: judged\n  judgement:\n    status: achieved\n    date: 2011-05-20\n"
            f"    by: manager\n    because: Told by {PERSON}.\n    cites: [people/{PERSON}]\n"
        )
        before = (machine.project.folder / figures).read_text(encoding="utf-8")
        machine.project.write({figures: before + judgement})
        line = before.count("\n") + 7
        told = machine.people(*FORGET, "--dry-run").output
        assert f"here:\n  {figures}:{line}\n" in told
        assert told.count(f"  {figures}:") == 1

    def test_an_id_of_before_will_do(self, machine: Machine) -> None:
        """It may be all that stands on an old sign-in sheet."""
        machine.people("add", PERSON, said=ADA)
        machine.project.replace(FILE, "role:", "former_ids: [p-was11]\nrole:")
        assert f"id         {PERSON}\n" in machine.people("show", "p-was11").output
        done = machine.people("forget", "p-was11", "--because", "asked to be forgotten")
        assert f"{PERSON} is not in the register any more" in done.output
        assert machine.held().people == {}

    def test_nobody_who_is_not_there_is_forgotten(self, machine: Machine) -> None:
        refused = one_line(machine.run("people", "forget", "p-7k3mr", "--because", "asked"))
        assert refused.endswith("p-7k3mr is not on record; did you mean p-7k3mq?")


def test_a_figure_that_would_change_is_named_and_nothing_is_written(write: Write) -> None:
    """With errors a record counts nowhere; without what is wrong with it, it would."""
    folder = write(
        {
            "people/p-1.yaml": "role: service-user\njoined: 2011-01-02\nleft: 2011-01-01\n",
            "sessions/a.yaml": "date: 2011-01-02\nkind: training\nattended: p-1\n",
            "indicators.yaml": "people: {measure: {count: people}}\n",
        }
    )
    with pytest.raises(
        FiguresDiffer, match=r"people, the form would not be.*mend people/p-1 first"
    ):
        forget(str(folder), "p-1", FORGOTTEN)
    assert "left" in Path(folder / "people/p-1.yaml").read_text()
