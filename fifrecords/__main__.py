"""``python -m fifrecords``: the command line."""

from fifrecords.cli.start import run

run()
