"""The kinds of notes that are searched. A floor above registers its own in `ready`; what is registered is indexed at
the next `manage.py migrate`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from cases.access import Part, contacts_in, parts_read_by
from cases.records.contacts import who_it_is
from familycare.accounts.rights import Right, may


def anyone(user):
    """Return the condition (Q) for all records of a kind."""
    return Q()


@dataclass(frozen=True)
class NoteKind:
    """A kind of notes: texts of a model in the files of families.

    - `word`: in addresses; `label`: in the choice of kinds.
    - `model`: its label; `fields`: the texts, never NULL; `family`, `day`: the lookups from a record to its family and
      to the day by which notes are sorted.
    - `part`: of the file; of its records a user reads those with the condition `readable(user)`, or none if that is
      None.
    - `title(record)`, `author(record)`: what stands above the note; `related`: what these read.
    - `query`, `anchor`: where the note stands on the family's page, with {key} for its primary key; or `route`, a page
      of its own, named with `route_of(record)`.
    """

    word: str
    label: str
    model: str
    fields: tuple[str, ...]
    family: str
    day: str
    part: Part
    title: Callable
    author: Callable = lambda record: ""
    readable: Callable = anyone
    related: tuple[str, ...] = ()
    query: str = ""
    anchor: str = ""
    route: str = ""
    route_of: Callable = None

    @cached_property
    def records(self):
        return apps.get_model(self.model).objects.order_by()

    def read_by(self, user):
        """Return the condition (Q) for the records that the user may read in the files that they see, or None."""
        return self.readable(user) if self.part in parts_read_by(user) else None

    def text_of(self, record):
        return "\n".join(filter(None, (getattr(record, name) for name in self.fields)))

    def family_of(self, record):
        for name in self.family.split("__"):
            record = getattr(record, name)
        return record

    def address_of(self, record):
        """Return the address at which the note stands in the family's file."""
        if self.route:
            return reverse(self.route, args=[self.route_of(record)])
        page = reverse("family", args=[self.family_of(record).number])
        query = f"?{self.query.format(key=record.pk)}" if self.query else ""
        return f"{page}{query}#{self.anchor.format(key=record.pk)}"


NOTE_KINDS = {}  # word: NoteKind, in the order of the choice


def register(kind):
    """Declare a kind of notes."""
    NOTE_KINDS[kind.word] = kind


register(
    NoteKind(
        word="cele",
        label="cele planów",
        model="cases.PlanGoal",
        fields=("goal", "action", "expected_effect"),
        family="plan__case__family",
        day="plan__agreed_on",
        part=Part.PLANS,
        title=lambda goal: f"Cel planu {goal.plan}",
        related=("plan__case__family",),
        anchor="cel-{key}",
    )
)
register(
    NoteKind(
        word="wnioski",
        label="wnioski o asystenta",
        model="cases.Referral",
        fields=("reasons", "decision_reason"),
        family="family",
        day="referred_on",
        part=Part.SUPPORT,
        title=lambda referral: f"Wniosek o asystenta {referral.number}",
        author=lambda referral: str(referral.filed_by or ""),
        # These texts stand on the page of the referral, which not everybody opens who reads of it in the file.
        readable=lambda user: Q() if may(user, Right.READ_REFERRALS) else None,
        related=("family", "filed_by"),
        route="referral",
        route_of=lambda referral: referral.number,
    )
)
register(
    NoteKind(
        word="kontakty",
        label="uwagi o kontaktach",
        model="cases.OutsideContact",
        fields=("note",),
        family="family",
        day="starts_on",
        part=Part.PEOPLE,
        title=lambda contact: f"Kontakt: {capfirst(who_it_is(contact))}",
        readable=lambda user: Q(role__in=contacts_in(parts_read_by(user))),
        related=("family",),
        anchor="kontakt-{key}",
    )
)
register(
    NoteKind(
        word="zakonczenia",
        label="powody zakończenia wsparcia",
        model="cases.Case",
        fields=("closing_words",),
        family="family",
        day="closed_on",
        part=Part.SUPPORT,
        title=lambda case: f"Zakończenie wsparcia {case.number}",
        readable=lambda user: Q(closed_on__isnull=False),
        related=("family",),
        query="co=wsparcie",
        anchor="os-czasu",
    )
)
