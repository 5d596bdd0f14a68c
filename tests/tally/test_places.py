"""Organisations and sites: which of them count, and where their engagement stands."""

import pytest

from tests.conftest import Write
from tests.tally.sums import measured, total

OURS = 1
"""The provider is an organisation too, with no engagement on record."""


def organisations(write: Write, record: str, measure: str = "{count: organisations}") -> object:
    """What a measure comes to with one record of an organisation beside the provider's."""
    folder = write({"organisations/o-1.yaml": record, "indicators.yaml": measured(measure)})
    return total(folder, "figure")


def engaged(*steps: str, type_: str = "organisation") -> str:
    listed = ", ".join(f"{{date: 2010-10-0{n}, status: {s}}}" for n, s in enumerate(steps, 1))
    return f"{{name: One, type: {type_}, engagement: [{listed}]}}"


STANDINGS = [
    ("approached", 0),
    ("agreed", 1),
    ("declined", 0),
    ("withdrew", 0),
    ("completed", 1),
    ("sustaining", 1),
]


@pytest.mark.parametrize(("status", "counted"), STANDINGS)
def test_an_organisation_counts_where_it_takes_part(
    write: Write, status: str, counted: int
) -> None:
    assert organisations(write, engaged(status)) == OURS + counted


@pytest.mark.parametrize(("status", "counted"), STANDINGS)
def test_a_site_counts_likewise(write: Write, status: str, counted: int) -> None:
    assert organisations(write, engaged(status), "{count: sites}") == OURS + counted


def test_one_without_engagement_counts(write: Write) -> None:
    assert organisations(write, "{name: One, type: organisation}") == OURS + 1
    assert organisations(write, "{name: One, type: household}", "{count: sites}") == OURS + 1


def test_what_is_no_site_stands_for_no_organisation(write: Write) -> None:
    branch = "{name: One, type: organisation, site_of: q-training}"
    assert organisations(write, branch, "{count: sites}") == OURS + 1


@pytest.mark.parametrize(
    ("steps", "counted"),
    [
        (["approached", "agreed"], 1),
        (["agreed", "withdrew"], 0),
        (["declined", "agreed", "completed"], 1),
        (["agreed", "completed", "approached"], 0),
    ],
)
def test_the_last_step_is_where_it_stands(write: Write, steps: list[str], counted: int) -> None:
    assert organisations(write, engaged(*steps)) == OURS + counted


@pytest.mark.parametrize("measure", ["organisations", "sites"])
def test_of_two_steps_on_a_day_the_last_line_is_where_it_stands(write: Write, measure: str) -> None:
    record = """
        name: One
        type: organisation
        engagement:
          - {date: 2010-10-04, status: approached}
          - {date: 2010-10-04, status: agreed}
        """
    assert organisations(write, record, f"{{count: {measure}}}") == OURS + 1


@pytest.mark.parametrize("status", [status for status, _ in STANDINGS])
@pytest.mark.parametrize("measure", ["organisations", "sites"])
def test_an_engagement_that_is_asked_for_counts_instead(
    write: Write, measure: str, status: str
) -> None:
    """Instead of those that take part, and without those that have no engagement on record."""
    asked = f"{{count: {measure}, where: {{engagement: {status}}}}}"
    assert organisations(write, engaged(status), asked) == 1
    assert organisations(write, engaged("agreed", "completed", status), asked) == 1
    other = "agreed" if status != "agreed" else "declined"
    assert organisations(write, engaged(status, other), asked) == 0


def test_several_engagements_may_be_asked_for(write: Write) -> None:
    folder = write(
        {
            "organisations/o-1.yaml": engaged("declined"),
            "organisations/o-2.yaml": engaged("withdrew"),
            "organisations/o-3.yaml": engaged("agreed"),
            "indicators.yaml": measured(
                "{count: organisations, where: {engagement: [declined, withdrew]}}"
            ),
        }
    )
    assert total(folder, "figure") == 2


@pytest.mark.parametrize(
    ("until", "counted"),
    [("2010-09-30", 0), ("2010-10-01", 0), ("2010-10-02", 1), ("2010-10-03", 0), (None, 0)],
)
def test_engagement_as_it_stood_on_a_day(write: Write, until: str | None, counted: int) -> None:
    """Approached, agreed, withdrew: before the first step it stands nowhere."""
    folder = write(
        {
            "organisations/o-1.yaml": engaged("approached", "agreed", "withdrew"),
            "indicators.yaml": measured("{count: organisations}"),
        }
    )
    assert total(folder, "figure", until=until) == OURS + counted
    assert total(folder, "figure", since="2010-10-09", until=until) == OURS + counted


@pytest.mark.parametrize(("until", "counted"), [("2010-10-01", 0), ("2010-10-02", 1)])
def test_those_that_had_declined_by_a_day(write: Write, until: str, counted: int) -> None:
    folder = write(
        {
            "organisations/o-1.yaml": engaged("agreed", "declined", "agreed"),
            "indicators.yaml": measured("{count: organisations, where: {engagement: declined}}"),
        }
    )
    assert total(folder, "figure", until=until) == counted


# --- organisations, sites and households ---


@pytest.mark.parametrize(
    ("type_", "as_organisation", "as_site"),
    [("organisation", 1, 1), ("household", 0, 1), ("site", 0, 1)],
)
def test_places_of_any_type_are_sites(
    write: Write, type_: str, as_organisation: int, as_site: int
) -> None:
    """The provider has no site of its own, unless the one on record here is."""
    of = ", site_of: q-training" if type_ == "site" else ""
    provider_as_site = 0 if type_ == "site" else 1
    record = f"{{name: One, type: {type_}{of}}}"
    assert organisations(write, record) == OURS + as_organisation
    assert organisations(write, record, "{count: sites}") == provider_as_site + as_site


def test_an_organisation_counts_through_its_sites(write: Write) -> None:
    folder = write(
        {
            "organisations/o-1.yaml": "{name: One, type: organisation, roles: beneficiary}",
            "organisations/s-1.yaml": "{name: A, type: site, site_of: o-1, roles: beneficiary}",
            "organisations/s-2.yaml": "{name: B, type: site, site_of: o-1, roles: beneficiary}",
            "organisations/o-2.yaml": "{name: Two, type: organisation, roles: beneficiary}",
            "organisations/h-1.yaml": "{name: Home, type: household, roles: beneficiary}",
            "indicators.yaml": """
                organisations:
                  measure: {count: organisations, where: {organisation_role: beneficiary}}
                sites: {measure: {count: sites, where: {organisation_role: beneficiary}}}
                """,
        }
    )
    assert total(folder, "organisations") == 2
    assert total(folder, "sites") == 4


def test_an_organisation_counts_through_its_sites_even_where_these_declined(
    write: Write,
) -> None:
    folder = write(
        {
            "organisations/o-1.yaml": "{name: One, type: organisation, roles: beneficiary}",
            "organisations/s-1.yaml": """
                name: A
                type: site
                site_of: o-1
                roles: beneficiary
                engagement: {date: 2010-10-01, status: declined}
                """,
            "indicators.yaml": measured("{count: sites, where: {organisation_role: beneficiary}}"),
        }
    )
    assert total(folder, "figure") == 0
