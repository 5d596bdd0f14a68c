"""``fifrecords people keys``: who can open the register."""

import sys
from collections.abc import Sequence

import click
from tabulate import tabulate

from fifrecords.cli import options
from fifrecords.cli.people import access
from fifrecords.model.call import BadCall
from fifrecords.private.cipher import public_key
from fifrecords.private.contents import Key, Register
from fifrecords.private.identity import make_identity
from fifrecords.private.register import change, create, read


@click.group("keys", invoke_without_command=True)
@options.records
@click.pass_context
def command(ctx: click.Context, folder: str | None) -> None:
    """Show and change who can open the register.

    It is encrypted to one or more public keys. Each person has a secret key of their own, and its
    public key can be given to anybody. Without a command the keys are listed.

    \b
    Examples:
      fifrecords people keys new
      fifrecords people keys
    """
    ctx.obj = folder
    if ctx.invoked_subcommand is None:
        where = access.place(folder)
        secrets = access.secrets(where)
        mine = {public_key(each) for each in secrets}
        keys = read(where.register, secrets).register.keys
        rows = [(each.key, _held_by(each, is_mine=each.key in mine)) for each in keys]
        click.echo(tabulate(rows, ("Key", "Held by")))


def _held_by(key: Key, *, is_mine: bool) -> str:
    return " ".join(filter(None, (key.holder, "(you)" if is_mine else "")))


@command.command("new")
@click.option("--passphrase", is_flag=True, help="Encrypt your key with a passphrase.")
@click.pass_obj
def _new(folder: str | None, passphrase: bool) -> None:
    """Make a key for yourself, and a register if there is none.

    What is there already is left as it is. Keep a copy of the key where only you can read it: who
    loses every key loses the names, though never a figure.

    \b
    Example:
      fifrecords people keys new
    """
    where = access.place(folder)
    if where.identity.exists() and where.register.exists():
        raise BadCall(f"there is a key at {where.identity} and a register at {where.register}")
    if not where.identity.exists():
        public = make_identity(where.identity, _chosen_passphrase() if passphrase else None)
        click.echo(f"made a key at {where.identity}: {public}")
    else:
        public = public_key(access.secrets(where)[0])
    if where.register.exists():
        mend = f"fifrecords people keys add {public}"
        click.echo(f"have it added by whoever can open the register: {mend}")
    else:
        create(where.register, [Key(key=public)])
        click.echo(f"made a register at {where.register}")
        theirs = "delete this one, and say where it is: git config fifrecords.register PATH"
        click.echo(f"if a colleague has one already, {theirs}")


@command.command("add")
@click.argument("key")
@click.pass_obj
def _add(folder: str | None, key: str) -> None:
    """Let another key open the register too.

    Whose it is is asked for, or read from standard input.

    \b
    Example:
      fifrecords people keys add age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
    """
    where = access.place(folder)
    secrets, holder = access.secrets(where), access.asked("Whose key is it?")

    def added(register: Register) -> Register:
        if key in (each.key for each in register.keys):
            raise BadCall("that key opens the register already; nothing was written")
        return register.with_keys([*register.keys, Key(key=key, holder=holder)])

    _told(change(where.register, secrets, added).keys)
    click.echo(f"they also need the file itself: {where.register}")


@command.command("remove")
@click.argument("key")
@click.pass_obj
def _remove(folder: str | None, key: str) -> None:
    """Let a key open the register no more.

    The beginning of the key will do. What its holder has copied before they can still open.

    \b
    Examples:
      fifrecords people keys add age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
      fifrecords people keys remove age1ql3z7
    """
    where = access.place(folder)

    def removed(register: Register) -> Register:
        meant = [each for each in register.keys if each.key.startswith(key)]
        if len(meant) != 1:
            raise BadCall(f"{len(meant)} keys of the register begin with that; nothing was written")
        return register.with_keys(each for each in register.keys if each not in meant)

    _told(change(where.register, access.secrets(where), removed).keys)


def _told(keys: Sequence[Key]) -> None:
    click.echo(f"the register is open to {len(keys)} {'key' if len(keys) == 1 else 'keys'}")


def _chosen_passphrase() -> str:
    if sys.stdin.isatty():
        asked = click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True)
        return str(asked)
    if not (given := access.line()):
        raise BadCall("a passphrase is not empty; no key was made")
    return given
