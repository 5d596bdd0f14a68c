"""``python -m fifrecords``: the command line."""

from fifrecords.cli.main import main

main(prog_name="fifrecords")
