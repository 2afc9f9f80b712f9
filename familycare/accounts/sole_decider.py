"""What nobody but one account may decide on: lost to everybody if that account closes.

Accounts know nothing of families. Whoever keeps such things registers a function here, in `ready` of its app.
"""

_sources = []


def register(source):
    """Add a function from a User to the numbers (a list of str) of what that user alone may decide on."""
    _sources.append(source)


def decided_by_alone(user):
    """Return the numbers (a sorted list of str) of what the user alone may decide on."""
    return sorted(number for source in _sources for number in source(user))
