"""``fifrecords register``: a sign-in sheet for a session."""

import click

from fifrecords.cli import completing, options
from fifrecords.cli.opened import read
from fifrecords.cli.output import STANDARD_OUTPUT, hand_out, shape_of
from fifrecords.cli.outside import outside
from fifrecords.cli.people import access
from fifrecords.entry.signing import SHEETS, written_sheet
from fifrecords.entry.signing.sheet import NO_NAMES, sheet_for
from fifrecords.store.write import OWNER_ONLY

_MOST_BLANK = 200


@click.command("register")
@click.argument("session", shell_complete=completing.sessions)
@options.records
@click.option(
    "--format",
    "shape",
    type=click.Choice(list(SHEETS)),
    help="What to write; otherwise as the file is called, or plain text.",
)
@click.option(
    "--blank",
    type=click.IntRange(0, _MOST_BLANK),
    default=6,
    show_default=True,
    help="Lines for people who are new.",
)
@click.option("--names", "named", is_flag=True, help="With the names of the private register.")
@click.option("-o", "--output", metavar="FILE", help="Where to write; otherwise to the screen.")
def command(
    session: str,
    folder: str | None,
    shape: str | None,
    blank: int,
    named: bool,
    output: str | None,
) -> None:
    """Print a sign-in sheet for a session.

    It lists who attended, or for a session to come the people of its organisation and those who
    came to the last three sessions there. As CSV it is filled in on a screen, and read back by
    "fifrecords import".

    \b
    Examples:
      fifrecords register 2011-01-19-household-a-ict
      fifrecords register 2011-01-19-household-a-ict -o sheet.html
      fifrecords register 2011-01-19-household-a-ict -o sheet.csv
    """
    shape = shape or shape_of(output, SHEETS)
    records, _ = read(folder)
    known = records.by_now("sessions", session)
    options.known(known, "session", records.sessions)
    if named and output not in (None, STANDARD_OUTPUT):
        outside(output)
    names = access.register(folder).names(records.people) if named else NO_NAMES
    made = sheet_for(records, known, names, blank)
    sheet, mode = SHEETS[shape], OWNER_ONLY if named else None
    hand_out(output, written_sheet(made, shape), is_text=sheet.is_text, mode=mode)
