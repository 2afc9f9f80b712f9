"""Rules of workshops: who attends and who leads them on a day."""

from cases.rules import membership_problem
from reporting.exchange.columns import WRONG
from reporting.exchange.rules.diary import span_in_words
from reporting.exchange.rules.spans import within


def attendance(known, rows, report):
    """A person attends a workshop at most once a day, as a member of their family."""
    for row in rows:
        if WRONG in (row.workshop, row.date, row.person):
            continue
        key = row.workshop, row.date.toordinal(), row.person
        if key in known.attendances:
            report(row.line, "person", "tę osobę wpisano już na te zajęcia tego dnia")
        known.attendances.add(key)
        _family, *membership = known.persons.kept[row.person]
        if WRONG not in membership and (problem := membership_problem(row.date, *membership)):
            report.remark(row.line, "date", problem)


def participants(known, rows, report):
    """A person is on the list of a workshop once."""
    for row in rows:
        if WRONG in (row.workshop, row.person):
            continue
        key = row.workshop, row.person
        if key in known.enrolments:
            report(row.line, "person", "tę osobę wpisano już na listę tych zajęć")
        known.enrolments.add(key)


def days(known, rows, report):
    """A day of a workshop is said once; hours are of those who led it."""
    for row in rows:
        if WRONG in (row.workshop, row.date):
            continue
        key = row.workshop, row.date.toordinal()
        if key in known.workshop_days:
            report(row.line, "date", "ten dzień zajęć już podano")
        known.workshop_days.add(key)
        if row.hours not in (None, WRONG) and key not in known.led_days and "workshop_leaders" not in known.incomplete:
            report.remark(row.line, "hours", "podano godziny prowadzących, ale nikt tego dnia nie prowadził zajęć")


def leaders(known, rows, report):
    """An assistant leads a workshop at most once a day, while employed."""
    for row in rows:
        if WRONG in (row.workshop, row.date, row.assistant):
            known.incomplete.add("workshop_leaders")  # somebody may have led the day of which hours are given
            continue
        key = row.workshop, row.date.toordinal(), row.assistant
        if key in known.workshop_leaders:
            report(row.line, "assistant", "tę osobę wpisano już jako prowadzącą tego dnia")
        known.workshop_leaders.add(key)
        known.led_days.add(key[:2])
        work = known.assistants.kept[row.assistant]
        if WRONG not in work and not within(row.date, row.date, work.employed_from, work.employed_to):
            employed = span_in_words(work.employed_from, work.employed_to)
            report(row.line, "date", f"tego dnia ta osoba nie pracowała ({employed})")
