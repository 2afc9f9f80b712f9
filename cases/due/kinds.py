"""The kinds of deadlines and gaps."""

from django.db.models import TextChoices

from cases.access import Part, parts_read_by
from cases.choices import CaseKind, CourtOrderKind, CourtReportKind, DocumentKind, ReferralSource


class DueKind(TextChoices):
    """The kinds. Their values are used in addresses and are therefore Polish."""

    CONTACT = "kontakt", "Kontakt z rodziną"
    FIRST_PLAN = "pierwszy_plan", "Pierwszy plan pracy"
    NEW_PLAN = "nowy_plan", "Nowy plan pracy"
    PLAN_REVIEW = "przeglad_planu", "Przegląd planu pracy"
    ASSESSMENT = "ocena", "Okresowa ocena sytuacji rodziny"
    PLAN_CHANGE = "zmiana_planu", "Zmiana planu po okresowej ocenie"
    ENDING = "zakonczenie", "Rozstrzygnięcie o zakończeniu wsparcia"
    COURT_REPORT = "pismo", "Pismo do sądu"
    NEXT_COURT_REPORT = "sprawozdanie", "Następne sprawozdanie dla sądu"
    COURT_ORDER = "postanowienie", "Koniec postanowienia sądu"
    CONSENT_ENDS = "koniec_zgody", "Koniec ważności zgody lub upoważnienia"
    DOCUMENT_ENDS = "koniec_dokumentu", "Koniec ważności dokumentu"
    MONITORING = "monitorowanie", "Monitorowanie po zakończeniu wsparcia"
    INTERVIEW = "wywiad", "Wywiad środowiskowy"
    REFERRAL = "wniosek", "Rozstrzygnięcie wniosku"
    WAITING_LIST = "kolejka", "Przydzielenie asystenta z listy oczekujących"
    NO_CONSENT = "brak_zgody", "Brak zgody rodziny"
    NO_ASSISTANT = "brak_asystenta", "Rodzina bez asystenta"

    @property
    def is_gap(self):
        """Whether something has been missing since its day; for all other kinds something must be done by its day."""
        return self in GAPS

    def in_words(self, about):
        """Return the name for users.

        `about` is "" or a code with details: the kind of letter, of order, of document or of case, or the source of
        a referral.
        """
        if not about:
            return self.label
        words = ABOUT.get(self, CaseKind)(about).label
        return f"{self.label}: {words}" if self in ABOUT else f"{self.label} ({words})"


GAPS = (DueKind.NO_CONSENT, DueKind.NO_ASSISTANT)
DEADLINES = tuple(kind for kind in DueKind if kind not in GAPS)
ABOUT = {
    DueKind.COURT_REPORT: CourtReportKind,
    DueKind.NEXT_COURT_REPORT: CourtOrderKind,
    DueKind.COURT_ORDER: CourtOrderKind,
    DueKind.CONSENT_ENDS: DocumentKind,
    DueKind.DOCUMENT_ENDS: DocumentKind,
    DueKind.REFERRAL: ReferralSource,
    DueKind.WAITING_LIST: ReferralSource,
}
# {kind: the parts of a file that a reader must be allowed to read, all of them}
PARTS = {
    DueKind.CONTACT: {Part.DIARY},
    DueKind.FIRST_PLAN: {Part.PLANS},
    DueKind.NEW_PLAN: {Part.PLANS},
    DueKind.PLAN_REVIEW: {Part.PLANS},
    DueKind.ASSESSMENT: {Part.PLANS},
    DueKind.PLAN_CHANGE: {Part.PLANS},
    DueKind.ENDING: {Part.PLANS},
    DueKind.COURT_REPORT: {Part.PROCEEDINGS},
    DueKind.NEXT_COURT_REPORT: {Part.PROCEEDINGS},
    DueKind.COURT_ORDER: {Part.PROCEEDINGS},
    DueKind.CONSENT_ENDS: {Part.SUPPORT},
    DueKind.DOCUMENT_ENDS: {Part.HEALTH, Part.PROCEEDINGS, Part.DIARY},
    DueKind.MONITORING: {Part.DIARY},
    DueKind.INTERVIEW: {Part.SUPPORT},
    DueKind.REFERRAL: {Part.SUPPORT},
    DueKind.WAITING_LIST: {Part.SUPPORT},
    DueKind.NO_CONSENT: {Part.SUPPORT},
    DueKind.NO_ASSISTANT: {Part.SUPPORT},
}


def kinds_of(parts):
    """Return the kinds that a reader of these parts (a set of Part) may see, in the order of DueKind."""
    return tuple(kind for kind in DueKind if PARTS[kind] <= parts)


def kinds_read_by(user):
    """Return the kinds that the user may see."""
    return kinds_of(parts_read_by(user))
