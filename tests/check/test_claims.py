"""What the rules of the narrative do not fault."""

from fifrecords import load, validate
from fifrecords.check.rules import OF_THE_NARRATIVE
from tests.conftest import Write

SESSION = "date: 2011-01-14\nkind: training\ndays: 1\nattended: [p-2qd9x]\nevidence: sheet\n"
GRADUATE = """
    role: service-user
    outcomes:
      - {date: 2011-03-01, kind: qualification, title: PTLLS, evidence: certificate}
      - {date: 2011-03-02, kind: qualification, title: IAG, evidence: certificate}
    """
FIGURES = """
    qualified: {measure: {count: people, where: {outcome: qualification}}}
    teachers: {measure: {count: people, where: {title: PTLLS}}}
    advisers: {measure: {count: people, where: {title: IAG}}}
    days: {measure: {sum: learner-days}, disaggregate: role}
    """


def found(write: Write, prose: str, **files: str) -> list[str]:
    given = {name.replace("__", "/").replace("_", "-"): text for name, text in files.items()}
    folder = write(
        {
            "people/p-7k3mq.yaml": GRADUATE,
            "people/p-2qd9x.yaml": "role: support-worker\n",
            "people/g-hall.yaml": "role: service-user\nheadcount: 9\nbasis: estimated\n",
            "sessions/a.yaml": SESSION.replace("[p-2qd9x]", "[p-2qd9x, g-hall]"),
            "indicators.yaml": FIGURES,
            "narrative/lessons.md": prose,
            **{f"{name}.yaml": text for name, text in given.items()},
        }
    )
    records, findings = load(folder)
    told = [*findings, *validate(records, OF_THE_NARRATIVE)]
    return [f"{each.line}:{each.column} {each.rule}" for each in told]


def test_a_figure_that_is_part_of_another_counts_nobody_twice(write: Write) -> None:
    prose = "[1](figure:qualified) person, [1](figure:teachers) a teacher\n"
    assert found(write, prose) == []


def test_two_parts_are_told_apart_where_the_whole_is_claimed_too(write: Write) -> None:
    parts = "[1](figure:teachers) teacher, [1](figure:advisers) adviser"
    assert found(write, f"{parts}\n") == ["1:32 same-people-twice"]
    assert found(write, f"{parts}, [1](figure:qualified) in all\n") == []


def test_estimates_under_a_value_of_a_breakdown_are_seen(write: Write) -> None:
    prose = (
        "[at least 9](figure:days/role/service-user), [at least 1](figure:days/role/support-worker)"
    )
    assert found(write, prose) == ["1:2 claim-only-with-estimates"]


def test_no_claim_is_judged_by_half_the_records(write: Write) -> None:
    prose = "[77](figure:days), [at least 2](figure:days), [met](status:days) and 7\n"
    whole = found(write, prose)
    assert whole == [
        "1:2 false-claim",
        "1:21 claim-only-with-estimates",
        "1:48 contradicted-status",
        "1:70 bare-number",
    ]
    assert found(write, prose, sessions__b="date: today\nkind: training\n") == [
        "1:7 bad-value",
        "1:70 bare-number",
    ]


def test_a_section_that_the_form_does_not_ask_for_is_checked_too(write: Write) -> None:
    folder = write({"indicators.yaml": FIGURES, "narrative/poem.md": "[7](figure:dais)\n"})
    records, _ = load(folder)
    rules = {each.rule for each in validate(records, OF_THE_NARRATIVE)}
    assert rules == {"unknown-claimed-figure"}


def test_a_bare_number_is_told_with_the_figures_that_it_may_be(write: Write) -> None:
    figures = f"{FIGURES}sessions: {{measure: {{count: sessions}}}}\n"
    people = {"people/p-7k3mq.yaml": GRADUATE, "people/p-2qd9x.yaml": "role: support-worker\n"}
    prose = "Of 2 one passed; 1 session.\n\nIt took 5 weeks, and 25% of £25,000.\n"
    records, findings = load(
        write(
            {
                **people,
                "sessions/a.yaml": SESSION.replace("[p-2qd9x]", "[p-2qd9x, p-7k3mq]"),
                "indicators.yaml": figures,
                "narrative/lessons.md": prose,
            }
        )
    )
    assert findings == []
    told = [each.message for each in validate(records, ["bare-number"])]
    assert told == [
        "2 is tied to no figure; write [2](figure:ID), or [2](plain:) if it is none; "
        "it may be days",
        "1 is tied to no figure; write [1](figure:ID), or [1](plain:) if it is none; "
        "it may be qualified, teachers or another",
        "5 is tied to no figure; write [5](figure:ID), or [5](plain:) if it is none",
        "25% is tied to no figure; write [25%](figure:ID), or [25%](plain:) if it is none",
        "£25,000 is tied to no figure; write [£25,000](figure:ID), or [£25,000](plain:) if it is "
        "none; it may be funding",
    ]


OF_DAYS = """
    days: {measure: {sum: learner-days}}
    once: {measure: {total: days}}
    again: {measure: {total: once}}
    twice: {measure: {total: [once, again]}}
    round: {measure: {total: about}}
    about: {measure: {total: round}}
    """


def test_what_follows_from_a_claim_follows_on_every_way_to_it(write: Write) -> None:
    prose = "[9](figure:days), [18](figure:twice) and [3](figure:round)\n"
    told = found(write, prose, indicators=OF_DAYS)
    assert told == ["1:2 false-claim", "1:20 false-claim", "1:43 false-claim"]
