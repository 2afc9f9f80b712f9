"""Comparing names with a list that is kept by hand."""


def assert_complete(there, listed, *, add, remove):
    """Assert that both have the same names. `add` and `remove` say what to do about a name, which replaces {}."""
    there, listed = set(there), set(listed)
    to_do = [add.format(name) for name in sorted(there - listed)]
    to_do += [remove.format(name) for name in sorted(listed - there)]
    assert not to_do, "\n".join(to_do)


def labels(models):
    """The labels of the models: „cases.Family”."""
    return {model._meta.label for model in models}
