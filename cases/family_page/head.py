"""The head of a family's page: what is special about the family, who supports it, what is due next."""

from dataclasses import dataclass

from cases.choices import CaseBasis, CaseKind
from cases.due import DEADLINES, DueList, kinds_of
from cases.due.presentation import named
from cases.states import FamilyState
from familycare.lib.polish import counted, date_in_digits, date_in_words, joined, plural


@dataclass(frozen=True)
class Chip:
    """A short fact about the family today, with a tone and an icon."""

    word: str
    tone: str
    icon: str


def chips(file):
    """Return the Chips of the family today, or of the last day of a family handed over."""
    cases = [case.case for case in file.open_cases]
    in_care = sum(member.is_in_foster_care for member in file.members)
    children = counted(in_care, "dziecko", "dzieci", "dzieci")
    found = [
        (file.family.is_restricted, "szczególnie chroniona", "overdue", "lock"),
        (any(member.is_minor_main_carer for member in file.members), "małoletni główny opiekun", "notice", "person"),
        (any(case.basis == CaseBasis.COURT_ORDER for case in cases), "zobowiązanie sądu", "notice", "bank"),
        (any(case.kind == CaseKind.ZA_ZYCIEM for case in cases), "„Za życiem”", "neutral", "heart"),
        (file.blue_cards.now, "Niebieska Karta", "overdue", "shield-exclamation"),
        (
            in_care,
            "dziecko w pieczy" if in_care == 1 else f"{children} w pieczy",
            "notice",
            "house-dash",
        ),
    ]
    return [*_handover(file), *(Chip(*chip) for holds, *chip in found if holds)]


def _handover(file):
    if file.as_of:
        ended = any(case.case.closed_on == file.as_of for case in file.cases)
        word = "wsparcie zakończone" if ended else "przekazana"
        yield Chip(f"{word} {date_in_digits(file.as_of)}", "notice", "clock-history")


def state_in_words(file):
    """Return a sentence: who supports the family and since when, or why nobody does."""
    if file.state == FamilyState.SUPPORTED:
        return _support(file)
    if file.state == FamilyState.WAITING:
        return f"Rodzina czeka na asystenta od {date_in_words(file.waiting[-1].referred_on)}."
    if file.state == FamilyState.CLOSED:
        case = max((case.case for case in file.past_cases if case.case.closed_on), key=lambda case: case.closed_on)
        reason = f": {case.closing_in_words.removesuffix('.')}" if case.closing_in_words else ""
        ended = f"Wsparcie zakończono {date_in_words(case.closed_on)}{reason}."
        return " ".join([ended, *_monitored(file)])
    return "Rodzina nie była dotąd objęta wsparciem asystenta."


def _support(file):
    since = {}
    for case in file.open_cases:
        for assignment in case.assignments.now:
            known = since.get(assignment.assistant, assignment.starts_on)
            since[assignment.assistant] = min(known, assignment.starts_on)
    if not since:
        opened = min(case.case.opened_on for case in file.open_cases)
        return f"Rodzina jest objęta wsparciem od {date_in_words(opened)}, ale dziś nie ma asystenta."
    helpers = [
        f"{assistant} (od {date_in_words(day)})" for assistant, day in sorted(since.items(), key=lambda pair: pair[1])
    ]
    sentences = [f"Rodzinie {plural(len(helpers), 'pomaga', 'pomagają', 'pomagają')} {joined(helpers)}."]
    for substitute in dict.fromkeys(substitution.substitute for substitution in file.substitutions):
        last = max(one.ends_on for one in file.substitutions if one.substitute == substitute)
        sentences.append(f"Zastępuje: {substitute} (do {date_in_words(last)}).")
    return " ".join(sentences)


def _monitored(file):
    for one in file.monitoring:
        yield f"Monitoruje: {one.substitute} (do {date_in_words(one.ends_on)})."


def dues(file):
    """Return the deadlines (Dues) of the family, the most urgent first, or none if the file is as of a past day."""
    if file.as_of:
        return []
    kinds = [kind for kind in kinds_of(file.parts) if kind in DEADLINES]
    dues = DueList([file.family.pk], file.today, kinds, centre=file.centre).dues()
    return named(dues, {member.person.pk: member.person for member in file.members})
