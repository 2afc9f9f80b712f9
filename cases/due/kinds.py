"""The kinds of what is due."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.vocabulary import CaseKind, CourtOrderKind, CourtReportKind, ReferralSource
from familycare.access import Right, may
from familycare.accounts.models import Role


class DueKind(TextChoices):
    """The values are words of an address, therefore in Polish."""

    CONTACT = "kontakt", _("Kontakt z rodziną")
    FIRST_PLAN = "pierwszy_plan", _("Pierwszy plan pracy")
    NEW_PLAN = "nowy_plan", _("Nowy plan pracy")
    ASSESSMENT = "ocena", _("Okresowa ocena sytuacji rodziny")
    COURT_REPORT = "pismo", _("Pismo do sądu")
    COURT_ORDER = "postanowienie", _("Koniec postanowienia sądu")
    MONITORING = "monitorowanie", _("Monitorowanie po zakończeniu wsparcia")
    REFERRAL = "wniosek", _("Rozstrzygnięcie wniosku")
    WAITING_LIST = "kolejka", _("Przydzielenie asystenta z listy oczekujących")
    NO_CONSENT = "brak_zgody", _("Brak zgody rodziny")
    NO_ASSISTANT = "brak_asystenta", _("Rodzina bez asystenta")

    @property
    def is_gap(self):
        """Whether something is missing since its day, where the others are to be done by theirs."""
        return self in GAPS

    def in_words(self, about):
        """What is due; `about` is a code that tells more, or nothing: the kind of a letter, of an order, of a case."""
        if not about:
            return str(self.label)
        words = ABOUT.get(self, CaseKind)(about).label
        return f"{self.label}: {words}" if self in ABOUT else f"{self.label} ({words})"


GAPS = (DueKind.NO_CONSENT, DueKind.NO_ASSISTANT)
TERMS = tuple(kind for kind in DueKind if kind not in GAPS)
ABOUT = {
    DueKind.COURT_REPORT: CourtReportKind,
    DueKind.COURT_ORDER: CourtOrderKind,
    DueKind.REFERRAL: ReferralSource,
    DueKind.WAITING_LIST: ReferralSource,
}
# These tell of the diary and of courts, which a social worker does not read.
NOT_FOR_SOCIAL_WORKERS = {DueKind.CONTACT, DueKind.MONITORING, DueKind.COURT_REPORT, DueKind.COURT_ORDER}


def kinds_read_by(user):
    """The kinds that the user may read of, in the order of DueKind."""
    if not may(user, Right.READ_FAMILIES):
        return ()
    hidden = NOT_FOR_SOCIAL_WORKERS if user.role == Role.SOCIAL_WORKER else ()
    return tuple(kind for kind in DueKind if kind not in hidden)
