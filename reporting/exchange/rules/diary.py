"""Rules of assignments and visits."""

from assistants.assignments.cap import allocate_places
from assistants.choices import VisitKind
from assistants.diary.rules import advice_problem, day_of_work_problem, minutes_problem
from familycare.centre.law.reading import read_law
from familycare.centre.models import LegalTerm
from familycare.lib.polish import counted
from reporting.exchange.columns import WRONG
from reporting.exchange.errors import named
from reporting.exchange.rules.spans import last_day, within


def assignments(known, rows, report):
    """An assignment is within its case and the employment; a case has one assistant at a time, who keeps to the cap."""
    valid = []
    for row in rows:
        if WRONG in (row.case, row.assistant, row.start, row.end):
            if row.case is not WRONG:
                known.assignments.setdefault(row.case, []).append(WRONG)
            continue
        valid.append(row)
        known.assignments.setdefault(row.case, []).append((row.assistant, row.start, row.end))
        _within_case(known, row, report)
        _within_employment(known, row, report)
    _one_assistant(valid, report)
    _within_cap(known, valid, report)


def substitutions(known, rows, report):
    """A substitution belongs to the assignment of its case that begins on `assigned_on`, and not before it.

    It may be later than the assignment: then the substitute monitors the family.
    """
    for row in rows:
        if WRONG in (row.case, row.assigned_on, row.substitute, row.start, row.end):
            continue
        spans = known.assignments.get(row.case, ())
        assigned = next((span for span in spans if span is not WRONG and span[1] == row.assigned_on), None)
        if assigned is None:
            if WRONG not in spans and "assignments" not in known.incomplete:
                report(row.line, "assigned_on", "żadne przydzielenie tego objęcia wsparciem nie zaczyna się tego dnia")
        elif assigned[0] == row.substitute:
            report(row.line, "substitute", "to ten sam asystent, którego trzeba zastąpić")
        elif row.start < row.assigned_on:
            report(row.line, "start", f"zastępstwo zaczyna się przed przydzieleniem ({row.assigned_on})")
        work = known.assistants.kept[row.substitute]
        if WRONG not in work and not within(row.start, row.end, work.employed_from, work.employed_to):
            employed = span_in_words(work.employed_from, work.employed_to)
            report.remark(row.line, "start", f"zastępstwo wykracza poza zatrudnienie zastępcy ({employed})")


def _within_case(known, row, report):
    case = known.cases.kept[row.case]
    if WRONG in case or within(row.start, row.end, case.opened_on, case.closed_on):
        return
    column = "start" if row.start < case.opened_on else "end"
    report(
        row.line,
        column,
        f"przydzielenie wykracza poza czas objęcia wsparciem ({span_in_words(case.opened_on, case.closed_on)})",
    )


def _within_employment(known, row, report):
    work = known.assistants.kept[row.assistant]
    if WRONG in work or within(row.start, row.end, work.employed_from, work.employed_to):
        return
    column = "start" if row.start < work.employed_from else "end"
    report(
        row.line,
        column,
        f"przydzielenie wykracza poza zatrudnienie asystenta ({span_in_words(work.employed_from, work.employed_to)})",
    )


def _one_assistant(rows, report):
    """A case has one assistant at a time."""
    before = None
    for row in sorted(rows, key=lambda row: (row.case, row.start, row.line)):
        if before and before.case == row.case and row.start <= last_day(before.end):
            report(
                row.line,
                "start",
                f"to objęcie wsparciem ma w tym czasie już asystenta ({named(before.line, f'wiersz {before.line}')})",
            )
        if not before or before.case != row.case or last_day(row.end) > last_day(before.end):
            before = row


def _within_cap(known, rows, report):
    """An assistant never has more families than allowed on one day (UWRiSPZ art. 15 ust. 4: at most 15)."""
    of_assistant, law = {}, read_law(known.law)
    for row in rows:
        family = known.cases.kept[row.case].family
        if family is not WRONG:
            of_assistant.setdefault(row.assistant, []).append((row.start, last_day(row.end), family, row.line))
    for assistant, spans in of_assistant.items():
        most = known.assistants.kept[assistant].max_families
        if most is WRONG:
            continue
        places, refused = allocate_places(spans, most)
        known.assignment_places.update(places)
        starts = {line: start for start, _end, _family, line in spans}
        number, families = known.assistants.number(assistant), counted(most, "rodzinę", "rodziny", "rodzin")
        for line in refused:
            message = f"dnia {starts[line]} asystent {number} ma już {families}, a więcej mieć nie może"
            report(line, "start", message)
        _within_law(number, spans, most, law, {*refused}, report)


