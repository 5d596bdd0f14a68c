"""People by what they achieved, attended or not."""

import pytest

from tests.conftest import Write
from tests.tally.sums import measured, total


def test_with_an_outcome_those_who_achieved_one_attended_or_not(write: Write) -> None:
    folder = write(
        {
            "people/p-ann.yaml": "outcomes: {date: 2010-10-09, kind: employment}",
            "people/p-bob.yaml": "outcomes: {date: 2010-10-09, kind: employment}",
            "people/p-cyn.yaml": "role: service-user",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: [p-ann, p-cyn]}",
            "indicators.yaml": measured("{count: people, where: {outcome: employment}}"),
        }
    )
    assert total(folder, "figure") == 2


def test_a_person_with_several_outcomes_is_one(write: Write) -> None:
    folder = write(
        {
            "people/p-ann.yaml": """
                outcomes:
                  - {date: 2010-10-09, kind: employment}
                  - {date: 2010-10-09, kind: independence}
                  - {date: 2010-11-09, kind: employment}
                """,
            "indicators.yaml": measured(
                "{count: people, where: {outcome: [employment, independence]}}"
            ),
        }
    )
    assert total(folder, "figure") == 1


@pytest.mark.parametrize(
    ("where", "people"),
    [
        ("{outcome: qualification}", 3),
        ("{title: PTLLS}", 2),
        ("{title: [PTLLS, NVQ]}", 3),
        ("{level: 4}", 1),
        ("{level: [3, 4]}", 3),
        ("{title: PTLLS, level: 3}", 1),
        ("{outcome: employment, title: PTLLS}", 0),
        ("{title: PTLLS, role: support-worker}", 1),
    ],
)
def test_people_by_what_they_achieved(write: Write, where: str, people: int) -> None:
    """One outcome matches in all that is asked of it, not one in each."""
    folder = write(
        {
            "people/p-ann.yaml": """
                role: support-worker
                outcomes:
                  - {date: 2010-10-09, kind: qualification, title: PTLLS, level: 4}
                  - {date: 2010-10-09, kind: employment}
                """,
            "people/p-bob.yaml": """
                role: service-user
                outcomes: {date: 2010-10-09, kind: qualification, title: PTLLS, level: 3}
                """,
            "people/p-cyn.yaml": """
                outcomes: {date: 2010-10-09, kind: qualification, title: NVQ, level: '3'}
                """,
            "indicators.yaml": measured(f"{{count: people, where: {where}}}"),
        }
    )
    assert total(folder, "figure") == people


@pytest.mark.parametrize("status", ["working-towards", "pending"])
def test_only_what_is_achieved_is_an_actual(write: Write, status: str) -> None:
    folder = write(
        {
            "people/p-ann.yaml": f"""
                outcomes: {{date: 2010-10-09, kind: employment, status: {status}}}
                """,
            "indicators.yaml": measured("{count: people, where: {outcome: employment}}"),
        }
    )
    assert total(folder, "figure") == 0
