"""Actions on what is due: the page on which the reader can do it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from cases.due.kinds import DueKind
from cases.models import Referral
from familycare.accounts.rights import Right, rights_of

OF_REFERRALS = (DueKind.INTERVIEW, DueKind.REFERRAL, DueKind.WAITING_LIST)


@dataclass(frozen=True)
class DueAction:
    """The address of a page and the text of its link."""

    url: str
    label: str


def _visit(number, due):
    return reverse("log_visit", query={"rodzina": number})


def _plan(number, due):
    of_kind = f"?{urlencode({'objecie': due.about})}" if due.about else ""  # if the family has two cases
    return reverse("new_plan", args=[number]) + of_kind


def _states(number, due):
    return reverse("goal_states", args=[number])


def _assessment(number, due):
    of_kind = {"objecie": due.about} if due.about else {}
    return reverse("new_assessment", args=[number], query=of_kind or None)


def _assessments(number, due):
    return reverse("assessments", args=[number])


def _record(kind):
    return lambda number, due: reverse("add_record", args=[number, kind])


def _letter(number, due):
    return reverse("edit_record", args=[number, "pismo", due.record], query={"koniec": "dzis"})


def _next_letter(number, due):
    return reverse("add_record", args=[number, "pismo"], query={"postanowienie": due.record})


def _document(number, due):
    return reverse("add_document", args=[number])


def _case(name):
    return lambda number, due: reverse(name, args=[number, due.record])


def _request(number, due):
    return reverse("referral", args=[number])


def _interview(number, due):
    return reverse("referral_interview", args=[number])


# {kind: [(required right, text, function that returns the address)]}; the first with a right of the reader is used.
ACTIONS = {
    DueKind.CONTACT: [(Right.KEEP_DIARY, "Zapisz wizytę", _visit)],
    DueKind.FIRST_PLAN: [(Right.WRITE_CASEWORK, "Ułóż pierwszy plan", _plan)],
    DueKind.NEW_PLAN: [(Right.WRITE_CASEWORK, "Ułóż nowy plan", _plan)],
    DueKind.PLAN_REVIEW: [(Right.WRITE_CASEWORK, "Sprawdź cele", _states)],
    DueKind.ASSESSMENT: [(Right.WRITE_CASEWORK, "Wpisz ocenę", _assessment)],
    DueKind.PLAN_CHANGE: [(Right.WRITE_CASEWORK, "Ułóż nowy plan", _plan)],
    DueKind.ENDING: [(Right.DECIDE, "Rozstrzygnij", _assessments)],
    DueKind.COURT_REPORT: [(Right.WRITE_CASEWORK, "Wpisz dzień wysłania", _letter)],
    DueKind.NEXT_COURT_REPORT: [(Right.WRITE_CASEWORK, "Wpisz sprawozdanie", _next_letter)],
    DueKind.COURT_ORDER: [(Right.WRITE_CASEWORK, "Wpisz nowe postanowienie", _record("postanowienie"))],
    DueKind.CONSENT_ENDS: [(Right.WRITE_CASEWORK, "Dodaj nowy dokument", _document)],
    DueKind.DOCUMENT_ENDS: [(Right.WRITE_CASEWORK, "Dodaj nowy dokument", _document)],
    DueKind.MONITORING: [
        (Right.KEEP_DIARY, "Zapisz monitorowanie", _visit),
        (Right.DECIDE, "Wskaż, kto monitoruje", _case("assign_monitoring")),
    ],
    DueKind.INTERVIEW: [
        (Right.REFER, "Wpisz datę wywiadu", _interview),
        (Right.READ_REFERRALS, "Zobacz wniosek", _request),
    ],
    DueKind.REFERRAL: [
        (Right.DECIDE, "Rozstrzygnij wniosek", _request),
        (Right.READ_REFERRALS, "Zobacz wniosek", _request),
    ],
    DueKind.WAITING_LIST: [
        (Right.DECIDE, "Przydziel asystenta", _request),
        (Right.READ_REFERRALS, "Zobacz wniosek", _request),
    ],
    DueKind.NO_CONSENT: [(Right.REFER, "Uzupełnij zgodę", _case("case_consent"))],
    DueKind.NO_ASSISTANT: [(Right.DECIDE, "Przydziel asystenta", _case("assign_case"))],
}


def actions_of(dues, numbers, user, requests=None):
    """Return {Due: DueAction} for those of the dues on which the user can act.

    `numbers` are {pk of the family: its number}, `requests` {pk of the referral: its number}, if known already. One
    query if there are referrals among the dues and `requests` is missing, else none.
    """
    mine = rights_of(user)
    waiting = [due.record for due in dues if due.kind in OF_REFERRALS]
    if waiting and requests is None:
        requests = dict(Referral.objects.filter(pk__in=waiting).values_list("pk", "number"))
    actions = {}
    for due in dues:
        number = requests[due.record] if due.kind in OF_REFERRALS else numbers[due.family]
        for right, label, address in ACTIONS[due.kind]:
            if right in mine:
                actions.setdefault(due, DueAction(address(number, due), label))
    return actions
