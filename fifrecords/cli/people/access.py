"""The register as the commands find it: its place, its key, and whom it is asked about."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping

import click

from fifrecords.cli.opened import found_here, records_folder
from fifrecords.model.call import BadCall
from fifrecords.model.finding import did_you_mean
from fifrecords.model.kinds import PERSON_PREFIX
from fifrecords.model.person import Person
from fifrecords.model.records import Records
from fifrecords.private.contents import Register
from fifrecords.private.identity import identities
from fifrecords.private.place import Places, places
from fifrecords.private.register import read
from fifrecords.store.load import load

_ID = re.compile(rf"{PERSON_PREFIX}[a-z0-9-]+")


def place(folder: str | None) -> Places:
    """Where the register and the key are; the records need not be found.

    Raises:
        BadCall: If they would lie in a repository.
    """
    return places(_records(folder) or ".")


def secrets(where: Places) -> list[str]:
    """The secret keys of whoever is asking.

    Raises:
        BadCall: If there are none, or they cannot be read.
    """
    return identities(where.identity, _passphrase)


def register(folder: str | None) -> Register:
    """The register, by the ids that people have in the records now.

    Raises:
        BadCall: If it cannot be read.
    """
    where = place(folder)
    return by_now(read(where.register, secrets(where)).register, folder)


def by_now(register: Register, folder: str | None) -> Register:
    """A register by the ids that people have in the records now, if any are found."""
    known = persons(folder) or {}
    return register.under({was: id_ for id_, who in known.items() for was in who.former_ids})


def persons(folder: str | None) -> Mapping[str, Person] | None:
    """The people on record; None where no records are found."""
    records = _people(folder)
    return None if records is None else records.persons


def present(folder: str | None) -> Callable[[str], str]:
    """What gives the id that a person has now, be it one they had before that is given.

    It raises ``BadCall`` of what is no person's id, and does not repeat it: it may be a name.
    """
    records = _people(folder)
    return lambda id_: records.by_now("people", checked(id_)) if records else checked(id_)


def checked(id_: str) -> str:
    """An id, if it is a person's.

    Raises:
        BadCall: If it is none. It is not repeated: what was typed may be a name.
    """
    if _ID.fullmatch(id_) is None:
        raise BadCall("that is no person's id; one looks like p-7k3mq, and is never a name")
    return id_


def to_be_named(ids: Iterable[str], folder: str | None) -> None:
    """Refuses ids of nobody who is on record, and of who was forgotten.

    Raises:
        BadCall: If there is one among them.
    """
    known = persons(folder)
    for id_ in ids:
        if known is None:
            checked(id_)
        elif checked(id_) not in known:
            raise BadCall(f"{id_} is not on record{did_you_mean(id_, known)}; nothing was written")
        elif gone := known[id_].forgotten:
            raise BadCall(f"{id_} was forgotten on {gone.date}; nothing was written")


def asked(what: str, present: str | None = None) -> str | None:
    """What is asked for: at a terminal as an answer, otherwise as a line of standard input.

    Args:
        what: What is asked for.
        present: What is known; an empty answer keeps it, and a dash takes it away.
    """
    if sys.stdin.isatty():
        keep = " (Enter keeps it, - takes it away)" if present else ""
        answer = click.prompt(f"{what}{keep}", default="", show_default=False, err=True)
    else:
        answer = line()
    answer = " ".join(answer.split())
    return None if answer == "-" else answer or present


def _passphrase() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Passphrase of your key", hide_input=True, err=True))
    return line()


def line() -> str:
    """A line of standard input.

    Raises:
        BadCall: If it is not UTF-8. It is not repeated.
    """
    try:
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadCall("what was given is not UTF-8; nothing was written") from None


def _people(folder: str | None) -> Records | None:
    root = _records(folder)
    return None if root is None else load(root, only=("project.yaml", "people")).records


def _records(folder: str | None) -> str | None:
    return records_folder(folder) if folder is not None else found_here()
