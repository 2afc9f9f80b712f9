"""Codes of families and cases: closed lists that are set by law or by the logic of the system.

The codes are those of the register (the exchange format); the labels are shown to users.
"""

from django.db.models import TextChoices


class Structure(TextChoices):
    """Who raises the children."""

    TWO_PARENT = "two_parent", "pełna"
    SINGLE_MOTHER = "single_mother", "niepełna – kobieta samotnie wychowująca dzieci"
    SINGLE_FATHER = "single_father", "niepełna – mężczyzna samotnie wychowujący dzieci"
    BLENDED = "blended", "patchworkowa"
    OTHER = "other", "inna"


class PersonRole(TextChoices):
    """The role of a person in the family."""

    PARENT = "parent", "rodzic"
    PARTNER = "partner", "partner/partnerka rodzica"
    GRANDPARENT = "grandparent", "dziadek/babcia"
    GUARDIAN = "guardian", "opiekun prawny"
    ADULT_CHILD = "adult_child", "dorosłe dziecko"
    OTHER_ADULT = "other_adult", "inna osoba dorosła"
    CHILD = "child", "dziecko"


class Sex(TextChoices):
    """The sex, as encoded in the PESEL."""

    F = "F", "kobieta"
    M = "M", "mężczyzna"


class MaritalStatus(TextChoices):
    """The marital status of an adult."""

    SINGLE = "single", "kawaler/panna"
    MARRIED = "married", "w związku małżeńskim"
    DIVORCED = "divorced", "rozwiedziony/a"
    SEPARATED = "separated", "w separacji"
    WIDOWED = "widowed", "wdowiec/wdowa"


# Words about one person, whose sex is known; the labels are for lists of choices, tables and persons of unknown sex.
ROLE_BY_SEX = {
    (PersonRole.PARENT, Sex.F): "matka",
    (PersonRole.PARENT, Sex.M): "ojciec",
    (PersonRole.PARTNER, Sex.F): "partnerka rodzica",
    (PersonRole.PARTNER, Sex.M): "partner rodzica",
    (PersonRole.GRANDPARENT, Sex.F): "babcia",
    (PersonRole.GRANDPARENT, Sex.M): "dziadek",
    (PersonRole.GUARDIAN, Sex.F): "opiekunka prawna",
    (PersonRole.ADULT_CHILD, Sex.F): "dorosła córka",
    (PersonRole.ADULT_CHILD, Sex.M): "dorosły syn",
    (PersonRole.CHILD, Sex.F): "córka",
    (PersonRole.CHILD, Sex.M): "syn",
}
MARITAL_STATUS_BY_SEX = {
    (MaritalStatus.SINGLE, Sex.F): "panna",
    (MaritalStatus.SINGLE, Sex.M): "kawaler",
    (MaritalStatus.MARRIED, Sex.F): "zamężna",
    (MaritalStatus.MARRIED, Sex.M): "żonaty",
    (MaritalStatus.DIVORCED, Sex.F): "rozwiedziona",
    (MaritalStatus.DIVORCED, Sex.M): "rozwiedziony",
    (MaritalStatus.WIDOWED, Sex.F): "wdowa",
    (MaritalStatus.WIDOWED, Sex.M): "wdowiec",
}


class Education(TextChoices):
    """The highest level completed."""

    PRIMARY = "primary", "podstawowe i gimnazjalne"
    VOCATIONAL = "vocational", "zasadnicze zawodowe"
    SECONDARY = "secondary", "średnie"
    POST_SECONDARY = "post_secondary", "policealne"
    HIGHER = "higher", "wyższe"


class IncomeSource(TextChoices):
    """The main source of income of an adult."""

    EMPLOYMENT = "employment", "praca zawodowa"
    CASUAL_WORK = "casual_work", "praca dorywcza"
    BENEFITS = "benefits", "źródła niezarobkowe (świadczenia, zasiłki, renty)"
    NONE = "none", "brak dochodu"


class ReferralSource(TextChoices):
    """Who requested an assistant."""

    SOCIAL_WORKER = "social_worker", "wniosek pracownika socjalnego"
    FAMILY = "family", "wniosek rodziny"
    COURT = "court", "postanowienie sądu"
    ZA_ZYCIEM = "za_zyciem", "wniosek na podstawie ustawy „Za życiem”"
    INSTITUTION = "institution", "zgłoszenie instytucji"


