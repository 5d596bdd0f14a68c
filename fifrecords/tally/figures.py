"""The tally: every figure of a project, from its records."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache

from fifrecords.model.basis import BASES
from fifrecords.model.indicator import FUNDING, Indicator
from fifrecords.model.measure import Count, Sum, operands
from fifrecords.model.quantity import Quantity
from fifrecords.model.records import Records
from fifrecords.tally.actual import (
    NO_VALUE,
    Actual,
    Breakdown,
    Standing,
    Value,
    added_up,
    worked_out,
)
from fifrecords.tally.adding import Overlaps, plain_sum
from fifrecords.tally.breakdown import breakdowns, values_of
from fifrecords.tally.fact import Fact, Row
from fifrecords.tally.facts import Facts, readings
from fifrecords.tally.period import Period
from fifrecords.tally.recipe import Recipe
from fifrecords.tally.status import status
from fifrecords.tally.traits import labels
from fifrecords.tally.units import unit_of


class Figures(Mapping[str, Actual]):
    """Every figure of a project by id: the indicators in the order of their file, then funding.

    A figure is worked out when it is first asked for, after those that it is made of.

    Args:
        records: The records.
        period: The days that are looked at.
        values: What some counts and sums come to, where that is known already.

    Attributes:
        records: What they are worked out from.
        period: The days that are looked at.
    """

    def __init__(
        self, records: Records, period: Period, values: Mapping[str, Value] | None = None
    ) -> None:
        self._values = values or {}
        self.records = records
        self.period = period
        self._facts = Facts(records, period)
        granted = records.project is not None and records.project.funding is not None
        self._names = dict.fromkeys([*records.indicators, *([FUNDING] if granted else [])])
        self._done: dict[str, Actual] = {}
        self._rows: dict[str, list[Row]] = {}
        self._values_of: dict[tuple[str, str], Mapping[str, Sequence[Fact]]] = {}
        self._months: dict[str, dict[str, list[Fact]]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names  # without working it out

    def __getitem__(self, name: str) -> Actual:
        if name not in self._names:
            raise KeyError(name)
        return self._figure(name)

    def is_known(self, name: str) -> bool:
        """Whether anything is on record for a figure, without adding it up where that can be told.

        Raises:
            KeyError: If there is no such figure.
        """
        recipe = self.recipe(name)
        return self[name].value.known if recipe is None else recipe.are_known(self._facts)

    def recipe(self, name: str) -> Recipe | None:
        """How a figure is counted or summed; None where it is neither, or there is no such one."""
        indicator = self.records.indicators.get(name)
        if indicator is None or not isinstance(indicator.measure, Count | Sum):
            return None
        return Recipe(indicator.measure, self._overlaps)

    def amount_of(self, name: str, facts: Sequence[Fact]) -> Quantity:
        """What some facts of a figure come to, added up as the figure does.

        Raises:
            KeyError: If there is no such figure.
        """
        recipe = self.recipe(name)
        return recipe.add(recipe.every_row(facts)) if recipe else plain_sum(facts)

    def alike(self, name: str) -> Mapping[tuple[str, ...], Quantity]:
        """What groups of a figure add that may be some of the same people, by which they are.

        There are none where the figure is one number: all that adds to it then adds up to it.
        """
        recipe, total = self.recipe(name), self[name].value.total
        if recipe is None or total is None or not total.is_range:
            return {}
        return recipe.alike(recipe.facts(self._facts))

    def rows(self, actual: Actual) -> Sequence[Row]:
        """The rows of a figure, held from then on for whoever looks at them again and again."""
        if actual.figure not in self._rows:
            self._rows[actual.figure] = list(actual.value.rows)
        return self._rows[actual.figure]

    def by_month(self, name: str) -> Mapping[str, Sequence[Fact]]:
        """The facts of a figure by the month, as ``2011-01``, in which their session began.

        Raises:
            KeyError: If there is no such figure.
        """
        if name not in self._months:
            months: dict[str, list[Fact]] = defaultdict(list)
            for row in self.rows(self[name]):
                for fact in row.facts:
                    if fact.ref in self._began:
                        months[self._began[fact.ref]].append(fact)
            self._months[name] = dict(sorted(months.items()))
        return self._months[name]

    def by_value(self, name: str, dimension: str) -> Mapping[str, Sequence[Fact]]:
        """The facts of a figure by the values of a dimension that they stand under.

        A body that counts once has one grade, under whichever value: so do its facts here.

        Raises:
            KeyError: If there is no such figure.
        """
        if (name, dimension) not in self._values_of:
            found: dict[str, list[Fact]] = defaultdict(list)
            for row in self.rows(self[name]):
                for fact in row.facts:
                    told = fact if fact.basis == row.basis else fact._replace(basis=row.basis)
                    for value in values_of(fact.who, fact.what, row.basis, dimension):
                        found[value].append(told)
            self._values_of[name, dimension] = dict(found)
        return self._values_of[name, dimension]

    @cached_property
    def _began(self) -> Mapping[str, str]:
        every = self.records.sessions.items()
        return {f"sessions/{id_}": f"{session.date:%Y-%m}" for id_, session in every}

    @cached_property
    def _overlaps(self) -> Overlaps:
        return Overlaps(self.records.groups)

    @cached_property
    def _order(self) -> Mapping[str, Iterable[str]]:
        return {**labels(self.records), "basis": BASES}

    def _figure(self, name: str) -> Actual:
        for each in self._in_order(name):
            self._done[each] = self._actual(each)
        return self._done[name]

    def _in_order(self, name: str) -> list[str]:
        """A figure after those that it is made of and that are still to be worked out.

        In a circle one of them comes first: it finds the others without data.
        """
        order: list[str] = []
        seen: set[str] = set(self._done)
        waiting = [(name, False)]
        while waiting:
            each, is_ready = waiting.pop()
            if is_ready:
                order.append(each)
            elif each not in seen:
                seen.add(each)
                waiting.append((each, True))
                waiting += [(other, False) for other in depends_on(self.records, each)]
        return order

    def _worked_out(self, names: Iterable[str]) -> tuple[Actual, ...]:
        return tuple(self._done.get(name) or Actual(name) for name in names)

    def _actual(self, name: str) -> Actual:
        if name == FUNDING:
            return self._funding()
        indicator = self.records.indicators.get(name)
        if indicator is None:
            return Actual(name)
        of = self._worked_out(operands(indicator.measure))
        components = self._worked_out(indicator.components)
        value = self._value(name, indicator, of)
        target = indicator.target_at(self.period.until)
        return Actual(
            figure=name,
            number=indicator.number,
            statement=indicator.statement,
            kind=indicator.kind,
            unit=indicator.unit or unit_of(indicator.measure, [each.unit for each in of]),
            value=value,
            baseline=indicator.baseline,
            target=target,
            status=self._standing(indicator, value, target, components),
            breakdowns=self._breakdowns(name, indicator, value),
            of=of,
            components=components,
            judgement=indicator.judgement_at(self.period.until),
            unanswered=indicator.unanswered,
        )

    def _funding(self) -> Actual:
        funding = self.records.project.funding if self.records.project else None
        if funding is None:
            return Actual(FUNDING)
        amount = Quantity(funding.amount, funding.amount)
        fact = Fact("project", ("funding", "amount"), FUNDING, amount, "documented")
        return Actual(FUNDING, unit=funding.currency, value=added_up([fact], plain_sum))

    def _value(self, name: str, indicator: Indicator, of: Sequence[Actual]) -> Value:
        if name in self._values:
            return self._values[name]
        match indicator.measure:
            case Count() | Sum() as measure:
                recipe = Recipe(measure, self._overlaps)
                return recipe.value(recipe.facts(self._facts))
            case "latest":
                last = readings(name, indicator, self.period)[-1:]
                return added_up(last, plain_sum) if last else NO_VALUE
            case "judged":
                return Value(known=indicator.judgement_at(self.period.until) is not None)
            case arithmetic:
                return worked_out(arithmetic, [each.value for each in of])

    def _breakdowns(
        self, name: str, indicator: Indicator, value: Value
    ) -> Callable[[], Mapping[str, Breakdown]]:
        """Takes a figure apart when asked.

        What came as a value alone has no rows to take apart.
        """
        if not indicator.disaggregate or name in self._values:
            return dict
        if (recipe := self.recipe(name)) is None:
            return dict
        facts, whole = recipe.facts(self._facts), value.total
        return lambda: breakdowns(facts, indicator.disaggregate, recipe, whole, self._order)

    def _standing(
        self,
        indicator: Indicator,
        value: Value,
        target: Quantity | None,
        components: Sequence[Actual],
    ) -> Standing | None:
        if indicator.measure == "judged":
            made = indicator.judgement_at(self.period.until)
            return made.status if made else "no-data"
        if target is None:
            return None
        return status(value, target, ascending=indicator.ascending, components=components)


def depends_on(records: Records, figure: str) -> tuple[str, ...]:
    """The figures that one is worked out from, and its components."""
    indicator = records.indicators.get(figure)
    return (*operands(indicator.measure), *indicator.components) if indicator else ()


def all_of(records: Records, figure: str) -> list[str]:
    """A figure and those that it is worked out from, its components too, that are on record."""
    names = {figure: None}
    waiting = [figure]
    for name in waiting:
        new = [each for each in depends_on(records, name) if each not in names]
        names.update(dict.fromkeys(new))
        waiting += new
    return [name for name in names if name in records.indicators]


@lru_cache(maxsize=1)
def add_up(records: Records, *, since: date | None = None, until: date | None = None) -> Figures:
    """What the records add up to.

    Args:
        records: The records; those in which ``validate`` finds errors give no right figures.
        since: The first day of sessions, outcomes and readings; None for all.
        until: Their last day. Engagement, targets and judgements are taken as they stood then.

    Returns:
        The figures. One that is worked out in a circle, or from a figure that is not on record,
        has no data.
    """
    return Figures(records, Period(since, until))
