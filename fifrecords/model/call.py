"""A bad call is an exception; bad data is a finding."""


class BadCall(Exception):
    """What was asked cannot be done; the message says why in a line that a person can act on."""
