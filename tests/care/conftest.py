"""Records to take care of: a small village in a repository of its own."""

from pathlib import Path
from textwrap import dedent

import pytest

from fifrecords import load, validate
from tests.conftest import PROJECT
from tests.trail.conftest import _surroundings
from tests.trail.repositories import Repository

__all__ = ["_surroundings"]

VILLAGE = {
    "indicators.yaml": """
        learners:                 # everybody
          measure: {count: people}
          disaggregate: [organisation, role, person]
        days: {measure: {sum: learner-days, where: {curriculum: ict}}, components: learners}
        at-the-hostel: {measure: {count: people, where: {organisation: [hostel, q-training]}}}
        days-each: {measure: {ratio: [days, learners]}}
        shown:
          measure: judged
          judgement:
            {status: achieved, date: 2011-05-20, by: manager, because: Seen., cites: sessions/first}
        """,
    "organisations/hostel.yaml": """
        name: Hostel
        type: site
        site_of: homes  # theirs
        setting: hostel
        """,
    "organisations/hostel-2.yaml": """
        # Written down again by somebody else.
        name: The Hostel
        type: site
        site_of: homes
        address: 1 High Street  # the side door
        engagement: {date: 2010-10-20, status: agreed}
        """,
    "organisations/homes.yaml": "name: Homes\ntype: organisation\nroles: beneficiary\n",
    "people/p-aaaaa.yaml": """
        role: service-user
        organisation: hostel
        outcomes:
          - {date: 2011-03-20, kind: employment, evidence: letter 7}
        """,
    "people/p-bbbbb.yaml": """
        # Came back in January.
        role: service-user
        organisation: hostel
        joined: 2010-11-02   # ask again
        equality: {sex: female}
        outcomes:
          - {date: 2011-03-20, kind: employment, evidence: letter 7}
          - {date: 2011-04-20, kind: volunteering, evidence: letter 9}
        """,
    "people/p-ccccc.yaml": "role: support-worker\norganisation: homes\n",
    "people/g-all.yaml": "role: service-user\nheadcount: 30\nmay_overlap_with: g-few\n",
    "people/g-few.yaml": "role: service-user\nheadcount: 12\n",
    "sessions/2011/first.yaml": """
        date: 2011-01-14
        kind: training
        organisation: hostel
        delivered_by: q-training
        curriculum: [ict, literacy]
        days: 0.5
        attended:
          - p-aaaaa
          - {person: p-bbbbb, days: 0.5}   # came late, stayed on
          - {person: g-all, headcount: 5}
          - {person: g-few, headcount: 4}
        evidence: sheet of 14 January
        """,
    "sessions/2011/second.yaml": """
        date: 2011-01-21
        kind: training
        organisation: hostel
        curriculum: ict
        days: 1
        attended: p-bbbbb
        evidence: sheet of 21 January
        """,
    "narrative/outputs.md": """
        [7 to 11](figure:learners) people came, [2](figure:learners/organisation/hostel) of them at
        the hostel: [1](figure:learners/person/p-bbbbb) came back.

        `figure:learners/person/p-bbbbb` is how that is written, as in [0][a].

        [a]: figure:learners/role/support-worker
        """,
}
"""Every way in which a record names another, with comments beside them."""


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but for Git's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def errors(repository: Repository, *apart_from: str) -> list[str]:
    """What is wrong with the records of a repository, but for some rules."""
    records, findings = load(repository.folder / "records")
    every = [*findings, *validate(records)]
    return [str(e) for e in every if e.severity == "error" and e.rule not in apart_from]


@pytest.fixture
def village(tmp_path: Path) -> Repository:
    """A repository with the records of the village in one commit."""
    repository = Repository(tmp_path / "village")
    repository.commit(
        {f"records/{name}": dedent(text).lstrip("\n") for name, text in (PROJECT | VILLAGE).items()}
    )
    return repository
