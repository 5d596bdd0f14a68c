"""``python -m fifrecords``: the command line."""

from fifrecords.cli.main import run

run()