class ReferralDecision(TextChoices):
    """The decision on a referral."""

    ASSIGNED = "assigned", "przydzielono asystenta"
    WAITING = "waiting", "lista oczekujących"
    REFUSED = "refused", "nie przydzielono"
    WITHDRAWN = "withdrawn", "wniosek wycofany"


class CaseKind(TextChoices):
    """The kind of case: UWRiSPZ art. 8 ust. 1, or art. 8 of the Act „Za życiem”."""

    DIFFICULTIES = "difficulties", "rodzina przeżywająca trudności opiekuńczo-wychowawcze"
    ZA_ZYCIEM = "za_zyciem", "wsparcie na podstawie ustawy „Za życiem”"


class CaseBasis(TextChoices):
    """The legal basis of the assistant's work with the family."""

    CONSENT = "consent", "za zgodą rodziny"
    COURT_ORDER = "court_order", "zobowiązanie sądu"
    APPLICATION = "application", "wniosek na podstawie ustawy „Za życiem”"
    # UWRiSPZ art. 11 ust. 1a: without consent and without an order.
    MINOR_PARENT = "minor_parent", "małoletni rodzic opuszczający ośrodek lub zakład (art. 11 ust. 1a)"


class ClosingReason(TextChoices):
    """Why the support ended."""

    GOALS_ACHIEVED = "goals_achieved", "osiągnięcie celów współpracy"
    FAMILY_WITHDREW = "family_withdrew", "zaprzestanie współpracy przez rodzinę"
    NO_RESULTS = "no_results", "brak efektów współpracy"
    METHOD_CHANGED = "method_changed", "zmiana metod pracy"
    MOVED_AWAY = "moved_away", "zmiana miejsca zamieszkania"
    OTHER = "other", "inna przyczyna"


class ConditionKind(TextChoices):
    """A long-term health condition of a person."""

    MENTAL_ILLNESS = "mental_illness", "choroba psychiczna"
    ALCOHOL_DEPENDENCE = "alcohol_dependence", "uzależnienie od alkoholu"
    SUBSTANCE_DEPENDENCE = "substance_dependence", "uzależnienie od środków psychoaktywnych"
    CO_DEPENDENCE = "co_dependence", "współuzależnienie"
    DISABILITY = "disability", "niepełnosprawność"
    LONG_TERM_ILLNESS = "long_term_illness", "długotrwała choroba"


class GoalStatus(TextChoices):
    """The progress of a goal of the plan."""

    PLANNED = "planned", "zaplanowany"
    IN_PROGRESS = "in_progress", "w realizacji"
    ACHIEVED = "achieved", "osiągnięty"
    PARTLY = "partly", "osiągnięty częściowo"
    NOT_ACHIEVED = "not_achieved", "nieosiągnięty"
    DROPPED = "dropped", "zaniechany"


FINISHED_GOALS = {GoalStatus.ACHIEVED, GoalStatus.PARTLY, GoalStatus.NOT_ACHIEVED, GoalStatus.DROPPED}


class SituationChange(TextChoices):
    """The change of the situation since the last assessment."""

    IMPROVED = "improved", "poprawa"
    UNCHANGED = "unchanged", "bez zmian"
    WORSENED = "worsened", "pogorszenie"


class Recommendation(TextChoices):
    """The recommendation of an assessment."""

    CONTINUE = "continue", "kontynuacja"
    CHANGE_PLAN = "change_plan", "zmiana planu pracy"
    CLOSE = "close", "zakończenie pracy z rodziną"


class ChildSafety(TextChoices):
    """Whether the children are safe, as an assessment says."""

    SAFE = "safe", "bezpieczne"
    CONCERN = "concern", "niepokój"
    DANGER = "danger", "zagrożone"


class HelpMode(TextChoices):
    """The form of specialist help."""

    INDIVIDUAL = "individual", "indywidualna"
    GROUP = "group", "grupowa"
    INPATIENT = "inpatient", "stacjonarna"


