"""Where a number came from: explain, log, diff, seal, verify."""
