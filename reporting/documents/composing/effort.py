"""How long a document takes to compute, roughly."""

from reporting.documents.composing.figures import periods_of
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.places import InvalidDefinition
from reporting.figures.effort import is_quick
from reporting.figures.splits import parts_in


def is_quickly_composed(text, year, *, times=1):
    """Return a function that tells whether somebody waits while a document of `year` with this definition is computed.

    `times`: how often as much is read. Blocks that are split by assistant or district take as long again for each part.
    One that cannot be composed is not computed at all.
    """
    try:
        definition = parse(text)
        periods = periods_of(definition, year)
    except InvalidDefinition:
        return lambda: True
    splits = {block.by for block in definition.blocks if getattr(block, "by", "")}
    computed = 1 + sum(len(parts_in(by, periods)) for by in splits)
    return is_quick(periods=len(periods) * computed * times)