def _within_law(number, spans, most, law, refused, report):
    """Remark on assignments whose first day the law allows fewer families than the assistant's own limit.

    Only a remark: the amendment may have been entered after the assignment.
    """
    begun = []
    for start, end, family, line in sorted(spans, key=lambda span: (span[0], span[3] > 0, abs(span[3]))):
        allowed = law(LegalTerm.MOST_FAMILIES, start)
        if allowed < most and line not in refused:
            begun = [each for each in begun if each[1] >= start]
            if len({other for _start, _end, other, _line in begun} - {family}) >= allowed:
                families = counted(allowed, "rodzinę", "rodziny", "rodzin")
                message = f"dnia {start} asystent {number} ma już {families}, a na więcej nie pozwala wtedy ustawa"
                report.remark(line, "start", message)
        begun.append((start, end, family, line))


def visits(known, rows, report):
    """A visit is within an assignment of its case to the assistant; monitoring is after the case closed.

    Its minutes, and those of all visits of a day, fit into a day.
    """
    if known.has_visit_goals:
        known.visits.update((row.case, row.assistant, row.date, row.entered_at) for row in rows)
    _numbers(known, rows, report)
    if "assignments" in known.incomplete:
        return
    assigned = known.assignments
    for row in rows:
        day, case, assistant, kind = row.date, row.case, row.assistant, row.kind
        if WRONG in (day, case, assistant, kind):
            continue
        spans = assigned.get(case, ())
        if kind == VisitKind.MONITORING:
            _monitoring(known, row, spans, report)
            continue
        for span in spans:
            if span is WRONG or (span[0] == assistant and span[1] <= day and (span[2] is None or day <= span[2])):
                break
        else:
            report(row.line, "date", "tego dnia ten asystent nie był przydzielony do tego objęcia wsparciem")


def visit_goals(known, rows, report):
    """A visit and a goal of a plan exist, and belong together once."""
    if not known.has_visit_goals:  # an update that does not have them
        return
    for row in rows:
        visit, goal = (row.case, row.assistant, row.date, row.entered_at), (row.plan, row.goal)
        if WRONG in (*visit, *goal):
            continue
        known.visit_goals[visit, goal] += 1
        if not known.visits[visit]:
            if "visits" not in known.incomplete and not any(WRONG in each for each in known.visits):
                report(row.line, "date", "w visits.csv nie ma takiej wizyty (case, assistant, date, entered_at)")
        elif not known.goals[goal]:
            if "plan_goals" not in known.incomplete and not any(WRONG in each for each in known.goals):
                report(row.line, "goal", "w plan_goals.csv plan nie ma takiego celu")
        elif known.visit_goals[visit, goal] > known.visits[visit] * known.goals[goal]:
            report(row.line, "goal", "ten cel jest już zaznaczony")


def _numbers(known, rows, report):
    minutes_of, events = known.minutes, known.events
    for row in rows:
        if row.advice_count not in (None, WRONG) and (problem := advice_problem(row.advice_count)):
            report(row.line, "advice_count", problem)
        if row.minutes in (None, WRONG) or row.kind is WRONG:
            continue
        if problem := minutes_problem(row.kind, row.minutes):
            report(row.line, "minutes", problem)
        elif row.minutes and WRONG not in (row.assistant, row.date):
            key = row.assistant, row.date.toordinal()
            if row.event not in ("", WRONG):
                if (*key, row.event) in events:
                    continue  # one event with several families takes its time once
                events.add((*key, row.event))
            minutes_of[key] = total = minutes_of.get(key, 0) + row.minutes
            if problem := day_of_work_problem(total):
                report.remark(row.line, "minutes", problem)


def _monitoring(known, row, spans, report):
    closed_on = known.cases.kept[row.case].closed_on
    if closed_on is None:
        report(row.line, "kind", "monitorowanie jest możliwe dopiero po zakończeniu objęcia wsparciem")
    elif closed_on is not WRONG and row.date <= closed_on:
        report(
            row.line,
            "date",
            f"monitorowanie jest możliwe dopiero po zakończeniu objęcia wsparciem ({closed_on})",
        )
    if not any(span is WRONG or span[0] == row.assistant for span in spans):
        report(row.line, "assistant", "ten asystent nie był przydzielony do tego objęcia wsparciem")


def span_in_words(first, last):
    """Return „od 2024-01-01 do 2024-05-31” or „od 2024-01-01”, with dates as in the register."""
    if last is None:
        return f"od {first}"
    return f"od {first} do {last}"
