"""The floor: a dozen tables of figures in hand-written SQL, as lean as possible. The benchmark divides our time by its.

TABLES are the tables whose queries take longest (`python -m bench --only figures --detail`); together they read every
working table. `gathered` computes them with nothing of the application: no definitions, no lists behind the figures, no
names of rows. `differences` compares every cell of these tables first; then the clock runs for both.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from bench.floor import cases, diary, families, foster_care, staff
from bench.floor.statements import Statements

TABLES = (
    *("support", "child_age", "children_per_family", "family_kind", "problems", "help"),
    *("care_costs", "za_zyciem", "assessments", "work", "workshops", "caseload"),
)
SUBJECTS = (families, foster_care, cases, diary, staff)
NEVER = date(9999, 12, 31)


def gathered(periods):
    """Return {("table/row", period): value} of TABLES; cells without records may be missing."""
    with transaction.atomic():
        statements = Statements()
        statements.prefer_speed()
        first, last = min(each.start for each in periods), max(each.end for each in periods)
        statements.params = {"start": first, "end": last, "never": NEVER}
        for subject in SUBJECTS:
            subject.prepare(statements)
        for period in periods:
            statements.period, statements.params = period, params(period)
            for subject in SUBJECTS:
                subject.gather(statements)
    return statements.values


def params(period):
    """Return the parameters of the statements about one period."""
    return {
        "start": period.start,
        "end": min(period.end, timezone.localdate()),
        "never": NEVER,
    }


def differences(tables, floor):
    """Return sentences about cells in which `figures.compute` and `gathered` differ; a missing cell is 0."""
    computed = {
        (f"{table.key}/{row.key}", period): value
        for table in tables.values()
        for row in table.rows
        for period, value in zip(table.periods, row.values, strict=True)
    }
    return [
        f"{name} in {period}: {computed.get((name, period), 0)} computed, {floor.get((name, period), 0)} by the floor"
        for name, period in sorted(computed.keys() | floor.keys())
        if computed.get((name, period), 0) != floor.get((name, period), 0)
    ]
