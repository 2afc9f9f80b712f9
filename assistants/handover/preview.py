"""What a handover would do, before it is done; and why not all of the families fit."""

from dataclasses import dataclass
from datetime import date, timedelta

from assistants.absences.services import SOON, absences_from, in_words
from assistants.assignments.places import NoFreePlace
from assistants.handover.services import hand_over, meetings
from assistants.models import Absence, Appointment, Assignment, Assistant
from assistants.staff.caseload import free_places, with_load
from cases.models import Family
from cases.spans import holds_on
from familycare.audit.services import dry_run
from familycare.lib.ordering import polish
from familycare.lib.polish import date_in_words, number


@dataclass(frozen=True)
class Load:
    """How many families an assistant has on a day, before the handover and after it."""

    assistant: Assistant
    before: int
    after: int


@dataclass(frozen=True)
class Preview:
    """What a handover would do: the Families that go (in order of names), the Loads of who gives and who takes on
    `starts_on`, how many agreed meetings go along, how many substitutions end with the day before, the Absences of the
    taker that hold then or begin in the weeks after, and how many families `hidden` from the manager stay."""

    starts_on: date
    families: list[Family]
    giver: Load
    taker: Load
    meetings: int
    substitutions: int
    absences: list[Absence]
    hidden: int

    @property
    def loads(self):
        return [self.giver, self.taker]

    @property
    def last_day(self):
        """The last day of who gives."""
        return self.starts_on - timedelta(days=1)

    @property
    def warnings(self):
        """A sentence for each absence of the taker."""
        return [
            f"{self.taker.assistant} ma wtedy nieobecność ({in_words(absence)})."
            if holds_on(absence, self.starts_on)
            else f"{self.taker.assistant} niedługo potem ma nieobecność ({in_words(absence)})."
            for absence in self.absences
        ]


def preview(*, user, giver, assignments, to, starts_on):
    """The Preview for the manager `user` of a handover of assignments of `giver`: it is carried out, looked at, and
    taken back, so that it says what will happen. Raises what `hand_over` raises."""
    assignments = list(assignments)
    keys = [each.pk for each in assignments]
    with dry_run():
        before = _loads(giver, to, starts_on)
        agreed = [meeting.pk for each in assignments for meeting in meetings(each, starts_on)]
        ended = sum(each.substitutions.filter(ends_on__gte=starts_on).count() for each in assignments)
        hand_over(assignments=assignments, to=to, starts_on=starts_on)
        after = _loads(giver, to, starts_on)
        going = Appointment.objects.filter(pk__in=agreed, assistant=to).count()
        staying = Assignment.objects.active_on(starts_on).filter(assistant=giver).values("family")
        seen = Family.objects.visible_to(user).filter(pk__in=staying).count()
    families = Family.objects.filter(pk__in=Assignment.objects.filter(pk__in=keys).values("family"))
    loads = [Load(each, before[each.pk], after[each.pk]) for each in (giver, to)]
    hidden = after[giver.pk] - seen
    absences = absences_from(starts_on, [to], until=starts_on + SOON)[to.pk]
    return Preview(starts_on, list(families.order_by(polish("name"), "number")), *loads, going, ended, absences, hidden)


def _loads(giver, to, day):
    return {each.pk: each.load for each in with_load(Assistant.objects.filter(pk__in=[giver.pk, to.pk]), day)}


def room_in_words(to, families, day):
    """Why not all of the `families` (a number of them) fit with the assistant `to` from `day` on: how many would, and
    from when there is one place more."""
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
