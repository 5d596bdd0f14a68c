"""``fifrecords people forget``: a person forgotten, and every figure as it was."""

from datetime import date

import click
from tabulate import tabulate

from fifrecords.check.personal.detail import details
from fifrecords.cli import options
from fifrecords.cli.opened import records_folder
from fifrecords.cli.people import access
from fifrecords.cli.planned import Manner, manner, settle
from fifrecords.cli.writable import tidy
from fifrecords.entry.forget import Forgetting, forget
from fifrecords.model.call import BadCall, is_unicode
from fifrecords.model.lawful import Forgotten
from fifrecords.private.contents import Register
from fifrecords.private.lookup import is_named
from fifrecords.private.place import Places
from fifrecords.private.register import change, copy_of, read
from fifrecords.store.kept import clear
from fifrecords.tally.words import actual_in_words


@click.command("forget")
@click.argument("id_", metavar="ID")
@options.records
@click.option("--because", required=True, metavar="TEXT", help="Why; no personal details.")
@options.on
@manner
def command(id_: str, folder: str | None, because: str, day: date | None, manner: Manner) -> None:
    """Forget a person, and keep every figure as it is.

    They are taken out of the register and its copy. Their record keeps what the figures need, and
    says when and why; evidence, comments, days, consents and grounds go. If any figure or the form
    would change, nothing is written. Earlier commits still hold what they held:
    docs/data-protection.md tells when and how to rewrite them.

    \b
    Example:
      fifrecords people forget p-2kzl8 --because "asked to be forgotten" --dry-run
    """
    root = records_folder(folder)
    tidy(root, writes=not manner.dry_run)
    forgotten = Forgotten(date=day or date.today(), because=_reason(because))
    planned = forget(root, access.checked(id_), forgotten)
    where = access.place(root)
    secrets = _secrets(where)
    if secrets is not None:
        _refuse_names(because, read(where.register, secrets).register, planned)
    _show(planned)
    settle(planned.plan, manner)
    if manner.dry_run:
        return
    _delete_what_is_kept(root)
    if secrets is None:
        click.echo(f"there is no register at {where.register}; where there is one, do this too")
        return
    change(where.register, secrets, lambda register: register.without(planned.ids))
    click.echo(f"{planned.ids[0]} is not in the register any more, nor in its copy")


def _delete_what_is_kept(root: str) -> None:
    """What files held before is kept between runs: of this person, no longer."""
    try:
        clear(root)
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}; run fifrecords cache clear", err=True)


def _reason(because: str) -> str:
    """Why, if it is words that may be kept for ever."""
    if not because.strip() or not is_unicode(because):
        raise BadCall("--because is to say why, in words")
    if details(because):
        raise BadCall("the reason leads to one person, and it is kept for ever; say it otherwise")
    return because


def _secrets(where: Places) -> list[str] | None:
    """The keys of whoever asks; None where there is no register."""
    if not where.register.exists() and not copy_of(where.register).exists():
        return None
    return access.secrets(where)


def _refuse_names(because: str, register: Register, planned: Forgetting) -> None:
    """The reason goes into the record and its history: it is not to say who it was."""
    known = [register.people[id_] for id_ in planned.ids if id_ in register.people]
    if any(is_named(who, because) for who in known):
        raise BadCall("the reason names the person, and it is kept for ever; say it otherwise")


def _show(planned: Forgetting) -> None:
    rows = [
        (name, actual_in_words(before), actual_in_words(after))
        for name, (before, after) in planned.figures.items()
    ]
    click.echo(tabulate(rows, ("Figure", "Before", "After"), disable_numparse=True))
    form = f", and the form {planned.form}" if planned.form else ""
    click.echo(f"\n{len(rows)} figures are as before{form}\n")
    if planned.mentions:
        click.echo("look at what is said beside the id here:")
        click.echo("\n".join(f"  {each}" for each in planned.mentions))
