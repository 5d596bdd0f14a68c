"""What moved a figure is the record that was changed, whichever records tell otherwise by it."""

import pytest

from fifrecords import add_up
from fifrecords.trail.compare import differences
from tests.conftest import PROJECT, Write, sound

RECORDS = {
    "vocabulary.yaml": """
        roles: {support-worker: Support worker, service-user: Service user}
        client_groups: {mental-health: Mental health, older: Older people}
        age_bands: {16-18: 16 to 18, 25-49: 25 to 49}
        settings: {hostel: Hostel, home: Home}
        """,
    "people/p-ann.yaml": "{role: service-user, basis: documented, organisation: hall}\n",
    "people/p-bob.yaml": "{client_group: mental-health, age_band: 16-18, organisation: hall}\n",
    "organisations/hall.yaml": """
        {name: Hall, type: organisation, roles: [beneficiary], setting: hostel}
        """,
    "organisations/room.yaml": "{name: Room, type: organisation, roles: [referral-source]}\n",
    "organisations/annex.yaml": "{name: Annex, type: site, site_of: hall, roles: [stakeholder]}\n",
    "sessions/s-1.yaml": """
        {date: 2010-10-01, kind: training, hours: 3, organisation: hall, attended: [p-ann, p-bob]}
        """,
    "sessions/s-2.yaml": "{date: 2010-10-02, kind: training, hours: 3, attended: [p-bob]}\n",
}


@pytest.mark.parametrize(
    ("ref", "old", "new", "measure"),
    [
        ("people/p-ann", "service-user", "support-worker", "people: {role: service-user}"),
        ("people/p-ann", "documented", "counted", "people: {}"),
        ("people/p-ann", "hall", "room", "people: {organisation: hall}"),
        ("people/p-bob", "mental-health", "older", "people: {client_group: mental-health}"),
        ("people/p-bob", "16-18", "25-49", "attendances: {age_band: 16-18}"),
        (
            "organisations/hall",
            "organisation,",
            "household,",
            "people: {organisation_type: household}",
        ),
        (
            "organisations/hall",
            "beneficiary",
            "audience",
            "sessions: {organisation_role: audience}",
        ),
        ("organisations/hall", "hostel", "home", "sessions: {setting: hostel}"),
        ("organisations/room", "organisation,", "site, site_of: q-training,", "sites: {}"),
        ("organisations/annex", "hall", "room", "sites: {organisation_role: referral-source}"),
        ("project", "hours_per_day: 6", "hours_per_day: 5", "learner-days: {}"),
    ],
)
def test_it_moved_the_figure_alone(
    write: Write, ref: str, old: str, new: str, measure: str
) -> None:
    thing, _, where = measure.partition(": ")
    what = "sum" if thing == "learner-days" else "count"
    figures = f"figure: {{measure: {{{what}: {thing}, where: {where}}}}}\n"
    files = {**PROJECT, **RECORDS, "indicators.yaml": figures}
    before = add_up(sound(write(files)))
    text = files[f"{ref}.yaml"]
    assert old in text
    after = add_up(sound(write({**files, f"{ref}.yaml": text.replace(old, new)})))
    for ends in (before, after), (after, before):
        (found,) = differences(*ends)
        assert found.by == (ref,)


def test_who_attended_in_another_order_moved_nothing(write: Write) -> None:
    figures = {"indicators.yaml": "people: {measure: {count: people}}\n"}
    before = add_up(sound(write({**RECORDS, **figures, "people/p-cyn.yaml": "{}"})))
    first = RECORDS["sessions/s-1.yaml"].replace("[p-ann, p-bob]", "[p-bob, p-ann]")
    second = RECORDS["sessions/s-2.yaml"].replace("[p-bob]", "[p-bob, p-cyn]")
    sessions = {"sessions/s-1.yaml": first, "sessions/s-2.yaml": second}
    (found,) = differences(before, add_up(sound(write({**RECORDS, **figures, **sessions}))))
    assert found.by == ("sessions/s-2",)
