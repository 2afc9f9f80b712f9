"""What the plans of open cases lack of what the law wants (UWRiSPZ art. 15 ust. 3), and what the centre has agreed.

One queryset answers all: `counts_of` counts its conditions, `cases_with` selects by one of them, so that every count is
the length of its list.
"""

from dataclasses import dataclass

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, Subquery

from cases.access import Part, parts_read_by
from cases.choices import FOSTER_CARE
from cases.deadlines import first_plan_due_after
from cases.models import Case, Diagnosis, Family, GoalAction, Placement, Plan, PlanGoal, PlanSignature
from cases.models_above import Assignment


@dataclass(frozen=True)
class Gap:
    """`code`: its word in addresses. `part`: a Part of the file that the reader must be able to read besides plans."""

    code: str
    label: str
    source: str
    part: Part = Part.PLANS

    @property
    def section(self):
        """The part of the family's page where it is put right."""
        return "diagnoza" if self.code == "bez_diagnozy" else "plan"


LAW, AGREED = "art. 15 ust. 3", "ustalenie ośrodka"
GAPS = (
    Gap("bez_planu", "Bez planu po terminie pierwszego planu", "art. 15 ust. 1 pkt 1"),
    Gap("bez_diagnozy", "Bez diagnozy sytuacji rodziny", LAW),
    Gap("bez_celow", "Plan bez celów", LAW),
    Gap("bez_zakresu", "Cel bez działań: nie wiadomo, co zrobić", LAW),
    Gap("bez_terminu", "Cel bez terminu", LAW),
    Gap("bez_efektu", "Cel bez przewidywanego efektu", LAW),
    Gap("po_terminie", "Plan przestał obowiązywać", LAW),
    Gap("po_przegladzie", "Minął dzień przeglądu planu", AGREED),
    Gap("bez_konsultacji", "Plan bez konsultacji z pracownikiem socjalnym", LAW),
    Gap("bez_koordynacji", "Dziecko w pieczy, plan bez uzgodnienia z koordynatorem", LAW, Part.PROCEEDINGS),
    Gap("bez_podpisu", "Planu nikt z rodziny nie podpisał ani nie odmówił", AGREED),
)


def gaps_read_by(user):
    """Return the Gaps that the user may know of."""
    parts = parts_read_by(user)
    return [gap for gap in GAPS if {gap.part, Part.PLANS} <= parts]


def open_cases(user, day, rules):
    """Return the open cases on the day of the families that the user sees, with `plan`, the key of the plan in force,
    `assistant`, the key of who works with the family, and for each Gap whether they have it, under its code."""
    in_force = Plan.objects.filter(case=OuterRef("pk"), agreed_on__lte=day).order_by("-agreed_on", "-pk")
    helpers = Assignment.objects.active_on(day).filter(case=OuterRef("pk")).order_by("starts_on", "pk")
    visible = Family.objects.visible_to(user).filter(anonymised_on=None)
    cases = Case.objects.order_by().active_on(day).filter(family__in=visible)
    cases = cases.annotate(
        assistant=Subquery(helpers.values("assistant")[:1]),
        first_due=first_plan_due_after("opened_on", rules.plan_due_days),
        plan=Subquery(in_force.values("pk")[:1]),
        agreed_on=Subquery(in_force.values("agreed_on")[:1]),
        valid_until=Subquery(in_force.values("valid_until")[:1]),
        review_on=Subquery(in_force.values("review_on")[:1]),
        consulted_on=Subquery(in_force.values("consulted_on")[:1]),
        coordinated=Subquery(in_force.values("with_care_coordinator")[:1]),
    )
    goals = PlanGoal.objects.order_by().filter(plan=OuterRef("plan"))
    further = GoalAction.objects.order_by().filter(goal=OuterRef("pk"))
    in_care = (
        Placement.objects.order_by().active_on(day).filter(person__family=OuterRef("family"), form__in=FOSTER_CARE)
    )
    has_plan = Q(plan__isnull=False)
    conditions = {
        "bez_planu": ~has_plan & Q(first_due__lt=day),
        "bez_diagnozy": ~Exists(Diagnosis.objects.order_by().filter(case=OuterRef("pk"), made_on__lte=day)),
        "bez_celow": has_plan & ~Exists(goals),
        "bez_zakresu": has_plan & Exists(goals.filter(~Exists(further), action="")),
        "bez_terminu": has_plan & Exists(goals.filter(due_on=None)),
        "bez_efektu": has_plan & Exists(goals.filter(expected_effect="")),
        "po_terminie": has_plan & Q(valid_until__lt=day),
        "po_przegladzie": has_plan & Q(review_on__lt=day),
        "bez_konsultacji": has_plan & Q(consulted_on__isnull=True),
        "bez_koordynacji": has_plan & Q(coordinated=False) & Exists(in_care),
        "bez_podpisu": has_plan & ~Exists(PlanSignature.objects.order_by().filter(plan=OuterRef("plan"))),
    }
    return cases.annotate(
        **{code: ExpressionWrapper(Q(each), output_field=BooleanField()) for code, each in conditions.items()}
    )


def counts_of(cases, gaps):
    """Return {Gap: the number of the cases (of `open_cases`) that have it}. One query."""
    found = cases.aggregate(**{f"n_{gap.code}": Count("pk", filter=Q(**{gap.code: True})) for gap in gaps})
    return {gap: found[f"n_{gap.code}"] for gap in gaps}


def cases_with(cases, gap):
    """Return those of the cases (of `open_cases`) that have the Gap, by family."""
    return cases.filter(**{gap.code: True}).select_related("family").order_by("family__name", "family__number", "pk")
