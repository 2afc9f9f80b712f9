"""What only one account may decide on, which would be stuck if that account were closed.

Accounts know nothing of families; other apps register a function here in `ready`.
"""

_sources = []


def register(source):
    """Register a function that takes a User and returns numbers (list of str) of what only this user may decide on."""
    _sources.append(source)


def decided_by_alone(user):
    """Return the numbers (sorted list of str) of what only the user may decide on."""
    return sorted(number for source in _sources for number in source(user))
