"""A dimension that a measure does not know is an error, with the nearest right word."""

import pytest
from click.testing import CliRunner

from fifrecords.cli.main import main
from tests.conftest import Write
from tests.tally.sums import measured
from tests.tally.village import VILLAGE

OF_THE_PERSON = ["person", "role", "client_group", "age_band", "organisation", "setting"]
OF_THE_SESSION = ["kind", "curriculum", "held_at", "basis"]
OF_THE_OUTCOME = ["outcome", "title", "level"]

NOT_KNOWN = [
    *(("count: people, outcome", each) for each in OF_THE_SESSION),
    *((f"count: {each}", "audience") for each in ("people", "attendances", "sessions")),
    *((f"count: {each}", "engagement") for each in ("people", "attendances", "sessions")),
    *(("count: attendances", each) for each in OF_THE_OUTCOME),
    *(("sum: learner-days", each) for each in OF_THE_OUTCOME),
    *(("count: qualifications", each) for each in (*OF_THE_SESSION, "audience")),
    *(("count: sessions", each) for each in (*OF_THE_PERSON[:4], "held_at", *OF_THE_OUTCOME)),
    *(("sum: delivery-days", each) for each in ("role", "held_at", "audience")),
    *(("sum: reach-people", each) for each in ("role", "held_at", "outcome")),
    *(("count: organisations", each) for each in ("role", "kind", "basis", "held_at")),
    *(("count: sites", each) for each in ("role", "kind", "basis", "title")),
]

A_VALUE = {
    "person": "p-ann",
    "role": "service-user",
    "client_group": "mental-health",
    "age_band": "16-18",
    "kind": "training",
    "curriculum": "ict",
    "held_at": "hostel-a",
    "basis": "documented",
    "outcome": "employment",
    "title": "NVQ",
    "level": "2",
    "audience": "local",
    "engagement": "agreed",
}


@pytest.mark.parametrize(("measure", "dimension"), NOT_KNOWN)
def test_a_dimension_that_a_measure_does_not_know(
    write: Write, measure: str, dimension: str
) -> None:
    """It is an error, both in a where and to take the figure apart by."""
    what, _, achieved = measure.partition(", ")
    also = "outcome: employment, " if achieved else ""
    asked = measured(f"{{{what}, where: {{{also}{dimension}: {A_VALUE[dimension]}}}}}")
    assert "[unknown-dimension]" in refused(write, asked)
    where = f", where: {{{also}}}" if also else ""
    apart = f"figure: {{measure: {{{what}{where}}}, disaggregate: {dimension}}}"
    assert "[unknown-dimension]" in refused(write, apart)


def test_an_unknown_dimension_is_an_error_with_the_nearest_right_word(write: Write) -> None:
    said = refused(write, measured("{count: people, where: {rol: service-user}}"))
    assert "did you mean role?" in said
    apart = refused(write, "figure: {measure: {count: people}, disaggregate: clientgroup}")
    assert "did you mean client_group?" in apart


def test_an_unknown_measure_is_an_error(write: Write) -> None:
    assert "error" in refused(write, measured("{count: peopel}"))
    assert "error" in refused(write, measured("lastest"))


def refused(write: Write, indicators: str) -> str:
    """What is said of records that are not added up."""
    folder = write({**VILLAGE, "indicators.yaml": indicators})
    run = CliRunner().invoke(main, ["tally", "--records", str(folder)])
    assert run.exit_code == 1, run.output
    assert run.stdout == ""
    return run.stderr
