"""``fifrecords completion``: what lets a shell complete commands, options, words and ids."""

import click
from click.shell_completion import get_completion_class

PROGRAM = "fifrecords"
_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print what lets a shell complete commands and ids.

    Bash: write it to ~/.local/share/bash-completion/completions/fifrecords. Zsh: write it to a file
    that ~/.zshrc sources. Fish: write it to ~/.config/fish/completions/fifrecords.fish. Then begin
    a new shell. Ids, figures and words are completed from the records that lie here or above.

    \b
    Examples:
      fifrecords completion bash
      fifrecords completion zsh
      fifrecords completion fish
    """
    made = get_completion_class(shell)
    assert made is not None
    variable = f"_{PROGRAM.upper()}_COMPLETE"
    completed = made(click.Command(PROGRAM), {}, PROGRAM, variable)
    click.echo(completed.source_template % completed.source_vars())
