"""The command line: its commands, each in a file of its own that is read only when it is called."""

import click

from fifrecords import __version__
from fifrecords.cli.folder import working_folder
from fifrecords.cli.group import Commands
from fifrecords.store.kept import switched_off

SECTIONS = {
    "Write records": {
        "init": "Begin a project: a folder that is ready for its first records.",
        "new": "Write a new record: asked for in plain words, or given by options.",
        "register": "Print a sign-in sheet for a session.",
        "import": "Read attendance and people from a CSV file or an Excel workbook.",
        "rename": "Give a record another id, and write it wherever the old one stands.",
        "merge": "Make one record of two that are of one person, organisation or session.",
        "duplicates": "List records that seem to be of one person, organisation or session.",
        "fix": "Mend what is wrong and can be mended in one way only.",
    },
    "Check them": {
        "validate": "Check the records, and say where and how to mend them.",
        "rules": "List the rules that records are held to.",
        "schema": "Print the JSON Schema of a kind of record.",
        "answers": "List what people may say of themselves, by protected characteristic.",
    },
    "Add them up": {
        "tally": "Add the records up into figures, against their targets.",
        "claims": "List what the narrative claims, and what the records say.",
        "report": "Write the funder's form.",
        "forms": "List the forms that there are, or what answers the questions of one.",
        "fields": "List what a funder's own Word file can be filled in with.",
        "export": "Write the facts and figures as tables for other programs.",
    },
    "Ask why": {
        "explain": "Say why a figure is what it is, or what a record feeds.",
        "log": "Tell how a figure moved, or what became of a record.",
        "diff": "Tell which figures differ between two revisions, and why.",
        "seal": "Write the form as it is submitted, and mark the commit with its hash.",
        "verify": "Hold a seal against what is there now.",
    },
    "Keep people safe": {
        "people": "Keep names and contacts outside the records, and forget people.",
    },
    "The program itself": {
        "cache": "Show or delete what is kept between runs.",
        "completion": "Print what lets a shell complete commands and ids.",
    },
}
"""The commands in the order of the work, each with its one-line help."""

COMMANDS = {name: words for each in SECTIONS.values() for name, words in each.items()}
"""The same without their headings."""


@click.command(
    cls=Commands,
    table=SECTIONS,
    room="fifrecords.cli",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="fifrecords")
@click.option("--no-cache", is_flag=True, help="Read everything anew, and keep nothing.")
@click.pass_context
def main(ctx: click.Context, no_cache: bool) -> None:
    """Grant-project records as YAML in Git, added up into the funder's form.

    Every organisation, person and session is one file below the folder records/. Exit codes: 0
    clean, 1 findings, 2 wrong usage or environment.
    """
    working_folder()  # nothing can be asked of Git where that is gone
    if no_cache:
        ctx.with_resource(switched_off())
