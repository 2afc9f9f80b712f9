"""The data held about families and persons, model by model.

The copy of personal data (RODO art. 15), anonymisation and `docs/data-protection.md` are all made from this list. Kinds
of records add themselves by their declarations. A system check finds models that are missing.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.records.kinds import KINDS

GONE = "dane usunięte"


@dataclass(frozen=True)
class Held:
    """Records of one model.

    - `family`, `person`: the lookups from a record to its family and to its person ("self" in these two models).
      Without `person`, the record is about the whole family. `other_person`: a second one, whose copy does not have it.
    - `days`: the lookups to the first and the last day, if the model has no SPAN.
    - `runs`: without a last day, the record keeps the file of the family in use.
    - `erased`: {field that may identify somebody: the value that anonymisation writes into it}. All other fields are
      dates, numbers and codes, which the figures of past reports need.
    - `goes`: no figure needs the records, and anonymisation deletes them.
    - `internal`: fields that contain nothing about the person.
    - `withheld`: fields about somebody else, which the person's copy does not give (RODO art. 15 ust. 4).
    """

    label: str
    family: str
    person: str = ""
    days: tuple[str, str] | None = None
    runs: bool = False
    erased: dict = field(default_factory=dict)
    goes: bool = False
    internal: tuple[str, ...] = ()
    other_person: str = ""
    withheld: tuple[str, ...] = ()

    @property
    def model(self):
        return apps.get_model(self.label)

    @property
    def span(self):
        return self.days or self.model.SPAN

    @property
    def title(self):
        return self.model._meta.verbose_name_plural

    @property
    def fields(self):
        """Return the fields with data, without the keys that only lead to the person or the family."""
        ways = {self.family.split("__")[0], self.person.split("__")[0]}
        return [
            each
            for each in self.model._meta.concrete_fields
            if not (each.generated or each.primary_key or each.name in ways or each.name in self.internal)
        ]

    def of_families(self, families):
        """Return the records of `families`, a queryset or primary keys."""
        return self.model.objects.filter(**{"pk__in" if self.family == "self" else f"{self.family}__in": families})

    def of_family(self, family):
        return self.of_families([family.pk])

    def of_person(self, person):
        """Return the records about this person alone."""
        return self.model.objects.filter(**{"pk" if self.person == "self" else self.person: person.pk})

    def after(self, day):
        """Return the condition (Q) for records that began or ended after `day`."""
        first, last = self.span
        return Q(**{f"{first}__gt": day}) | Q(**{f"{last}__gt": day})


HELD = (
    Held(
        "cases.Family",
        "self",
        days=("registered_on", "registered_on"),
        erased={"name": GONE, "address": "", "district": "", "social_worker": None, "form_key": ""},
        internal=("anonymised_on", "merged_into", "form_key", "search"),
    ),
    Held(
        "cases.Person",
        "family",
        person="self",
        erased={
            "first_name": "",
            "last_name": "",
            "pesel": "",
            "phone": "",
            "email": "",
            "same_as": None,
            "form_key": "",
        },
        internal=("first_record", "form_key", "search"),
    ),
    *(
        Held(
            kind.label,
            kind.family,
            kind.person,
            kind.days,
            kind.runs,
            kind.erased,
            withheld=kind.withheld,
            other_person=kind.other_person,
        )
        for kind in KINDS
    ),
    Held("cases.CareCharge", "person__family", person="person", days=("month", "month")),
    Held(
        "cases.StayStart",
        "person__family",
        person="person",
        days=("counted_from", "in_care_on"),
        erased={"reason": GONE},
    ),
    Held("assistants.Attendance", "person__family", person="person", days=("attended_on", "attended_on")),
    Held(
        "assistants.Enrolment",
        "person__family",
        person="person",
        days=("person__joined_on", "person__left_on"),
        goes=True,
    ),
    Held(
        "cases.Referral",
        "family",
        days=("referred_on", "decided_on"),
        erased={
            "filed_by": None,
            "reasons": "",
            "no_consent_because": "",
            "returned_because": "",
            "decided_by": None,
            "decision_reason": "",
            "case_mark": "",
            "form_key": "",
        },
        internal=("form_key",),
    ),
    Held("cases.Case", "family", runs=True, erased={"closing_words": ""}),
    Held("assistants.Assignment", "family", internal=("place",)),
    Held("assistants.Substitution", "assignment__family", erased={"over_limit_reason": ""}),
    Held("assistants.Closing", "case__family", days=("case__closed_on", "case__closed_on"), goes=True),
    Held(
        "cases.Plan",
        "case__family",
        days=("agreed_on", "agreed_on"),
        erased={"consulted_with": "", "coordinated_with": ""},
    ),
    Held(
        "cases.PlanGoal",
        "plan__case__family",
        days=("plan__agreed_on", "plan__agreed_on"),
        erased={"goal": GONE, "action": "", "responsible": "", "expected_effect": "", "success_measure": ""},
    ),
    Held(
        "cases.GoalAction",
        "goal__plan__case__family",
        days=("goal__plan__agreed_on", "goal__plan__agreed_on"),
        erased={"action": GONE, "responsible": ""},
    ),
    Held(
        "cases.PlanSignature",
        "plan__case__family",
        person="person",
        days=("given_on", "given_on"),
        erased={"name": GONE, "reason": ""},
    ),
    Held("cases.Diagnosis", "case__family", days=("made_on", "made_on")),
    Held(
        "cases.AreaFinding",
        "diagnosis__case__family",
        days=("diagnosis__made_on", "diagnosis__made_on"),
        erased=dict.fromkeys(("state", "resources", "risks", "family_view", "child_view"), ""),
    ),
    Held(
        "cases.AreaScore",
        "assessment__case__family",
        days=("assessment__held_on", "assessment__held_on"),
        erased={"sentence": ""},
    ),
    Held(
        "assistants.Visit",
        "case__family",
        days=("visited_on", "visited_on"),
        erased={"summary": "", "correction_reason": ""},
        internal=("client_key", "entered_at", "corrected_at"),
    ),
    Held("assistants.VisitGoal", "visit__case__family", days=("visit__visited_on", "visit__visited_on")),
    Held(
        "assistants.Correction",
        "family",
        days=("corrected_on", "corrected_on"),
        erased={"corrected_by": None, "sentence": GONE, "reason": ""},
    ),
    Held(
        "assistants.MovedVisit",
        "family",
        days=("visited_on", "moved_on"),
        erased={"moved_by": None, "reason": ""},
    ),
    Held("assistants.Appointment", "family", days=("planned_on", "planned_on"), erased={"place": ""}),
    # Before the document that it points to.
    Held(
        "reporting.Paper",
        "family",
        days=("dated_on", "dated_on"),
        goes=True,
        internal=("attachment", "docx", "sha256", "subject", "series", "year", "number", "form_key"),
    ),
    Held(
        "cases.Attachment",
        "family",
        person="person",
        days=("dated_on", "uploaded_on"),
        goes=True,
        internal=("stored_as",),
    ),
)


def counts_in(families):
    """Return {pk of the family: {plural name of the records: number}} for these primary keys, in one query."""
    kinds = {f"kind_{place}": held for place, held in enumerate(HELD) if held.family != "self"}
    counts = {
        name: Coalesce(Subquery(_of_outer_family(held).annotate(n=Count("pk")).values("n")), 0)
        for name, held in kinds.items()
    }
    rows = apps.get_model("cases.Family").objects.order_by().filter(pk__in=families).annotate(**counts)
    return {
        row.pop("pk"): {kinds[name].title: number for name, number in row.items() if number}
        for row in rows.values("pk", *counts)
    }


def _of_outer_family(held):
    return held.model.objects.order_by().filter(**{held.family: OuterRef("pk")}).values(held.family)


# Models that lead to a family but hold no data that a person could ask for, each with the reason.
# Anonymisation deletes them.
NOT_ABOUT_THE_FAMILY = {
    "assistants.SuspectedDuplicate": (
        "mówi, że dwie rodziny mogą być jedną, i co o tym rozstrzygnięto; znika przy anonimizacji jednej z nich"
    ),
    "cases.Draft": "szkic, który nie jest jeszcze wpisem ani wnioskiem: widzi go tylko autor; znika przy anonimizacji",
    "cases.FamilyMerge": "mówi, które dwie rodziny okazały się jedną i jak to cofnąć; znika przy anonimizacji",
    "cases.NamedReader": "mówi, który pracownik może otworzyć akta; znika przy anonimizacji",
}
