"""The fixed codes of families and cases: closed lists set by law or by the logic of the system.

The codes are those of the register (the exchange format); the labels are what people read.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Structure(TextChoices):
    """Who raises the children."""

    TWO_PARENT = "two_parent", _("pełna")
    SINGLE_MOTHER = "single_mother", _("niepełna – kobieta samotnie wychowująca dzieci")
    SINGLE_FATHER = "single_father", _("niepełna – mężczyzna samotnie wychowujący dzieci")
    BLENDED = "blended", _("patchworkowa")
    OTHER = "other", _("inna")


class PersonRole(TextChoices):
    """What a person is in the family."""

    PARENT = "parent", _("rodzic")
    PARTNER = "partner", _("partner/partnerka rodzica")
    GRANDPARENT = "grandparent", _("dziadek/babcia")
    GUARDIAN = "guardian", _("opiekun prawny")
    ADULT_CHILD = "adult_child", _("dorosłe dziecko")
    OTHER_ADULT = "other_adult", _("inna osoba dorosła")
    CHILD = "child", _("dziecko")


class Sex(TextChoices):
    """As in the PESEL."""

    F = "F", _("kobieta")
    M = "M", _("mężczyzna")


class MaritalStatus(TextChoices):
    """Of an adult."""

    SINGLE = "single", _("kawaler/panna")
    MARRIED = "married", _("w związku małżeńskim")
    DIVORCED = "divorced", _("rozwiedziony/a")
    SEPARATED = "separated", _("w separacji")
    WIDOWED = "widowed", _("wdowiec/wdowa")


class Education(TextChoices):
    """The highest level completed."""

    PRIMARY = "primary", _("podstawowe i gimnazjalne")
    VOCATIONAL = "vocational", _("zasadnicze zawodowe")
    SECONDARY = "secondary", _("średnie")
    POST_SECONDARY = "post_secondary", _("policealne")
    HIGHER = "higher", _("wyższe")


class IncomeSource(TextChoices):
    """What an adult mainly lives on."""

    EMPLOYMENT = "employment", _("praca zawodowa")
    CASUAL_WORK = "casual_work", _("praca dorywcza")
    BENEFITS = "benefits", _("źródła niezarobkowe (świadczenia, zasiłki, renty)")
    NONE = "none", _("brak dochodu")


class ReferralSource(TextChoices):
    """Who asked for an assistant."""

    SOCIAL_WORKER = "social_worker", _("wniosek pracownika socjalnego")
    FAMILY = "family", _("wniosek rodziny")
    COURT = "court", _("postanowienie sądu")
    ZA_ZYCIEM = "za_zyciem", _("wniosek na podstawie ustawy „Za życiem”")
    INSTITUTION = "institution", _("zgłoszenie instytucji")


class ReferralDecision(TextChoices):
    """What became of a referral."""

    ASSIGNED = "assigned", _("przydzielono asystenta")
    WAITING = "waiting", _("lista oczekujących")
    REFUSED = "refused", _("nie przydzielono")
    WITHDRAWN = "withdrawn", _("wniosek wycofany")


class CaseKind(TextChoices):
    """UWRiSPZ art. 8 ust. 1, or the Act „Za życiem” art. 8."""

    DIFFICULTIES = "difficulties", _("rodzina przeżywająca trudności opiekuńczo-wychowawcze")
    ZA_ZYCIEM = "za_zyciem", _("wsparcie na podstawie ustawy „Za życiem”")


class CaseBasis(TextChoices):
    """On what the assistant works with the family."""

    CONSENT = "consent", _("za zgodą rodziny")
    COURT_ORDER = "court_order", _("zobowiązanie sądu")
    APPLICATION = "application", _("wniosek („Za życiem”)")


class ClosingReason(TextChoices):
    """Why the work ended."""

    GOALS_ACHIEVED = "goals_achieved", _("osiągnięcie celów współpracy")
    FAMILY_WITHDREW = "family_withdrew", _("zaprzestanie współpracy przez rodzinę")
    NO_RESULTS = "no_results", _("brak efektów współpracy")
    METHOD_CHANGED = "method_changed", _("zmiana metod pracy")
    MOVED_AWAY = "moved_away", _("zmiana miejsca zamieszkania")
    OTHER = "other", _("inna przyczyna")


class ConditionKind(TextChoices):
    """A lasting condition of a person."""

    MENTAL_ILLNESS = "mental_illness", _("choroba psychiczna")
    ALCOHOL_DEPENDENCE = "alcohol_dependence", _("uzależnienie od alkoholu")
    SUBSTANCE_DEPENDENCE = "substance_dependence", _("uzależnienie od środków psychoaktywnych")
    CO_DEPENDENCE = "co_dependence", _("współuzależnienie")
    DISABILITY = "disability", _("niepełnosprawność")
    LONG_TERM_ILLNESS = "long_term_illness", _("długotrwała choroba")


class GoalStatus(TextChoices):
    """How far a goal of the plan has come."""

    PLANNED = "planned", _("zaplanowany")
    IN_PROGRESS = "in_progress", _("w realizacji")
    ACHIEVED = "achieved", _("osiągnięty")
    PARTLY = "partly", _("osiągnięty częściowo")
    NOT_ACHIEVED = "not_achieved", _("nieosiągnięty")
    DROPPED = "dropped", _("zaniechany")


FINISHED_GOALS = {GoalStatus.ACHIEVED, GoalStatus.PARTLY, GoalStatus.NOT_ACHIEVED, GoalStatus.DROPPED}


class SituationChange(TextChoices):
    """How the situation changed since the last assessment."""

    IMPROVED = "improved", _("poprawa")
    UNCHANGED = "unchanged", _("bez zmian")
    WORSENED = "worsened", _("pogorszenie")


class Recommendation(TextChoices):
    """What the assessment leads to."""

    CONTINUE = "continue", _("kontynuacja")
    CHANGE_PLAN = "change_plan", _("zmiana planu pracy")
    CLOSE = "close", _("zakończenie pracy z rodziną")


class HelpMode(TextChoices):
    """How specialist help is given."""

    INDIVIDUAL = "individual", _("indywidualna")
    GROUP = "group", _("grupowa")
    INPATIENT = "inpatient", _("stacjonarna")


class CourtOrderKind(TextChoices):
    """What the court decided."""

    ASSISTANT_OBLIGATION = "assistant_obligation", _("zobowiązanie do współpracy z asystentem rodziny")
    AUTHORITY_LIMITED = "authority_limited", _("ograniczenie władzy rodzicielskiej")
    AUTHORITY_SUSPENDED = "authority_suspended", _("zawieszenie władzy rodzicielskiej")
    AUTHORITY_DEPRIVED = "authority_deprived", _("pozbawienie władzy rodzicielskiej")
    AUTHORITY_RESTORED = "authority_restored", _("przywrócenie władzy rodzicielskiej")
    CURATOR_SUPERVISION = "curator_supervision", _("nadzór kuratora sądowego")
    PLACEMENT = "placement", _("umieszczenie dziecka w pieczy zastępczej")
    PROCEEDINGS = "proceedings", _("postępowanie sądowe z udziałem rodziny, stawiennictwo w sądzie")
    OTHER = "other", _("inne zarządzenie")


class CourtReportKind(TextChoices):
    """What the court is told."""

    OPINION = "opinion", _("opinia o rodzinie na wniosek sądu")
    PERIODIC = "periodic", _("sprawozdanie w terminie wyznaczonym przez sąd")


class PlacementType(TextChoices):
    """Where a child lives outside of the family."""

    KINSHIP_FOSTER = "kinship_foster", _("rodzina zastępcza spokrewniona")
    NON_PROFESSIONAL_FOSTER = "non_professional_foster", _("rodzina zastępcza niezawodowa")
    PROFESSIONAL_FOSTER = "professional_foster", _("rodzina zastępcza zawodowa")
    FAMILY_CHILDRENS_HOME = "family_childrens_home", _("rodzinny dom dziecka")
    INTERVENTION_INSTITUTION = "intervention_institution", _("placówka opiekuńczo-wychowawcza typu interwencyjnego")
    SOCIALISATION_INSTITUTION = "socialisation_institution", _("placówka opiekuńczo-wychowawcza typu socjalizacyjnego")
    FAMILY_INSTITUTION = "family_institution", _("placówka opiekuńczo-wychowawcza typu rodzinnego")
    SPECIALIST_INSTITUTION = (
        "specialist_institution",
        _("placówka opiekuńczo-wychowawcza typu specjalistyczno-terapeutycznego"),
    )
    REGIONAL_THERAPEUTIC = "regional_therapeutic", _("regionalna placówka opiekuńczo-terapeutyczna")
    PRE_ADOPTION = "pre_adoption", _("interwencyjny ośrodek preadopcyjny")
    SOCIOTHERAPY_CENTRE = "sociotherapy_centre", _("młodzieżowy ośrodek socjoterapii")
    YOUTH_EDUCATIONAL_CENTRE = "youth_educational_centre", _("młodzieżowy ośrodek wychowawczy")
    CORRECTIONAL_FACILITY = "correctional_facility", _("zakład poprawczy lub schronisko dla nieletnich")


class PlacementEndReason(TextChoices):
    """Why a placement ended."""

    RETURNED_HOME = "returned_home", _("powrót do rodziny")
    MOVED = "moved", _("przeniesienie do innej formy")
    ADOPTED = "adopted", _("przysposobienie")
    CAME_OF_AGE = "came_of_age", _("pełnoletność / usamodzielnienie")
    OTHER = "other", _("inna przyczyna")


class Entitlement(TextChoices):
    """Who the Act „Za życiem” protects."""

    PREGNANCY = "pregnancy", _("kobieta w ciąży")
    COMPLICATED_PREGNANCY = "complicated_pregnancy", _("ciąża powikłana")
    OBSTETRIC_FAILURE = "obstetric_failure", _("niepowodzenie położnicze")
    ILL_CHILD = (
        "ill_child",
        _("dziecko z ciężkim i nieodwracalnym upośledzeniem albo nieuleczalną chorobą zagrażającą życiu"),
    )


class DocumentKind(TextChoices):
    """What a document attached to a file is; `access.DOCUMENTS` says which part of the file it belongs to."""

    CONSENT = "consent", _("zgoda")
    AUTHORISATION = "authorisation", _("upoważnienie do działania w imieniu rodziny")
    CERTIFICATE = "certificate", _("zaświadczenie lub orzeczenie o stanie zdrowia")
    COURT = "court", _("dokument z sądu")
    LETTER = "letter", _("pismo")
    OTHER = "other", _("inny dokument")


class FileFormat(TextChoices):
    """The formats in which documents are kept; the codes end the names of their files."""

    PDF = "pdf", "PDF"
    JPG = "jpg", "JPG"
    DOCX = "docx", "DOCX"


class PlacementGroup(TextChoices):
    """Family and institutional care are foster care (piecza zastępcza); the rest is not."""

    FAMILY_CARE = "family_care", _("rodzinna piecza zastępcza")
    INSTITUTIONAL_CARE = "institutional_care", _("instytucjonalna piecza zastępcza")
    OUTSIDE_CARE = "outside_care", _("inne miejsca poza rodziną")


PLACEMENT_GROUPS = {
    PlacementGroup.FAMILY_CARE: (
        PlacementType.KINSHIP_FOSTER,
        PlacementType.NON_PROFESSIONAL_FOSTER,
        PlacementType.PROFESSIONAL_FOSTER,
        PlacementType.FAMILY_CHILDRENS_HOME,
    ),
    PlacementGroup.INSTITUTIONAL_CARE: (
        PlacementType.INTERVENTION_INSTITUTION,
        PlacementType.SOCIALISATION_INSTITUTION,
        PlacementType.FAMILY_INSTITUTION,
        PlacementType.SPECIALIST_INSTITUTION,
        PlacementType.REGIONAL_THERAPEUTIC,
        PlacementType.PRE_ADOPTION,
    ),
    PlacementGroup.OUTSIDE_CARE: (
        PlacementType.SOCIOTHERAPY_CENTRE,
        PlacementType.YOUTH_EDUCATIONAL_CENTRE,
        PlacementType.CORRECTIONAL_FACILITY,
    ),
}
FOSTER_CARE = PLACEMENT_GROUPS[PlacementGroup.FAMILY_CARE] + PLACEMENT_GROUPS[PlacementGroup.INSTITUTIONAL_CARE]
