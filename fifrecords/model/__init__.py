"""What a record may say: project, organisation, person, session, indicator. No I/O, no clock."""
