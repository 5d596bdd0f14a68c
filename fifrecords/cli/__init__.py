"""One file a command: click and tabulate, nothing else."""
