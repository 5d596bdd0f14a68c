"""One file a command: what is typed, what is shown, how it ends. All else is for other rooms."""
