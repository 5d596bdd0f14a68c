"""What a command is asked about: a figure, a record, or a place in the narrative."""

import re
from collections.abc import Mapping
from pathlib import Path

import click

from fifrecords.form.claims.claim import claims
from fifrecords.model.finding import did_you_mean_by_part, one_of
from fifrecords.model.kinds import KINDS, NARRATIVE
from fifrecords.model.records import Records

_PLACE = re.compile(r"(?P<path>.+\.md):(?P<line>\d+)(?::(?P<column>\d+))?")


def subject_of(records: Records, figures: Mapping[str, object], named: str) -> str:
    """The figure's id, or the record's reference, that a name stands for.

    A record may be named by its reference, by its file, or by its id alone, be it a former one.

    Raises:
        click.UsageError: If there is no such figure or record; the nearest is named. If there
            are several.
    """
    if named in figures or named in records.sources:
        return named
    for ref, source in records.sources.items():
        if _file(named) == _file(source.path):
            return ref
    ids = ((kind, named.removeprefix(f"{kind}/")) for kind in KINDS)
    meant = (f"{kind}/{records.by_now(kind, id_)}" for kind, id_ in ids)
    found = [ref for ref in meant if ref in records.sources]
    if len(found) > 1:
        raise click.UsageError(f"{named!r} is several records: write {one_of(found)}")
    if found:
        return found[0]
    near = did_you_mean_by_part(named, [*figures, *records.sources])
    raise click.UsageError(f"no figure or record is called {named!r}{near}")


def claimed_at(records: Records, named: str) -> list[str]:
    """The figures that the narrative claims at a place, FILE:LINE or FILE:LINE:COLUMN.

    Returns:
        Their ids; none where ``named`` is no place.

    Raises:
        click.UsageError: If it is a place of the narrative where nothing is claimed.
    """
    if (place := _PLACE.fullmatch(named)) is None:
        return []
    sections = {_file(source.path): ref for ref, source in records.sources.items()}
    if not (ref := sections.get(_file(place["path"]), "")).startswith(NARRATIVE):
        raise click.UsageError(f"{place['path']} is no file of the narrative")
    line = int(place["line"])
    here = [each for each in claims(records) if each.ref == ref and each.at[0] == line]
    if not here:
        raise click.UsageError(f"nothing is claimed at {named}")
    return list(dict.fromkeys(each.path[0] for each in here))


def _file(path: str) -> Path:
    return Path(path).absolute()
