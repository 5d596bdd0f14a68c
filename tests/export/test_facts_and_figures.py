"""The tables add up to what the tally says, row by row and part by part."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from fifrecords import Records, add_up
from fifrecords.export.tables import TABLES, Export
from fifrecords.model.basis import ADDED
from fifrecords.model.measure import Count, Sum
from tests.export.conftest import exported
from tests.tally.strategies import projects_with_figures

Row = dict[str, Any]
ENDS = ("low", "high")


def rows(made: Export, name: str) -> list[Row]:
    (filled,) = (each for each in made.tables if each.table.name == name)
    names = [column.name for column in filled.table.columns]
    return [dict(zip(names, row, strict=True)) for row in filled.rows]


def total(found: list[Row], column: str) -> tuple[Decimal, Decimal]:
    low, high = (sum(row[f"{column}_{end}"] or Decimal(0) for row in found) for end in ENDS)
    return Decimal(low), Decimal(high)


def whole(figure: Row) -> tuple[Decimal, Decimal]:
    return figure["total_low"], figure["total_high"]


class TestTheShippedRecords:
    def test_every_figure_of_the_tally_is_there_as_it_is(
        self, shipped: Export, records: Records
    ) -> None:
        figures = add_up(records)
        told = {row["figure"]: row for row in rows(shipped, "figures")}
        assert list(told) == list(figures)
        for name, actual in figures.items():
            assert told[name]["status"] == actual.status
            if (value := actual.value.total) is not None and not value.is_range:
                assert float(told[name]["total_low"]) == pytest.approx(float(value.low))

    def test_learner_days_are_the_sum_over_the_attendances_that_the_figure_counts(
        self, shipped: Export
    ) -> None:
        kinds = {row["session"]: row["kind"] for row in rows(shipped, "sessions")}
        counted = [
            row
            for row in rows(shipped, "attendances")
            if kinds[row["session"]] in ("training", "embedded-activity")
        ]
        figures = {row["figure"]: row for row in rows(shipped, "figures")}
        assert total(counted, "learner_days") == whole(figures["learner-days"])
        by_basis = defaultdict(list)
        for row in counted:
            by_basis[row["basis"]].append(row)
        for basis, part in by_basis.items():
            low, _ = total(part, "learner_days")
            assert low == figures["learner-days"][f"{basis}_low"]

    def test_people_are_the_distinct_ones_who_attended(self, shipped: Export) -> None:
        roles = {row["person"]: row["role"] for row in rows(shipped, "people")}
        kinds = {row["session"]: row["kind"] for row in rows(shipped, "sessions")}
        came = {
            row["person"]
            for row in rows(shipped, "attendances")
            if kinds[row["session"]] in ("training", "embedded-activity")
        }
        figures = {row["figure"]: row for row in rows(shipped, "figures")}
        workers = [who for who in came if roles[who] == "support-worker"]
        assert len(workers) == figures["support-workers"]["total_low"]

    def test_the_commit_stands_in_the_first_row_of_the_first_table(self, shipped: Export) -> None:
        assert shipped.tables[0].table.name == "about"
        (about,) = rows(shipped, "about")
        assert about["commit"] == "4f1c" * 10

    def test_every_table_has_rows(self, shipped: Export) -> None:
        """So that no test of a format passes over an empty one."""
        empty = {each.table.name for each in shipped.tables if not each.rows}
        assert empty == {"readings", "group_overlaps"} & empty


def check_sums(made: Export, records: Records) -> None:
    """Contributions add up to their figure by basis, and lines to their contribution."""
    contributions = defaultdict(list)
    for row in rows(made, "figure_contributions"):
        contributions[row["figure"]].append(row)
    facts = defaultdict(list)
    for row in rows(made, "figure_facts"):
        facts[row["contribution"]].append(row)
    for figure in rows(made, "figures"):
        indicator = records.indicators.get(figure["figure"])
        if indicator is None or not isinstance(indicator.measure, Count | Sum):
            continue
        made_of = contributions[figure["figure"]]
        assert all(facts[row["contribution"]] for row in made_of)
        if isinstance(indicator.measure, Count) and indicator.measure.count == "people":
            continue  # groups that may overlap come to less than their sum
        for basis in ADDED:
            part = [row for row in made_of if row["basis"] == basis]
            told = tuple(figure[f"{basis}_{end}"] for end in ENDS)
            assert total(part, "amount") == pytest.approx(told)


def test_the_contributions_add_up(shipped: Export, records: Records) -> None:
    check_sums(shipped, records)


@settings(max_examples=30)
@given(projects_with_figures())
def test_whatever_is_on_record_the_contributions_add_up(records: Records) -> None:
    check_sums(exported(records), records)


def test_no_row_is_there_twice(shipped: Export) -> None:
    for filled in shipped.tables:
        names = [column.name for column in filled.table.columns]
        places = [names.index(name) for name in filled.table.key]
        keys = [tuple(row[place] for place in places) for row in filled.rows]
        assert len(keys) == len(set(keys)), filled.table.name


def test_every_column_is_described_in_a_sentence() -> None:
    for table in TABLES.values():
        assert table.description.endswith("."), table.name
        assert table.key, table.name
        for column in table.columns:
            words = column.description
            assert words[0].isupper(), column
            assert words.endswith((".", "...")), column
