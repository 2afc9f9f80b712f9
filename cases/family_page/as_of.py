"""What was known of a record on a day: for whoever handed a family over, and reads its file as it stood then.

A record that began later was not known, nor one that came into the file later (`cases.family_page.later_entries`);
what ended later was still open. A field without a day that says since when it holds is left out.
"""

from dataclasses import dataclass, field
from operator import attrgetter

from cases import models
from cases.models_above import Assignment, Assistant, Attendance, Substitution, Visit, Workshop
from familycare.accounts.models import User
from familycare.centre.models import HelpKind, OutcomeKind, Problem


@dataclass(frozen=True)
class Dates:
    """How the days of a model tell what of it was known.

    A record is known when one of the days `since` has come (without any: always), unless one of `not_before` is still
    to come. A day in `later` that is still to come was not known, nor the fields that came with it, nor, ever, the
    fields in `undated`.
    """

    since: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    later: dict[str, tuple[str, ...]] = field(default_factory=dict)
    undated: tuple[str, ...] = ()

    def is_known(self, record, day):
        since, not_before = ([attrgetter(name)(record) for name in names] for names in (self.since, self.not_before))
        has_come = not since or any(date and date <= day for date in since)
        return has_come and all(date is None or date <= day for date in not_before)

    def forget(self, record, day):
        """Takes out of the record what was not known on the day. The record must not be saved any more."""
        forgotten = list(self.undated)
        for name, with_it in self.later.items():
            date = getattr(record, name)
            if date is None or date > day:
                forgotten += [name, *with_it]
        for name in forgotten:
            setattr(record, name, None if record._meta.get_field(name).null else "")


def span(model, *with_the_end):
    """The Dates of a model that holds from one day to another."""
    first, last = model.SPAN
    return Dates(since=(first,), later={last: with_the_end})


APPLICATION = ("applied_on", "certificate_on", "benefit_granted_on")
LETTER = ("requested_on", "due_on", "sent_on")
ALWAYS = Dates()
OWNERS = {models.Person, models.Case, models.Plan, Assignment}

# Every model of a file. What is not here was not known.
DATES = {
    models.Person: Dates(not_before=("birth_date", "joined_on"), later={"left_on": ()}),
    models.Case: span(models.Case, "closing_reason"),
    models.Referral: Dates(
        since=("referred_on",),
        later={
            "interview_on": (),
            "consent_on": (),
            "returned_on": ("returned_because",),
            "decided_on": ("decision", "decided_by", "decision_reason", "case"),
        },
    ),
    Assignment: span(Assignment),
    Substitution: Dates(since=("starts_on",)),
    models.CourtOrder: span(models.CourtOrder),
    models.CourtReport: Dates(since=LETTER, later={"sent_on": ()}),
    models.FamilyProblem: span(models.FamilyProblem),
    models.Help: span(models.Help),
    models.BlueCard: span(models.BlueCard),
    models.ZaZyciem: Dates(since=APPLICATION, later=dict.fromkeys(APPLICATION, ())),
    models.Placement: span(models.Placement, "end_reason"),
    models.Condition: span(models.Condition),
    models.Attachment: Dates(since=("uploaded_on",)),
    models.Plan: Dates(since=("agreed_on",)),
    models.PlanGoal: Dates(since=("plan.agreed_on",), undated=("status",)),
    models.Assessment: Dates(since=("held_on",)),
    models.Outcome: Dates(since=("achieved_on",)),
    Attendance: Dates(since=("attended_on",)),
    Visit: Dates(since=("visited_on",)),
    Assistant: ALWAYS,
    Workshop: ALWAYS,
    Problem: ALWAYS,
    HelpKind: ALWAYS,
    OutcomeKind: ALWAYS,
    User: ALWAYS,
}


def known_on(day, records, later):
    """{model: its records} as they were known at the end of `day`, of those that `read_together` read, without what
    came `later` (a Later).

    Models stand in the order in which they belong to one another: what belongs to a person, a case, a plan or an
    assignment that was not known was not known either.
    """
    known = {}
    for model, theirs in records.items():
        dates = DATES.get(model)
        for record in theirs:
            later.take_out(record)
        known[model] = [
            record
            for record in theirs
            if dates and dates.is_known(record, day) and not later.has(record) and not _is_orphan(record, known)
        ]
        for record in known[model]:
            dates.forget(record, day)
    return known


def _is_orphan(record, known):
    """Whether the record belongs to one that is not among the known ones."""
    owners = [relation for relation in record._meta.concrete_fields if relation.related_model in OWNERS]
    return any(
        getattr(record, relation.attname) is not None
        and getattr(record, relation.name) not in known[relation.related_model]
        for relation in owners
        # A referral is made before there is a case.
        if not relation.null or relation.related_model is models.Person
    )