class DayCareType(TextChoices):
    """The form of a day-care centre (UWRiSPZ art. 24)."""

    CARE = "care", "opiekuńcza"
    SPECIALIST = "specialist", "specjalistyczna"
    OUTREACH = "outreach", "praca podwórkowa realizowana przez wychowawcę"
    COMBINED = "combined", "w połączonych formach"


class DayCareRunner(TextChoices):
    """Who runs a day-care centre (UWRiSPZ art. 18)."""

    MUNICIPALITY = "municipality", "gmina"
    COUNTY = "county", "powiat"
    COMMISSIONED = "commissioned", "podmiot, któremu zlecono to zadanie"
    PERMITTED = "permitted", "inny podmiot, za zezwoleniem"


class DayCareBasis(TextChoices):
    """Why a child attends a day-care centre (UWRiSPZ art. 23)."""

    VOLUNTARY = "voluntary", "dobrowolnie"
    REFERRAL = "referral", "ze skierowania ośrodka"
    COURT = "court", "z orzeczenia sądu"


class DayCareMeans(TextChoices):
    """Whose means pay for a day-care centre."""

    OWN = "own", "środki własne gminy"
    OTHER = "other", "inne środki"


class CourtOrderKind(TextChoices):
    """What the court decided."""

    ASSISTANT_OBLIGATION = "assistant_obligation", "zobowiązanie do współpracy z asystentem rodziny"
    AUTHORITY_LIMITED = "authority_limited", "ograniczenie władzy rodzicielskiej"
    AUTHORITY_SUSPENDED = "authority_suspended", "zawieszenie władzy rodzicielskiej"
    AUTHORITY_DEPRIVED = "authority_deprived", "pozbawienie władzy rodzicielskiej"
    AUTHORITY_RESTORED = "authority_restored", "przywrócenie władzy rodzicielskiej"
    CURATOR_SUPERVISION = "curator_supervision", "nadzór kuratora sądowego"
    PLACEMENT = "placement", "umieszczenie dziecka w pieczy zastępczej"
    PROCEEDINGS = "proceedings", "postępowanie sądowe z udziałem rodziny, stawiennictwo w sądzie"
    OTHER = "other", "inne zarządzenie"


class CourtReportKind(TextChoices):
    """The kind of letter to the court."""

    OPINION = "opinion", "opinia o rodzinie na wniosek sądu"
    PERIODIC = "periodic", "sprawozdanie w terminie wyznaczonym przez sąd"


class ReportRhythm(TextChoices):
    """How often a court wants a report."""

    MONTHLY = "monthly", "co miesiąc"
    TWO_MONTHLY = "two_monthly", "co 2 miesiące"
    QUARTERLY = "quarterly", "co 3 miesiące"
    FOUR_MONTHLY = "four_monthly", "co 4 miesiące"
    HALF_YEARLY = "half_yearly", "co pół roku"
    YEARLY = "yearly", "co rok"

    @property
    def months(self):
        """The months between two reports."""
        return {"monthly": 1, "two_monthly": 2, "quarterly": 3, "four_monthly": 4, "half_yearly": 6, "yearly": 12}[self]


class CourtChannel(TextChoices):
    """The way in which a letter reached the court."""

    E_DELIVERY = "e_delivery", "e-Doręczenia"
    POST = "post", "poczta, list polecony"
    IN_PERSON = "in_person", "osobiście, w biurze podawczym"
    OTHER = "other", "inaczej"


