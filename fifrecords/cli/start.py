"""Where the program begins: what was asked before is answered before anything else is read."""

import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from fifrecords.cli.again import Came, answered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> "NoReturn":
    """Runs the command line as a program of its own.

    Records hold no circles and a command ends soon, so nothing is collected on the way, and at the
    end the system takes the memory back as it is: both would cost as much as reading the files.
    """
    gc.disable()
    _open_what_is_closed()
    _speak_alike()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")  # nobody else says what is right
    try:
        code = answered(sys.argv[1:], called)
        with suppress(BrokenPipeError):  # whoever read it has gone
            sys.stdout.flush()
    except OSError as error:
        code = _failed(error)
    except KeyboardInterrupt:
        code = _aborted()
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _open_what_is_closed() -> None:
    """A stream that whoever calls has closed takes whatever is written to it, and holds nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


def _failed(error: OSError) -> int:
    """Says in one line what the system would not do, as where the output is a disk that is full."""
    where = f"{error.filename}: " if error.filename else ""
    with suppress(OSError):
        sys.stderr.write(f"Error: {where}{error.strerror}\n")
    return 2


def _aborted() -> int:
    """Says what click says where a command is broken off, for before and after there is one."""
    with suppress(OSError):
        sys.stderr.write("\nAborted!\n")
    return 1


def _speak_alike() -> None:
    """What is redirected is UTF-8 with line feeds on every system, as every file is.

    A terminal is left its own encoding; what it has no sign for is shown by its number.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            elif stream is sys.stdin:
                stream.reconfigure(encoding="utf-8-sig")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def called() -> Came:
    """Runs the command that the program is called with; ends as click would end it."""
    import click  # noqa: PLC0415 - it takes as long as answering what was asked before

    from fifrecords.cli.main import main  # noqa: PLC0415

    try:
        code = main(prog_name="fifrecords", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return Came(error.exit_code, to_its_end=False)
    except click.Abort:
        click.echo("Aborted!", err=True)
        return Came(1, to_its_end=False)
    except BrokenPipeError:
        return Came(1, to_its_end=False)
    return Came(code if isinstance(code, int) else 0, to_its_end=True)
