"""Assistants: posts, caseload, trainings."""

from datetime import timedelta
from decimal import Decimal

from tests.figures.oracle.codes import counted_as
from tests.figures.oracle.rounding import two_places


def tables(register, terms):
    return {
        "posts": posts(register, terms),
        "contracts": contracts(register, terms),
        "caseload": caseload(register, terms),
        "trainings": trainings(register, terms),
    }


def holds_through(start, end, day):
    """For a span whose `end` is its last day."""
    return start <= day and (end is None or end >= day)


def posts(register, terms):
    rows = {"total": Decimal(0)}
    for post in register.posts:
        if holds_through(post.start, post.end, terms.end):
            for code in [*counted_as(register, "post.funding", post.funding), "total"]:
                rows[code] = rows.get(code, Decimal(0)) + post.fraction
    return rows


def contracts(register, terms):
    rows = dict.fromkeys("employment service unknown other_employer total".split(), 0)
    for assistant in register.assistants:
        if holds_through(assistant.employed_from, assistant.employed_to, terms.end):
            employer = getattr(assistant, "employer", None)
            rows["other_employer" if employer else getattr(assistant, "contract", None) or "unknown"] += 1
            rows["total"] += 1
    return rows


def caseload(register, terms):
    employed = [
        assistant.id
        for assistant in register.assistants
        if holds_through(assistant.employed_from, assistant.employed_to, terms.end)
    ]
    assignments = {}
    for assignment in register.assignments:
        assignments.setdefault(assignment.assistant, []).append(assignment)

    def families_on(assistant, day):
        return {
            register.case[assignment.case].family
            for assignment in assignments.get(assistant, [])
            if holds_through(assignment.start, assignment.end, day)
        }

    largest, day = 0, terms.start
    while day <= terms.end:
        largest = max([largest, *(len(families_on(assistant, day)) for assistant in employed)])
        day += timedelta(days=1)
    held = [len(families_on(assistant, terms.end)) for assistant in employed]
    return {
        "max": largest,
        "average": two_places(Decimal(sum(held)) / len(held)) if held else two_places(0),
        "at_cap": held.count(15),
    }


def trainings(register, terms):
    rows = {}
    attended = [training for training in register.trainings if terms.contains(training.date)]
    for kind in ("training", "supervision"):
        of_kind = [training for training in attended if training.kind == kind]
        rows[f"{kind}.events"] = len({(training.title, training.date) for training in of_kind})
        rows[f"{kind}.hours"] = two_places(sum((training.hours or 0 for training in of_kind), Decimal(0)))
    rows["assistants"] = len({training.assistant for training in attended})
    return rows
