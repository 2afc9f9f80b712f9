"""What came of a programme up to a year, in sentences: targets reached and missed, tasks that were given up.

They name no numbers, which stand in the tables beside them; so they are also fit for a document without small numbers.
"""

from reporting.documents.definitions import shape
from reporting.documents.programmes.choices import TaskState
from reporting.documents.programmes.cockpit import cockpit


def balance(place, contents, programme, year):
    """Yield the blocks: a heading and a list for each of what was reached, missed, not measured and given up."""
    years = [each for each in contents.years if each <= year]
    if not years:
        return
    parts = cockpit(programme, contents, years[-1])
    measured = [each for part in parts for each in part.indicators if each.target is not None]
    reports = programme.taskreport_set.filter(state=TaskState.ABANDONED, year__in=years)
    abandoned = dict.fromkeys(each.item for each in reports)
    found = [
        (f"Wskaźniki, które w {years[-1]} r. osiągnęły cel:", [each for each in measured if reached(each)]),
        (
            f"Wskaźniki, które w {years[-1]} r. nie osiągnęły celu:",
            [each for each in measured if reached(each) is False],
        ),
        (f"Wskaźniki, których wartości za {years[-1]} r. nie wpisano:", [m for m in measured if reached(m) is None]),
    ]
    for said, indicators in found:
        if indicators:
            yield shape.TextDefinition(place, said)
            yield shape.ListDefinition(place, tuple(each.indicator.label for each in indicators))
    if tasks := [task.title for task in contents.tasks if task.address in abandoned]:
        yield shape.TextDefinition(place, "Zadania, których zaniechano:")
        yield shape.ListDefinition(place, tuple(tasks))
    if not measured and not tasks:
        yield shape.TextDefinition(
            place, "Program nie ma wskaźników z wartością docelową na ten rok ani zaniechanych zadań."
        )


def reached(measured):
    """Whether a MeasuredIndicator reached its target; None where its value is not known.

    A target below the baseline is one that should fall.
    """
    if measured.value is None or measured.target is None:
        return None
    baseline = measured.indicator.baseline
    if baseline is not None and measured.target < baseline:
        return measured.value <= measured.target
    return measured.value >= measured.target
