"""Rules of day-care centres: who attends them, their places, and what each month was."""

from cases.rules import capacity_problem, day_care_age_problem, day_care_month_problem, day_care_problem
from reporting.exchange.columns import WRONG
from reporting.exchange.rules.records import A_DAY


def day_care_stays(known, rows, report):
    """Children attend a day-care centre while it is open."""
    for row in rows:
        if WRONG in (row.person, row.day_care, row.start, row.end):
            continue
        born = known.persons.kept[row.person].birth_date
        if born is not WRONG and (problem := day_care_age_problem(row.start, born)):
            report.remark(row.line, "start", problem)
        is_open = known.day_care.kept[row.day_care]
        last = row.end and row.end - A_DAY
        if WRONG not in is_open and (problem := day_care_problem((row.start, last), is_open)):
            report.remark(row.line, "start" if row.start < is_open.starts_on else "end", problem)


def day_care_places(known, rows, report):
    """From a day on, a day-care centre has one number of places, while it is open."""
    for row in rows:
        if WRONG in (row.day_care, row.start):
            continue
        key = row.day_care, row.start
        if key in known.capacities:
            report(row.line, "start", "liczbę miejsc od tego dnia już wpisano")
        known.capacities.add(key)
        is_open = known.day_care.kept[row.day_care]
        if WRONG not in is_open and (problem := capacity_problem(row.start, *is_open)):
            report.remark(row.line, "start", problem)


def day_care_outsiders(known, rows, report):
    """The children of a month are said once, for months in which the day-care centre was open."""
    for row in rows:
        if WRONG not in (row.day_care, row.month):
            key = row.day_care, row.month
            _once(known, row, key, known.outsiders, "liczbę dzieci za ten miesiąc już wpisano", report)


def day_care_costs(known, rows, report):
    """The cost of a month is said once for each means, for months in which the day-care centre was open."""
    for row in rows:
        if WRONG not in (row.day_care, row.month, row.means):
            key = row.day_care, row.month, row.means
            _once(known, row, key, known.costs, "koszt z tych środków za ten miesiąc już wpisano", report)


def _once(known, row, key, keys, sentence, report):
    if key in keys:
        report(row.line, "month", sentence)
    keys.add(key)
    is_open = known.day_care.kept[row.day_care]
    if WRONG not in is_open and (problem := day_care_month_problem(row.month, *is_open)):
        report.remark(row.line, "month", problem)
