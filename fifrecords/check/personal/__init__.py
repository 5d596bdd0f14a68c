"""What tells of a single person, and must not stand in a record: found by its form, or by name."""
