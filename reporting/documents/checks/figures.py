"""The declared relations between figures that a document shows."""

from familycare.lib.polish import number
from reporting.documents.composing.shown import figures_shown
from reporting.documents.definitions.places import Mistake
from reporting.figures.relations.checking import comparisons

SHOULD = {"=": "powinny być równe", "≤": "pierwsza z tych liczb nie może być większa"}


def figures_that_disagree(definition, year, values):
    """Return (number of relations that concern the figures of the document, [Mistake of those that fail]).

    Only tables that the document computes anyway are compared.
    """
    shown = figures_shown(definition, year, values.known)
    concerned = [each for each in comparisons(values.tables) if any(figure in shown for figure in each.figures)]
    return len(concerned), [_failure(each, shown) for each in concerned if not each.holds]


def _failure(comparison, shown):
    left, right = (_places(side, shown) for side in (comparison.left, comparison.right))
    place, *others = [*left, *right]
    also = f" (zob. {'; '.join(map(str, others))})" if others else ""
    return Mistake(
        place,
        f"{_told(comparison.left)}, a {_told(comparison.right)}{also}; {SHOULD[comparison.relation.sign]}.",
    )


def _places(side, shown):
    """Return the first place of each figure of a side that the document shows, at most three."""
    found = (shown.get((each.table, each.row, each.period)) for each in side.figures)
    return list(dict.fromkeys(places[0] for places in found if places))[:3]


def _told(side):
    periods = " i ".join(period.name for period in side.periods)
    return f"{side.label} ({periods}) to {number(side.value)}"
