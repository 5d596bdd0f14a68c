"""Where records live: the only rooms that touch YAML, the file system and Git."""
