"""Groups that may hold the same people, some of each at a time: the hard case of counting."""

from types import MappingProxyType

from hypothesis import strategies as st

from fifrecords import Records
from fifrecords.model.person import Group
from fifrecords.model.session import Session
from tests.tally.naive import GRADES
from tests.tally.strategies import PROJECT, attendances, days, one_of, ranges, some

grades = one_of(*GRADES)
kinds = one_of("training", "meeting")


@st.composite
def crowds(draw: st.DrawFn) -> Records:
    """Three to six groups, of which each names at most one other, at one to three sessions."""
    names = [f"g-{number}" for number in range(draw(st.integers(3, 6)))]
    people = {
        name: Group(
            headcount=draw(ranges(most=8)),
            basis=draw(grades),
            role=draw(one_of("user", "worker")),
            may_overlap_with=draw(some([other for other in names if other != name], most=1)),
        )
        for name in names
    }
    held = {
        f"s-{number}": Session(
            date=draw(days),
            kind=draw(kinds),
            basis=draw(grades),
            attended=[
                row
                for name in names
                if draw(st.booleans())
                for row in draw(attendances(name, people[name]))
            ],
        )
        for number in range(draw(st.integers(1, 3)))
    }
    return Records(
        project=PROJECT, people=MappingProxyType(people), sessions=MappingProxyType(held)
    )
