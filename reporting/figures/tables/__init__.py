"""The catalogue of report tables: definitions only, a module a subject.

The keys are a contract: the JSON of `export_tables`, the sheet names of the spreadsheet and the tests use them.
"""

from reporting.figures.tables import (
    assessments,
    care_costs,
    cases,
    court,
    outside,
    placements,
    problems,
    staff,
    support,
    work,
    workshops,
    za_zyciem,
)

FIXED = {
    table.key: table
    for module in (
        support,
        cases,
        problems,
        placements,
        care_costs,
        court,
        work,
        workshops,
        staff,
        za_zyciem,
        assessments,
    )
    for table in module.TABLES
}


def catalogue(keys=None):
    """Tables by key: the fixed ones, then one for each group of figures from outside, unless `keys` ask for none."""
    if keys is not None and FIXED.keys() >= set(keys):
        return FIXED
    return {**FIXED, **{table.key: table for table in outside.tables()}}
