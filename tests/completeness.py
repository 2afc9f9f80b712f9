"""Comparing what there is with a list that somebody keeps by hand."""


def assert_complete(there, listed, *, add, remove):
    """Assert that both hold the same names; `add` and `remove` say what to do with the name that stands for {}."""
    there, listed = set(there), set(listed)
    to_do = [add.format(name) for name in sorted(there - listed)]
    to_do += [remove.format(name) for name in sorted(listed - there)]
    assert not to_do, "\n".join(to_do)


def labels(models):
    """The labels of the models: „cases.Family”."""
    return {model._meta.label for model in models}
