"""The fixed codes of the assistants' work: closed lists set by law or by the logic of the system.

The codes are those of the register (the exchange format); the labels are what people read.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Contract(TextChoices):
    """UWRiSPZ art. 17 ust. 1: employment in task-based time, or services."""

    EMPLOYMENT = "employment", _("stosunek pracy (zadaniowy czas pracy)")
    SERVICE = "service", _("umowa o świadczenie usług")


class VisitKind(TextChoices):
    """What the assistant did."""

    HOME_VISIT = "home_visit", _("wizyta w miejscu zamieszkania")
    OFFICE_MEETING = "office_meeting", _("spotkanie w ośrodku")
    OUTSIDE_MEETING = "outside_meeting", _("spotkanie w innym miejscu wskazanym przez rodzinę")
    PHONE_CONTACT = "phone_contact", _("kontakt telefoniczny")
    ACCOMPANIMENT = "accompaniment", _("towarzyszenie w instytucji")
    COURT_ACCOMPANIMENT = "court_accompaniment", _("towarzyszenie dziecku na posiedzeniu lub rozprawie")
    CONSULTATION = "consultation", _("konsultacja z innym podmiotem")
    TEAM_MEETING = "team_meeting", _("zespół interdyscyplinarny lub grupa diagnostyczno-pomocowa")
    ATTEMPTED_VISIT = "attempted_visit", _("wizyta nieudana")
    MONITORING = "monitoring", _("monitorowanie po zakończeniu pracy")


# The same in a word or two, to be chosen by a tap on a phone.
SHORT_KINDS = {
    VisitKind.HOME_VISIT: _("Wizyta w domu"),
    VisitKind.OFFICE_MEETING: _("Spotkanie w ośrodku"),
    VisitKind.OUTSIDE_MEETING: _("Spotkanie gdzie indziej"),
    VisitKind.PHONE_CONTACT: _("Telefon"),
    VisitKind.ACCOMPANIMENT: _("Towarzyszenie w instytucji"),
    VisitKind.COURT_ACCOMPANIMENT: _("Towarzyszenie dziecku w sądzie"),
    VisitKind.CONSULTATION: _("Konsultacja"),
    VisitKind.TEAM_MEETING: _("Zespół lub grupa"),
    VisitKind.ATTEMPTED_VISIT: _("Wizyta nieudana"),
    VisitKind.MONITORING: _("Monitorowanie"),
}

# Entries in which the assistant spoke with somebody of the family.
WITH_THE_FAMILY = frozenset(VisitKind) - {VisitKind.CONSULTATION, VisitKind.TEAM_MEETING, VisitKind.ATTEMPTED_VISIT}


class WorkshopKind(TextChoices):
    """Work with several families at once."""

    WORKSHOP = "workshop", _("warsztat")
    SUPPORT_GROUP = "support_group", _("grupa wsparcia")
    SOCIAL_PROJECT = "social_project", _("projekt socjalny")


class TrainingKind(TextChoices):
    """UWRiSPZ art. 12: continuous training."""

    TRAINING = "training", _("szkolenie")
    SUPERVISION = "supervision", _("superwizja")


class AppointmentState(TextChoices):
    """What became of an appointment."""

    PLANNED = "planned", _("umówione")
    KEPT = "kept", _("odbyte")
    MISSED = "missed", _("nie doszło do skutku")
    CANCELLED = "cancelled", _("odwołane")


class AbsenceKind(TextChoices):
    """Why an assistant does not work, as far as a colleague needs to know."""

    LEAVE = "leave", _("urlop")
    SICK_LEAVE = "sick_leave", _("zwolnienie lekarskie")
    TRAINING = "training", _("szkolenie")
    OTHER = "other", _("inna nieobecność")
