"""What the records of a family's file tell of single days: the Events of its timeline, all but the visits."""

from itertools import groupby

from django.utils.text import capfirst

from cases.family_page.timeline import Event, EventKind
from cases.models_above import Attendance
from familycare.lib.polish import counted, date_in_words, joined


def happenings(file):
    """Every Event of the file up to its day; what has no date is not on a line of time."""
    sources = (
        _referrals,
        _cases,
        _plans,
        _people,
        _troubles,
        _blue_cards,
        _court,
        _placements,
        _help,
        _workshops,
        _outcomes,
        _za_zyciem,
    )
    return [event for source in sources for event in source(file) if event.day and event.day <= file.today]


def _referrals(file):
    for referral in file.referrals:
        yield Event(
            referral.referred_on,
            EventKind.SUPPORT,
            "envelope-paper",
            "Wniosek o przydzielenie asystenta",
            capfirst(referral.get_source_display()),
        )
        if referral.decision:
            decision = referral.get_decision_display()
            yield Event(
                referral.decided_on, EventKind.SUPPORT, "check2-square", "Rozstrzygnięcie wniosku", capfirst(decision)
            )


def _cases(file):
    for part in file.cases:
        case = part.case
        text = f"{capfirst(case.get_kind_display())}, {case.get_basis_display()}"
        yield Event(case.opened_on, EventKind.SUPPORT, "folder-plus", "Objęcie wsparciem asystenta", text)
        reason = capfirst(case.get_closing_reason_display())
        yield Event(case.closed_on, EventKind.SUPPORT, "folder-check", "Zakończenie wsparcia", reason)
        for assignment in part.assignments:
            name = str(assignment.assistant)
            yield Event(assignment.starts_on, EventKind.SUPPORT, "person-badge", "Przydzielenie asystenta", name)
            if assignment.ends_on != case.closed_on:
                yield Event(
                    assignment.ends_on, EventKind.SUPPORT, "person-dash", "Koniec pracy asystenta z rodziną", name
                )


def _plans(file):
    for part in file.cases:
        for plan in part.plans:
            goals = counted(len(plan.goals), "cel", "cele", "celów") if plan.goals else ""
            yield Event(plan.plan.agreed_on, EventKind.PLANS, "list-check", "Uzgodnienie planu pracy z rodziną", goals)
        for assessment in part.assessments:
            text = ", ".join(filter(None, (assessment.get_progress_display(), assessment.get_recommendation_display())))
            title = "Okresowa ocena sytuacji rodziny"
            yield Event(assessment.held_on, EventKind.PLANS, "clipboard-check", title, capfirst(text))


def _people(file):
    for member in (*file.members, *file.former_members):
        person = member.person
        yield Event(person.joined_on, EventKind.SITUATION, "person-plus", "Nowa osoba w rodzinie", member.name)
        yield Event(person.left_on, EventKind.SITUATION, "person-dash", "Odejście z rodziny", member.name)


def _troubles(file):
    for problem in file.problems:
        label = capfirst(str(problem.problem))
        yield Event(problem.identified_on, EventKind.SITUATION, "exclamation-circle", "Rozpoznanie problemu", label)
        yield Event(problem.resolved_on, EventKind.SITUATION, "check-circle", "Rozwiązanie problemu", label)
    for condition in file.conditions:
        text = f"{condition.person}: {condition.get_condition_display()}"
        yield Event(condition.since_on, EventKind.SITUATION, "heart-pulse", "Stan zdrowia", text)
        yield Event(condition.over_on, EventKind.SITUATION, "heart-pulse", "Stan zdrowia: już nie trwa", text)


def _blue_cards(file):
    for card in file.blue_cards:
        title = "Procedura „Niebieskie Karty”"
        yield Event(card.opened_on, EventKind.SITUATION, "shield-exclamation", title, "Wszczęcie")
        yield Event(card.closed_on, EventKind.SITUATION, "shield-check", title, "Zakończenie")


def _court(file):
    for order in file.court_orders:
        text = capfirst(order.get_kind_display())
        where = ", ".join(filter(None, (order.court, order.signature)))
        text_and_court = f"{text} ({where})" if where else text
        yield Event(order.issued_on, EventKind.COURT, "bank", "Postanowienie sądu", text_and_court)
        yield Event(
            order.in_force_until, EventKind.COURT, "bank", "Postanowienie przestaje obowiązywać", text_and_court
        )
    for letter in file.court_reports:
        text = capfirst(letter.get_kind_display())
        term = f"{text}, termin: {date_in_words(letter.due_on)}" if letter.due_on else text
        yield Event(letter.requested_on, EventKind.COURT, "envelope", "Sąd prosi o pismo", term)
        yield Event(letter.sent_on, EventKind.COURT, "send", "Wysłanie pisma do sądu", text)


def _placements(file):
    for placement in file.placements:
        text = f"{placement.person}: {placement.get_form_display()}"
        yield Event(placement.starts_on, EventKind.PLACEMENTS, "house-dash", "Początek pobytu poza rodziną", text)
        reason = placement.get_end_reason_display()
        end = f"{text} – {reason}" if reason else text
        yield Event(placement.over_on, EventKind.PLACEMENTS, "house-check", "Koniec pobytu poza rodziną", end)


def _help(file):
    for help in file.help:
        whom = str(help.person) if help.person_id else "cała rodzina"
        text = f"{capfirst(str(help.kind))}, {help.get_form_display()} – {whom}"
        yield Event(help.starts_on, EventKind.HELP, "people", "Początek wsparcia specjalistycznego", text)
        yield Event(help.over_on, EventKind.HELP, "people", "Koniec wsparcia specjalistycznego", text)


def _workshops(file):
    """One Event for all of the family who met on a day."""

    def meeting(attendance):
        return attendance.attended_on, attendance.workshop_id

    for (day, _workshop), present in groupby(sorted(file.records[Attendance], key=meeting), key=meeting):
        present = list(present)
        names = joined(str(attendance.person) for attendance in present)
        yield Event(day, EventKind.HELP, "easel", "Zajęcia grupowe", f"{present[0].workshop}: {names}")


def _outcomes(file):
    for outcome in file.outcomes:
        persons = counted(outcome.persons, "osoba", "osoby", "osób") if outcome.persons else ""
        text = ", ".join(filter(None, (capfirst(str(outcome.outcome)), persons)))
        yield Event(outcome.achieved_on, EventKind.HELP, "star", "Efekt pracy z rodziną", text)


def _za_zyciem(file):
    for application in file.za_zyciem:
        text = capfirst(application.get_entitlement_display())
        yield Event(application.applied_on, EventKind.SUPPORT, "heart", "Wniosek „Za życiem”", text)
        yield Event(
            application.benefit_granted_on, EventKind.SUPPORT, "heart", "Przyznanie świadczenia „Za życiem”", text
        )
