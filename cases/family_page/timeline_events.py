"""The Events of a family's timeline that come from the records of its file, without visits."""

from itertools import groupby

from django.utils.text import capfirst

from cases.family_page.timeline import Event
from cases.models_above import Attendance, Correction, MovedVisit
from cases.records.kind import EventKind
from cases.records.kinds import KINDS
from familycare.lib.polish import counted, date_in_words, joined

PLACES = {kind: place for place, kind in enumerate(EventKind)}


def happenings(file):
    """Return the Events of the file up to its day, in the order of EventKind. Records without a date have none."""
    own = (*_referrals(file), *_cases(file), *_plans(file), *_people(file), *_workshops(file), *_later(file))
    of_kinds = [event for kind in KINDS for event in _of_kind(kind, file)]
    events = [event for event in (*own, *of_kinds) if event.day and event.day <= file.today]
    return sorted(events, key=lambda event: PLACES[event.kind])


def _of_kind(kind, file):
    for record in file.of(kind):
        for moment in kind.events:
            if day := getattr(record, moment.field):
                yield Event(day, kind.timeline, moment.icon, moment.title, (moment.text or kind.what)(record))


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
        reason = capfirst(case.closing_in_words)
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


def _people(file):
    for member in (*file.members, *file.former_members):
        person = member.person
        yield Event(person.joined_on, EventKind.SITUATION, "person-plus", "Nowa osoba w rodzinie", member.name)
        yield Event(person.left_on, EventKind.SITUATION, "person-dash", "Odejście z rodziny", member.name)


def _later(file):
    for correction in file.records[Correction]:
        text = f"{correction.sentence} Powód: {correction.reason}" if correction.reason else correction.sentence
        yield Event(correction.corrected_on, EventKind.SUPPORT, "pencil", "Poprawka", text)
    yield from _moved_visits(file)


def _moved_visits(file):
    for moved in file.records[MovedVisit]:
        text = f"Wizyta z {date_in_words(moved.visited_on)} dotyczyła innej rodziny i przeniesiono ją tam."
        yield Event(
            moved.moved_on,
            EventKind.VISITS,
            "journal-x",
            "Przeniesienie wizyty",
            f"{text} Powód: {moved.reason}" if moved.reason else text,
        )


def _workshops(file):
    """Yield one Event for all members of the family who attended a workshop on the same day."""

    def meeting(attendance):
        return attendance.attended_on, attendance.workshop_id

    for (day, _workshop), present in groupby(sorted(file.records[Attendance], key=meeting), key=meeting):
        present = list(present)
        names = joined(str(attendance.person) for attendance in present)
        yield Event(day, EventKind.HELP, "easel", "Zajęcia grupowe", f"{present[0].workshop}: {names}")
