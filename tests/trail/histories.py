"""Whole histories of a project that grows, with branches and merges."""

from random import Random

from tests.trail.growing import Project
from tests.trail.repositories import History


def grown(random: Random, length: int, side: float = 0.12) -> tuple[History, dict[str, int]]:
    """A history of some length with branches and merges; one branch is never merged."""
    history, project = History(), Project(random)
    main = history.commit(project.tree(), (), "The first records")
    branch: tuple[int, Project] | None = None
    while len(history.trees) < length:
        if branch is None and random.random() < side:
            branch = (main, project.copy())
            fork = project.copy()
        if branch is not None and random.random() < 0.5:
            at, theirs = branch
            message = theirs.step()
            branch = (history.commit(theirs.tree(), (at,), message), theirs)
            if random.random() < 0.3:
                project = merged(fork, project, theirs)
                parents = (main, branch[0])
                main = history.commit(project.tree(), parents, "Merge what was done elsewhere")
                branch = None
            continue
        message = project.step()
        main = history.commit(project.tree(), (main,), message)
    side_of = history.commit(project.tree(), (branch[0] if branch else main,), "Left alone")
    return history, {"main": main, "side": side_of}


def merged(base: Project, ours: Project, theirs: Project) -> Project:
    """What both did since they parted; where both changed one file, ours."""
    both = ours.copy()
    both.made = max(ours.made, theirs.made)
    for path in {*base.records, *theirs.records}:
        before, after = base.records.get(path), theirs.records.get(path)
        if before != after and ours.records.get(path) == before:
            both.records.pop(path, None)
            if after is not None:
                both.records[path] = dict(after)
    return both
