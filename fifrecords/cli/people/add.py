"""``fifrecords people add``: who a person is, written down in the register alone."""

import sys
from collections.abc import Callable, Iterable, Mapping

import click
from pydantic import ValidationError

from fifrecords.cli import options
from fifrecords.cli.people import access
from fifrecords.entry.sheets.commas import read_commas
from fifrecords.entry.sheets.table import Table, Unreadable, letters
from fifrecords.model.call import BadCall
from fifrecords.private.contents import Contact, Register
from fifrecords.private.register import change, read

_ASKED = {
    "name": "Name",
    "email": "E-mail address",
    "telephone": "Telephone number",
    "address": "Address",
}


@click.command("add")
@click.argument("id_", metavar="[ID]", required=False)
@options.records
@click.option("--csv", "from_table", is_flag=True, help="Read a table from standard input.")
@click.option("--replace", is_flag=True, help="Change what the register says already.")
def command(id_: str | None, folder: str | None, from_table: bool, replace: bool) -> None:
    """Write down who a person is.

    Name, e-mail address, telephone number and address are asked for, or read as lines of standard
    input; all but the name may stay empty. With --csv a table is read whose first line names its
    columns: id, name, email, telephone, address. With --replace what is left empty stays as it is,
    and a dash takes it away. Nothing of it is written into the records.

    \b
    Examples:
      fifrecords people add p-2kzl8
      fifrecords people add p-2kzl8 --replace
    """
    if from_table == (id_ is not None):
        table = "fifrecords people add --csv < FILE"
        if id_:
            raise click.UsageError(f"with --csv the table comes from standard input: {table}")
        raise click.UsageError(f"name one person's ID, or give a table: {table}")
    where = access.place(folder)
    secrets = access.secrets(where)
    present = access.by_now(read(where.register, secrets).register, folder)
    now = access.present(folder)
    id_ = now(id_) if id_ else None
    told = {} if id_ else _table(present, now)
    access.to_be_named([id_] if id_ else told, folder)
    _refuse_known(present, [id_] if id_ else told, replace)
    if id_:
        told = {id_: _asked(present.people.get(id_))}

    def added(register: Register) -> Register:
        _refuse_known(register, told, replace)
        return register.with_people(told)

    change(where.register, secrets, added)
    click.echo(f"in the register: {', '.join(told)}")


def _refuse_known(register: Register, ids: Iterable[str], replace: bool) -> None:
    if not replace and (known := sorted(set(ids) & register.people.keys())):
        message = f"{', '.join(known)} is in the register already; change it with --replace"
        raise BadCall(f"{message}; nothing was written")


def _asked(present: Contact | None) -> Contact:
    """What is known of one person, once it has been asked for."""
    known = _known(present)
    answers = {field: access.asked(what, known.get(field)) for field, what in _ASKED.items()}
    return _contact(answers, "a person needs a name")


def _known(present: Contact | None) -> dict[str, str | None]:
    return present.model_dump() if present else {}


def _table(present: Register, now: Callable[[str], str]) -> dict[str, Contact]:
    """Who is who by a table on standard input; no message repeats what stands in it.

    Of whoever is known already, what the table leaves empty stays, and a dash takes it away.
    """
    try:
        table = read_commas("standard input", sys.stdin.buffer.read(), "", "", 0)
    except Unreadable as error:
        raise BadCall(f"{error.plainly}; nothing was written") from None
    columns = _columns(table)
    for refused in table.refusals:
        raise BadCall(f"row {refused.row} is not parted as the first one is; nothing was written")
    told: dict[str, Contact] = {}
    for number, values in table.rows:
        row = {columns[at]: str(value) for at, value in values.items()}
        id_ = now(row.pop("id", ""))
        if id_ in told:
            raise BadCall(f"row {number}: {id_} stands there twice; nothing was written")
        said = {field: None if value == "-" else value for field, value in row.items()}
        known = _known(present.people.get(id_))
        told[id_] = _contact(known | said, f"row {number}: a person needs a name")
    return told


def _columns(table: Table) -> dict[int, str]:
    """What the columns are called, in capitals or not and with hyphens or not."""
    found = {at: _TITLES.get(_plain(name), "") for at, name in table.columns.items()}
    called = [*found.values()]
    wrong = [f"column {letters(at)} is none of them" for at, name in found.items() if not name]
    wrong += [f"{name} is not there" for name in ("id", "name") if name not in called]
    wrong += [f"{name} is there twice" for name in ("id", *_ASKED) if called.count(name) > 1]
    if wrong:
        names = f"the first row names the columns: id, {', '.join(_ASKED)}"
        raise BadCall(f"{names}; {', '.join(wrong)}; nothing was written")
    return found


def _plain(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))


_TITLES = {_plain(title): name for name, what in _ASKED.items() for title in (name, what)}
_TITLES |= {"id": "id"}
"""The columns of a table, also as this command asks for them."""


def _contact(fields: Mapping[str, str | None], otherwise: str) -> Contact:
    try:
        return Contact.model_validate(fields)
    except ValidationError:  # its message would repeat what was typed
        raise BadCall(f"{otherwise}; nothing was written") from None
