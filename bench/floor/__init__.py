"""The floor: every table of the catalogue once more, by the leanest hand-written SQL, for the clock to compare with.

Nothing of the application counts with it. `gathered` holds all that the product's way of counting gives up for
a hand-written one: no definitions, no drill-down, no names of rows, one set of statements for two databases.
"""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from bench.floor import cases, court, diary, families, foster_care, staff
from bench.floor.statements import Ask
from familycare.lib.dates import add_months

SUBJECTS = (families, cases, court, foster_care, diary, staff)


def gathered(periods):
    """{"table/row": {period: value}} of the tables for the periods; rows without records are missing."""
    found = defaultdict(dict)
    with transaction.atomic():
        ask = Ask(found)
        ask.prefer_speed()
        span = {"start": min(each.start for each in periods), "end": max(each.end for each in periods)}
        ask.params = {**span, **FIXED}
        for subject in SUBJECTS:
            subject.once(ask)
        for period in periods:
            ask.period = period
            ask.params = params(period)
            for subject in SUBJECTS:
                subject.each_period(ask)
    return found


FIXED = {"never": date(9999, 12, 31)}


def params(period):
    """What the statements know of a period."""
    return {
        "start": period.start,
        "end": period.end,
        "until": min(period.end, timezone.localdate()),
        "year_before": add_months(period.start, -12),
        "eighteen": add_months(period.end, -18 * 12),
        **FIXED,
    }
