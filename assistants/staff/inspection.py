"""What an inspector would find today."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F

from assistants.models import Assistant
from assistants.staff.caseload import standing_in, with_load
from cases.due import DueKind, DueList, DuePeriod
from cases.due.presentation import address
from cases.models import Family
from familycare.lib.ordering import polish_order

# Kind, When (None: all), label and legal source of each check.
CHECKS = [
    (DueKind.NO_CONSENT, None, "Rodziny bez zapisanej zgody na pracę z asystentem", "art. 8 ust. 3"),
    (DueKind.CONSENT_ENDS, DuePeriod.OVERDUE, "Zgody i upoważnienia, które straciły ważność", "art. 8 ust. 3"),
    (DueKind.NO_ASSISTANT, None, "Rodziny objęte wsparciem bez asystenta", "art. 11"),
    (
        DueKind.FIRST_PLAN,
        DuePeriod.OVERDUE,
        "Rodziny bez planu pracy po terminie ustalonym w ośrodku",
        "art. 15 ust. 1 pkt 1",
    ),
    (DueKind.NEW_PLAN, DuePeriod.OVERDUE, "Plany pracy, które przestały obowiązywać", "art. 15 ust. 3"),
    (DueKind.ASSESSMENT, DuePeriod.OVERDUE, "Okresowe oceny sytuacji rodziny po terminie", "art. 15 ust. 1 pkt 15"),
    (DueKind.CONTACT, DuePeriod.OVERDUE, "Rodziny bez kontaktu dłużej, niż ustalił ośrodek", "ustalenie ośrodka"),
    (
        DueKind.COURT_REPORT,
        DuePeriod.OVERDUE,
        "Pisma do sądu niewysłane w terminie",
        "art. 109 § 4 KRO; art. 15 ust. 1 pkt 17",
    ),
    (DueKind.REFERRAL, DuePeriod.OVERDUE, "Wnioski nierozstrzygnięte w terminie ustalonym w ośrodku", "art. 11"),
    (
        DueKind.MONITORING,
        DuePeriod.OVERDUE,
        "Rodziny po zakończeniu wsparcia, od miesiąca bez kontaktu",
        "art. 15 ust. 1 pkt 16",
    ),
]


@dataclass(frozen=True)
class Finding:
    """The number of cases found, the legal source of the rule, and the URL of their list."""

    label: str
    source: str
    count: int
    url: str


def findings(user, day):
    """Return the Findings as of `day` about families that the user may see. Two queries."""
    counts = DueList(Family.objects.visible_to(user), day, [kind for kind, *_rest in CHECKS]).counts
    return [
        Finding(label, source, counts[kind].of(when), address(kind, when or "")) for kind, when, label, source in CHECKS
    ]


def over_by_substitution(day):
    """Return [(assistant, reasons in words)] of those whose own families fit, but not together with substituted ones.

    The assistants are annotated as by `with_load`. The reasons are those given for the substitutions of the day.
    """
    loaded = with_load(Assistant.objects.employed_on(day), day)
    over = loaded.filter(load__lte=F("max_families"), load__gt=F("max_families") - F("substituted"))
    reasons = defaultdict(dict)
    given = standing_in(day).exclude(over_limit_reason="").order_by("starts_on", "pk")
    for substitute, reason in given.values_list("substitute", "over_limit_reason"):
        reasons[substitute][reason] = True
    found = over.order_by(polish_order("last_name"), "number")
    return [(assistant, "; ".join(reasons[assistant.pk])) for assistant in found]


def full_assistants(day):
    """Return the assistants who have at least as many families on `day` as they may have, the most overloaded first.

    They are annotated with `load`. `max_families` is the legal limit or the assistant's own lower one.
    """
    loaded = with_load(Assistant.objects.employed_on(day), day).filter(load__gt=0, load__gte=F("max_families"))
    return loaded.order_by(F("max_families") - F("load"), polish_order("last_name"), "number")
