"""The figures computed a second time: every table of the catalogue, from the files of a register.

It reads the catalogue sentence by sentence in plain loops, slowly, and shares nothing with what it checks:
neither the database nor a line of the project's code.
"""

from tests.figures.oracle import care, cases, families, help, staff, work
from tests.figures.oracle.terms import Terms


def oracle(register, start, end, today):
    """All tables of the Register for `start` to `end`, both days included: {table: {row: value}}.

    Counts are int, money, hours and means Decimal with two places, posts an exact Decimal; a figure that nobody
    entered is None. Rows of dictionaries are there when they have a record. A period that is not over is looked at
    as of `today`.
    """
    terms = Terms(register, start, min(end, today), last_day=end)
    tables = {}
    for subject in (families, cases, care, work, help, staff):
        tables |= subject.tables(register, terms)
    tables["assessments"] = cases.assessments(register, terms)
    return tables
