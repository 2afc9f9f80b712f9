"""Rules of the kinds of records, read from the same declarations as the pages (`cases.records`), and of plans.

Where a page refuses, the import remarks: what is wrong with years of old records can seldom be found out any more.
"""

from datetime import timedelta

from cases.records.kinds import KINDS
from cases.rules import (
    acknowledgement_problem,
    assessment_problem,
    birth_problem,
    danger_problem,
    handing_problem,
    persons_problem,
    share_a_day,
    support_problem,
    term_problem,
)
from cases.spans import LAST_DAYS
from reporting.exchange.columns import WRONG
from reporting.exchange.errors import named

KIND_OF = {kind.csv.name: kind for kind in KINDS}
A_DAY = timedelta(days=1)


def after_birth(file):
    """Return the rule that records about a person begin after their birth, or None if the file has none."""
    kind, names = KIND_OF.get(file.name), names_of(file)
    if not kind or not kind.form.first or kind.form.before_birth or "person" not in names:
        return None
    first = names[kind.form.first]

    def rule(known, rows, report):
        for row in rows:
            start = getattr(row, first)
            if row.person in (None, WRONG) or start in (None, WRONG):
                continue
            born = known.persons.kept[row.person].birth_date
            if born is not WRONG and (problem := birth_problem(start, born)):
                report.remark(row.line, first, problem)

    return rule


def no_overlap(file):
    """Return the rule that equal records do not share a day, or None if the pages allow it.

    Two rows that are alike in every cell are another remark: see `twins`.
    """
    kind, names = KIND_OF.get(file.name), names_of(file)
    if not kind or not kind.form.same:
        return None
    same = [names[name] for name in kind.form.same]
    first, last = (names[name] for name in kind.model.SPAN)
    is_last_day = kind.model.SPAN[1] in LAST_DAYS
    spans = {}  # values of `same`: [(first day, last day, line, mark of the row)]

    def rule(known, rows, report):
        for row in rows:
            key = tuple(getattr(row, name) for name in same)
            start, end = getattr(row, first), getattr(row, last)
            if WRONG in (*key, start, end):
                continue
            span = start, end if is_last_day or end is None else end - A_DAY
            mark = hash(row[1:])
            for other_start, other_end, line, other_mark in spans.get(key, ()):
                if mark != other_mark and share_a_day(span, (other_start, other_end)):
                    report.remark(row.line, first, f"taki wpis już jest w tym czasie ({named(line, f'wiersz {line}')})")
                    break
            spans.setdefault(key, []).append((*span, row.line, mark))

    return rule


def names_of(file):
    """Return {name of the field: name of the column}."""
    return {column.field.name: column.name for column in file.columns}


def assessments(known, rows, report):
    """An assessment is held during its case, and not before its period begins."""
    for row in rows:
        if row.held_on is WRONG:
            continue
        _within_case(known, row, "held_on", report)
        if row.period_start is not WRONG and (problem := assessment_problem(row.period_start, row.held_on)):
            report.remark(row.line, "held_on", problem)
        if row.handed_on is not WRONG and (problem := handing_problem(row.held_on, row.handed_on)):
            report.remark(row.line, "handed_on", problem)
    for row in rows:
        known.assessments[row.case, row.held_on] += 1
        days = row.handed_on, row.acknowledged_on
        if WRONG not in days and (problem := acknowledgement_problem(*days)):
            report(row.line, "acknowledged_on", problem)
        said = row.safety, row.safety_action
        if WRONG not in said and (problem := danger_problem(*said)):
            report.remark(row.line, "safety_action", problem)


def assessment_scores(known, rows, report):
    """A score belongs to an assessment, which has one of each area."""
    for row in rows:
        assessment = row.case, row.held_on
        if WRONG in (*assessment, row.area):
            continue
        known.scores[*assessment, row.area] += 1
        if not known.assessments[assessment]:
            if "assessments" not in known.incomplete and not any(WRONG in each for each in known.assessments):
                report(row.line, "held_on", "w assessments.csv nie ma oceny z tego dnia")
        elif known.scores[*assessment, row.area] > known.assessments[assessment]:
            report(row.line, "area", "ten obszar jest już w tej ocenie")


def plans(known, rows, report):
    """A plan is agreed during its case."""
    for row in rows:
        _within_case(known, row, "agreed_on", report)


def plan_goals(known, rows, report):
    """A goal is not due before its plan was agreed."""
    if known.has_visit_goals or known.has_goal_actions:
        known.goals.update((row.plan, row.goal) for row in rows)
    for row in rows:
        if WRONG in (row.plan, row.due_on) or row.due_on is None:
            continue
        agreed_on = known.plans.kept[row.plan].agreed_on
        if agreed_on is not WRONG and (problem := term_problem(row.due_on, agreed_on)):
            report.remark(row.line, "due_on", problem)


def goal_actions(known, rows, report):
    """An action belongs to a goal of a plan."""
    if not known.has_goal_actions:  # an update that does not have them
        return
    for row in rows:
        if WRONG in (row.plan, row.goal) or known.goals[row.plan, row.goal]:
            continue
        if "plan_goals" not in known.incomplete and not any(WRONG in each for each in known.goals):
            report(row.line, "goal", "w plan_goals.csv plan nie ma takiego celu")


def plan_signatures(known, rows, report):
    """Whoever signed a plan, or refused to, is a person of the family or has a name."""
    for row in rows:
        if row.person is None and row.name == "":
            report(row.line, "name", "wpisz osobę albo nazwisko: kto podpisał albo odmówił")
        if WRONG in (row.plan, row.person) or row.person is None:
            continue
        case = known.plans.kept[row.plan].case
        if case is not WRONG and known.cases.kept[case].family not in (known.persons.kept[row.person].family, WRONG):
            report(row.line, "person", "ta osoba należy do innej rodziny")


def diagnoses(known, rows, report):
    """A diagnosis is made during its case."""
    for row in rows:
        _within_case(known, row, "made_on", report)


def diagnosis_areas(known, rows, report):
    """A diagnosis describes an area once."""
    for row in rows:
        if WRONG in (row.diagnosis, row.area):
            continue
        line = known.areas.setdefault((row.diagnosis, row.area), row.line)
        if line != row.line:
            report(row.line, "area", f"ten obszar jest już opisany ({named(line, f'wiersz {line}')})")


def outcomes(known, rows, report):
    """An outcome is not before its case; it is about a possible number of persons."""
    for row in rows:
        _within_case(known, row, "achieved_on", report, until_closed=False)
        if row.persons is not WRONG and (problem := persons_problem(row.persons)):
            report(row.line, "persons", problem)


def _within_case(known, row, name, report, *, until_closed=True):
    day = getattr(row, name)
    if WRONG in (row.case, day):
        return
    case = known.cases.kept[row.case]
    closed_on = case.closed_on if until_closed else None
    if WRONG not in (case.opened_on, closed_on) and (problem := support_problem(day, case.opened_on, closed_on)):
        report.remark(row.line, name, problem)