class PlacementType(TextChoices):
    """The type of place where a child lives outside of the family."""

    KINSHIP_FOSTER = "kinship_foster", "rodzina zastępcza spokrewniona"
    NON_PROFESSIONAL_FOSTER = "non_professional_foster", "rodzina zastępcza niezawodowa"
    PROFESSIONAL_FOSTER = "professional_foster", "rodzina zastępcza zawodowa"
    FAMILY_CHILDRENS_HOME = "family_childrens_home", "rodzinny dom dziecka"
    INTERVENTION_INSTITUTION = "intervention_institution", "placówka opiekuńczo-wychowawcza typu interwencyjnego"
    SOCIALISATION_INSTITUTION = "socialisation_institution", "placówka opiekuńczo-wychowawcza typu socjalizacyjnego"
    FAMILY_INSTITUTION = "family_institution", "placówka opiekuńczo-wychowawcza typu rodzinnego"
    SPECIALIST_INSTITUTION = (
        "specialist_institution",
        "placówka opiekuńczo-wychowawcza typu specjalistyczno-terapeutycznego",
    )
    REGIONAL_THERAPEUTIC = "regional_therapeutic", "regionalna placówka opiekuńczo-terapeutyczna"
    PRE_ADOPTION = "pre_adoption", "interwencyjny ośrodek preadopcyjny"
    SOCIOTHERAPY_CENTRE = "sociotherapy_centre", "młodzieżowy ośrodek socjoterapii"
    YOUTH_EDUCATIONAL_CENTRE = "youth_educational_centre", "młodzieżowy ośrodek wychowawczy"
    DISTRICT_EDUCATIONAL_CENTRE = "district_educational_centre", "okręgowy ośrodek wychowawczy"
    CORRECTIONAL_FACILITY = "correctional_facility", "zakład poprawczy lub schronisko dla nieletnich"


class PlacementEndReason(TextChoices):
    """Why a placement ended."""

    RETURNED_HOME = "returned_home", "powrót do rodziny"
    MOVED = "moved", "przeniesienie do innej formy"
    ADOPTED = "adopted", "przysposobienie"
    CAME_OF_AGE = "came_of_age", "pełnoletność / usamodzielnienie"
    OTHER = "other", "inna przyczyna"


class Entitlement(TextChoices):
    """Entitlements under the Act „Za życiem”."""

    PREGNANCY = "pregnancy", "kobieta w ciąży"
    COMPLICATED_PREGNANCY = "complicated_pregnancy", "ciąża powikłana"
    OBSTETRIC_FAILURE = "obstetric_failure", "niepowodzenie położnicze"
    ILL_CHILD = (
        "ill_child",
        "dziecko z ciężkim i nieodwracalnym upośledzeniem albo nieuleczalną chorobą zagrażającą życiu",
    )


class ContactRole(TextChoices):
    """Who somebody outside of a family is to it; `access.CONTACTS` maps it to a part of the file."""

    TEACHER = "teacher", "nauczyciel lub pedagog"
    CARE_COORDINATOR = "care_coordinator", "koordynator pieczy zastępczej"
    PROBATION_OFFICER = "probation_officer", "kurator sądowy"
    POLICE = "police", "dzielnicowy"
    SOCIAL_WORKER = "social_worker", "pracownik socjalny"
    DOCTOR = "doctor", "lekarz"
    NURSE = "nurse", "pielęgniarka lub położna"
    THERAPIST = "therapist", "psycholog lub terapeuta"
    NGO = "ngo", "organizacja społeczna"
    OTHER = "other", "inna osoba lub instytucja"


class DocumentKind(TextChoices):
    """The kind of a document; `access.DOCUMENTS` maps it to a part of the file."""

    CONSENT = "consent", "zgoda"
    AUTHORISATION = "authorisation", "upoważnienie do działania w imieniu rodziny"
    CERTIFICATE = "certificate", "zaświadczenie lub orzeczenie o stanie zdrowia"
    COURT = "court", "dokument z sądu"
    LETTER = "letter", "pismo"
    OTHER = "other", "inny dokument"


class FileFormat(TextChoices):
    """The formats of stored documents; the codes are the file extensions."""

    PDF = "pdf", "PDF"
    JPG = "jpg", "JPG"
    DOCX = "docx", "DOCX"


class PlacementGroup(TextChoices):
    """Groups of placements. Family and institutional care are foster care (piecza zastępcza), other places are not."""

    FAMILY_CARE = "family_care", "rodzinna piecza zastępcza"
    INSTITUTIONAL_CARE = "institutional_care", "instytucjonalna piecza zastępcza"
    OUTSIDE_CARE = "outside_care", "inne miejsca poza rodziną"


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
        PlacementType.DISTRICT_EDUCATIONAL_CENTRE,
        PlacementType.CORRECTIONAL_FACILITY,
    ),
}
FOSTER_CARE = PLACEMENT_GROUPS[PlacementGroup.FAMILY_CARE] + PLACEMENT_GROUPS[PlacementGroup.INSTITUTIONAL_CARE]
