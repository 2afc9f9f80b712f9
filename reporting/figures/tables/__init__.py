"""The catalogue of report tables: definitions only, one module for each subject.

Keys of tables and rows must not change: the JSON of `export_tables`, the sheet names of the workbook, addresses and
tests use them.
"""

from reporting.figures.tables import (
    assessments,
    care_costs,
    cases,
    community_support,
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
        community_support,
    )
    for table in module.TABLES
}


def catalogue(keys=None):
    """Return the tables by key: the fixed ones, then one for each group of outside figures.

    Outside figures are not read from the database when all `keys` are keys of fixed tables.
    """
    if keys is not None and FIXED.keys() >= set(keys):
        return FIXED
    return {**FIXED, **{table.key: table for table in outside.tables()}}
