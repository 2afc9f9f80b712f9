"""Codes of assistants' work that the law or the system fixes.

The values are the codes of the register (the exchange format); the labels are shown to users.
"""

from django.db.models import TextChoices


class Contract(TextChoices):
    """Contract of an assistant: employment with task-based working time, or services (UWRiSPZ art. 17 ust. 1)."""

    EMPLOYMENT = "employment", "stosunek pracy (zadaniowy czas pracy)"
    SERVICE = "service", "umowa o świadczenie usług"


class VisitKind(TextChoices):
    """Kind of diary entry."""

    HOME_VISIT = "home_visit", "wizyta w miejscu zamieszkania"
    OFFICE_MEETING = "office_meeting", "spotkanie w ośrodku"
    OUTSIDE_MEETING = "outside_meeting", "spotkanie w innym miejscu wskazanym przez rodzinę"
    PHONE_CONTACT = "phone_contact", "kontakt telefoniczny"
    ACCOMPANIMENT = "accompaniment", "towarzyszenie w instytucji"
    COURT_ACCOMPANIMENT = "court_accompaniment", "towarzyszenie dziecku na posiedzeniu lub rozprawie"
    CONSULTATION = "consultation", "konsultacja z innym podmiotem"
    TEAM_MEETING = "team_meeting", "zespół interdyscyplinarny lub grupa diagnostyczno-pomocowa"
    CARE_TEAM = "care_team", "zespół do spraw oceny sytuacji dziecka w pieczy zastępczej"
    INTERVENTION = "intervention", "interwencja w sytuacji zagrożenia"
    ATTEMPTED_VISIT = "attempted_visit", "wizyta nieudana"
    MONITORING = "monitoring", "monitorowanie po zakończeniu pracy"


# Short labels for the buttons on a phone.
SHORT_KINDS = {
    VisitKind.HOME_VISIT: "Wizyta w domu",
    VisitKind.OFFICE_MEETING: "Spotkanie w ośrodku",
    VisitKind.OUTSIDE_MEETING: "Spotkanie gdzie indziej",
    VisitKind.PHONE_CONTACT: "Telefon",
    VisitKind.ACCOMPANIMENT: "Towarzyszenie w instytucji",
    VisitKind.COURT_ACCOMPANIMENT: "Towarzyszenie dziecku w sądzie",
    VisitKind.CONSULTATION: "Konsultacja",
    VisitKind.TEAM_MEETING: "Zespół interdyscyplinarny lub grupa",
    VisitKind.CARE_TEAM: "Zespół o dziecku w pieczy",
    VisitKind.INTERVENTION: "Interwencja",
    VisitKind.ATTEMPTED_VISIT: "Wizyta nieudana",
    VisitKind.MONITORING: "Monitorowanie",
}

# Kinds of entries in which the assistant talked with somebody of the family.
WITH_THE_FAMILY = frozenset(VisitKind) - {
    VisitKind.CONSULTATION,
    VisitKind.TEAM_MEETING,
    VisitKind.CARE_TEAM,
    VisitKind.ATTEMPTED_VISIT,
}

# Kinds of entries that may be about an institution. A register may name one at others too.
WITH_INSTITUTION = frozenset(
    {
        VisitKind.ACCOMPANIMENT,
        VisitKind.COURT_ACCOMPANIMENT,
        VisitKind.CONSULTATION,
        VisitKind.TEAM_MEETING,
        VisitKind.CARE_TEAM,
        VisitKind.INTERVENTION,
    }
)


class WorkshopKind(TextChoices):
    """Kind of workshop."""

    WORKSHOP = "workshop", "warsztat"
    SUPPORT_GROUP = "support_group", "grupa wsparcia"
    SOCIAL_PROJECT = "social_project", "projekt socjalny"


class TrainingKind(TextChoices):
    """Kind of training (UWRiSPZ art. 12)."""

    TRAINING = "training", "szkolenie"
    SUPERVISION = "supervision", "superwizja"


class AppointmentState(TextChoices):
    """State of an appointment."""

    PLANNED = "planned", "umówione"
    KEPT = "kept", "odbyte"
    MISSED = "missed", "nie doszło do skutku"
    CANCELLED = "cancelled", "odwołane"


class AbsenceKind(TextChoices):
    """Kind of absence; no further reason is stored."""

    LEAVE = "leave", "urlop"
    SICK_LEAVE = "sick_leave", "zwolnienie lekarskie"
    TRAINING = "training", "szkolenie"
    OTHER = "other", "inna nieobecność"


class Requirement(TextChoices):
    """What somebody must meet to be a family assistant: UWRiSPZ art. 12 ust. 1, Act of 13 May 2016 art. 21."""

    EDUCATION = "education", "wykształcenie"
    TRAINING = "training", "szkolenie z zakresu pracy z dziećmi lub rodziną"
    EXPERIENCE = "experience", "staż pracy z dziećmi lub rodziną"
    AUTHORITY = "authority", "władza rodzicielska"
    MAINTENANCE = "maintenance", "obowiązek alimentacyjny"
    NO_CONVICTION = "no_conviction", "niekaralność"
    OFFENDERS = "offenders", "Rejestr Sprawców Przestępstw na Tle Seksualnym"
    CRIMINAL_RECORD = "criminal_record", "informacja z Krajowego Rejestru Karnego"


class EducationWay(TextChoices):
    """The ways of UWRiSPZ art. 12 ust. 1 pkt 1: lit. a, b and c."""

    FIELD = "field", "wyższe: pedagogika, psychologia, socjologia, nauki o rodzinie lub praca socjalna"
    OTHER_HIGHER = "other_higher", "wyższe na innym kierunku"
    SECONDARY = "secondary", "średnie"


class DuplicateGround(TextChoices):
    """Why two persons of different families may be one, the strongest ground first."""

    PESEL = "pesel", "ten sam PESEL"
    PESEL_DIGIT = "pesel_digit", "numer PESEL różni się jedną cyfrą (i kontrolną), ta sama data urodzenia"
    NAME = "name", "to samo imię i nazwisko, ta sama data urodzenia"
    NAME_LETTER = "name_letter", "imię albo nazwisko różni się jedną literą, ta sama data urodzenia"
    ADDRESS = "address", "ten sam adres i nazwisko, dziecko urodzone tego samego dnia"


class DuplicateDecision(TextChoices):
    """What was decided on two families that may be one."""

    DIFFERENT = "different", "to nie ta sama rodzina"
    MERGED = "merged", "scalone"
