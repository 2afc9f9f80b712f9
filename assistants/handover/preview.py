"""Preview of a handover, and the message if not all families fit."""

from dataclasses import dataclass
from datetime import date, timedelta

from assistants.absences.services import LOOKAHEAD, absence_in_words, absences_by_assistant
from assistants.assignments.cap import NoFreePlace
from assistants.handover.services import appointments_from, hand_over
from assistants.models import Absence, Appointment, Assignment, Assistant
from assistants.staff.caseload import free_places, with_load
from cases.families.distinct_names import with_carer_names
from cases.models import Family
from cases.spans import holds_on
from familycare.audit.services import dry_run
from familycare.lib.ordering import polish_order
from familycare.lib.polish import date_in_words, number


@dataclass(frozen=True)
class LoadChange:
    """The number of families of an assistant on a day, before and after the handover."""

    assistant: Assistant
    before: int
    after: int


@dataclass(frozen=True)
class Preview:
    """The effects of a handover.

    `families` go, in order of name. `giver` and `taker` are LoadChanges as of `starts_on`. `meetings` counts
    appointments that move, `substitutions` those that end on the day before. `absences` are the taker's that include
    `starts_on` or begin within 30 days. `hidden` counts the giver's remaining families that the manager may not see.
    """

    starts_on: date
    families: list[Family]
    giver: LoadChange
    taker: LoadChange
    meetings: int
    substitutions: int
    absences: list[Absence]
    hidden: int

    @property
    def loads(self):
        """Return the LoadChanges of both assistants."""
        return [self.giver, self.taker]

    @property
    def last_day(self):
        """Return the last day of the giver."""
        return self.starts_on - timedelta(days=1)

    @property
    def warnings(self):
        """Return a sentence for each absence of the taker."""
        return [
            f"{self.taker.assistant} ma wtedy nieobecność ({absence_in_words(absence)})."
            if holds_on(absence, self.starts_on)
            else f"{self.taker.assistant} niedługo potem ma nieobecność ({absence_in_words(absence)})."
            for absence in self.absences
        ]


def preview(*, user, giver, assignments, to, starts_on):
    """Return the Preview of handing over `assignments` of `giver`, for the manager `user`.

    The handover is carried out and rolled back, so the preview is exact. Raise the errors of `hand_over`.
    """
    assignments = list(assignments)
    pks = [each.pk for each in assignments]
    with dry_run():
        before = _loads(giver, to, starts_on)
        agreed = [meeting.pk for each in assignments for meeting in appointments_from(each, starts_on)]
        ended = sum(each.substitutions.filter(ends_on__gte=starts_on).count() for each in assignments)
        hand_over(assignments=assignments, to=to, starts_on=starts_on)
        after = _loads(giver, to, starts_on)
        going = Appointment.objects.filter(pk__in=agreed, assistant=to).count()
        staying = Assignment.objects.active_on(starts_on).filter(assistant=giver).values("family")
        seen = Family.objects.visible_to(user).filter(pk__in=staying).count()
    families = with_carer_names(Family.objects).filter(pk__in=Assignment.objects.filter(pk__in=pks).values("family"))
    loads = [LoadChange(each, before[each.pk], after[each.pk]) for each in (giver, to)]
    hidden = after[giver.pk] - seen
    absences = absences_by_assistant(starts_on, [to], until=starts_on + LOOKAHEAD)[to.pk]
    return Preview(
        starts_on, list(families.order_by(polish_order("name"), "number")), *loads, going, ended, absences, hidden
    )


def _loads(giver, to, day):
    return {each.pk: each.load for each in with_load(Assistant.objects.filter(pk__in=[giver.pk, to.pk]), day)}


def too_little_room_message(to, families, day):
    """Return why `families` (a number) do not all fit with the assistant `to` from `day` on.

    The message says how many would fit and when the next place becomes free.
    """
    free = free_places([to], day)[to.pk]
    fit = sum(first <= day for first in free)
    later = next((first for first in free if first > day), None)
    if fit:
        sentences = [
            f"{to} nie ma miejsca dla wszystkich tych rodzin.",
            f"Wolne miejsca od {date_in_words(day)}: {number(fit)}, rodziny do przekazania: {number(families)}.",
        ]
    else:
        sentences = [str(NoFreePlace(to))]
    sentences.append(
        f"Następne miejsce zwolni się {date_in_words(later)}."
        if later
        else "Nie wiadomo, kiedy zwolni się następne miejsce."
    )
    return " ".join(sentences)
