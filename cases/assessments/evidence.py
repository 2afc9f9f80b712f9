"""What the file says about a family in a period: the facts that an assessment rests on, each with its place."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone

from cases import models
from cases.assessments.areas_of import (
    AREA_OF_BLUE_CARDS,
    AREA_OF_COURT_ORDERS,
    AREA_OF_HELP,
    AREA_OF_OUTCOME,
    AREA_OF_PROBLEM,
)
from cases.models_above import Visit, VisitGoal
from familycare.centre.models import AssessmentStep, HelpKind, LifeArea, OutcomeKind, Problem
from familycare.lib.polish import counted, date_in_digits
from familycare.lib.union_read import read_in_one_query

FAILED = "attempted_visit"
DIARY = "?co=dziennik#os-czasu"


@dataclass(frozen=True)
class Fact:
    """A fact in words, the address of its place in the family's file, and the code of its area, if it is known."""

    words: str
    url: str
    area: str = ""


@dataclass(frozen=True)
class FactGroup:
    """Facts of one kind under their heading. `nothing`: what stands there without facts."""

    title: str
    facts: list
    nothing: str = "nic nie wpisano"


class Evidence:
    """What is known about the case from `first` to `last`, both included (by default since the assessment before, up to
    today), and what assessments are made with: the areas, the scale and the assessments before. Four queries, however
    much there is.
    """

    def __init__(self, case, first=None, last=None):
        self.case = case
        family = case.family_id
        self._found = read_in_one_query(
            LifeArea.objects.all(),
            AssessmentStep.objects.all(),
            models.Assessment.objects.filter(case=case),
            models.AreaScore.objects.filter(assessment__case=case),
            models.Plan.objects.filter(case=case),
            models.PlanGoal.objects.filter(plan__case=case),
            models.Person.objects.filter(family=family),
            models.Placement.objects.filter(person__family=family),
            models.CourtOrder.objects.filter(family=family),
            models.BlueCard.objects.filter(family=family),
            models.Help.objects.filter(family=family),
            models.Outcome.objects.filter(case=case),
            models.FamilyProblem.objects.filter(family=family),
            HelpKind.objects.all(),
            OutcomeKind.objects.all(),
            Problem.objects.all(),
        )
        days = self.days_since
        self.first, self.last = first or days["period_start"], last or days["period_end"]

    @property
    def days_since(self):
        """The initial days of a new assessment: from the one before, or the opening of the case, up to today."""
        before, today = next(iter(self.assessments), None), timezone.localdate()
        start = (before.period_end or before.held_on) + timedelta(days=1) if before else self.case.opened_on
        end = min(today, self.case.closed_on or today)
        return {"period_start": min(start, end), "period_end": end, "held_on": end}

    def _is_within(self, day):
        return day is not None and self.first <= day <= self.last

    @cached_property
    def areas(self):
        """All areas of the dictionary in its order, also those that are retired or were merged into another."""
        return sorted(self._found[LifeArea], key=lambda area: (area.position, area.code))

    @cached_property
    def steps(self):
        """All steps of the scale from the worst to the best, also those that are retired."""
        kept = [step for step in self._found[AssessmentStep] if step.merged_into_id is None]
        return sorted(kept, key=lambda step: (step.position, step.code))

    @cached_property
    def assessments(self):
        """The assessments of the case, newest first."""
        return sorted(self._found[models.Assessment], key=lambda each: (each.held_on, each.pk), reverse=True)

    @cached_property
    def scores(self):
        """{key of an assessment: {code of an area: AreaScore}}"""
        found = defaultdict(dict)
        for score in self._found[models.AreaScore]:
            found[score.assessment_id][score.area_id] = score
        return found

    def before(self, assessment=None):
        """Return the newest assessment that has scores, before `assessment` if one is given, or None."""
        there = self.assessments
        if assessment is not None:
            there = there[[each.pk for each in there].index(assessment.pk) + 1 :]
        return next((each for each in there if self.scores[each.pk]), None)

    @cached_property
    def groups(self):
        """The FactGroups of the period."""
        return [
            FactGroup("Wpisy w dzienniku", self._visits, "w tym okresie nie ma wpisów"),
            FactGroup("Cele planu", self._goals, "nie ma planu z celami"),
            FactGroup("Pomoc specjalistyczna", self._help, "nic się nie zaczęło ani nie skończyło"),
            FactGroup("Efekty", self._outcomes, "nie wpisano efektów"),
            FactGroup("Pobyty dzieci poza rodziną", self._placements, "nie było"),
            FactGroup("Sąd i „Niebieska Karta”", self._court, "w tym okresie nic nowego"),
        ]

    def facts_of(self, area):
        """Return the facts whose area has this code, problems first."""
        of_groups = [fact for group in self.groups for fact in group.facts]
        return [fact for fact in (*self._problems, *of_groups) if fact.area == area]

    def _url(self, section):
        page = reverse("family", args=[self.case.family.number])
        return page + (section if section.startswith("?") else f"#{section}")

    @cached_property
    def _visits(self):
        period = Visit.objects.filter(case=self.case, visited_on__range=(self.first, self.last)).order_by()
        by_kind = dict(period.values_list("kind").annotate(Count("pk")))
        if not by_kind:
            return []
        names = dict(Visit._meta.get_field("kind").flatchoices)
        failed = by_kind.pop(FAILED, 0)
        url = self._url(DIARY)
        facts = [Fact(f"{names[kind]}: {n}", url) for kind, n in sorted(by_kind.items(), key=lambda pair: -pair[1])]
        last = period.with_the_family().aggregate(last=Max("visited_on"))["last"]
        if last:
            facts.append(Fact(f"ostatni kontakt z rodziną: {date_in_digits(last)}", url))
        if failed:
            facts.append(Fact(counted(failed, "wizyta nieudana", "wizyty nieudane", "wizyt nieudanych"), url))
        return facts

    @cached_property
    def _goals(self):
        plans = {plan.pk: plan for plan in self._found[models.Plan] if plan.agreed_on <= self.last}
        if not plans:
            return []
        visits = VisitGoal.objects.order_by().filter(visit__visited_on__range=(self.first, self.last))
        worked_on = dict(visits.filter(goal__plan__in=plans).values_list("goal").annotate(Count("pk")))
        newest = max(plans.values(), key=lambda plan: (plan.agreed_on, plan.pk))
        there = [goal for goal in self._found[models.PlanGoal] if goal.plan_id == newest.pk or goal.pk in worked_on]
        return [
            Fact(self._goal_in_words(goal, worked_on.get(goal.pk, 0)), self._url("plan"), goal_area(goal))
            for goal in sorted(there, key=lambda goal: (goal.plan_id != newest.pk, goal.due_on or date.max, goal.pk))
            if goal.plan_id in plans
        ]

    @staticmethod
    def _goal_in_words(goal, visits):
        said = [goal.get_status_display(), counted(visits, "wizyta", "wizyty", "wizyt") if visits else ""]
        return f"cel: {goal.goal}" + (f" ({', '.join(filter(None, said))})" if any(said) else "")

    @cached_property
    def _help(self):
        url, facts = self._url("pomoc"), []
        for help in sorted(self._found[models.Help], key=lambda each: (each.starts_on or date.min, each.pk)):
            area = AREA_OF_HELP.get(help.kind_id, "")
            if self._is_within(help.starts_on):
                facts.append(Fact(f"{help.kind}: od {date_in_digits(help.starts_on)}", url, area))
            if self._is_within(help.over_on):
                facts.append(Fact(f"{help.kind}: zakończono {date_in_digits(help.over_on)}", url, area))
        return facts

    @cached_property
    def _outcomes(self):
        found = sorted(self._found[models.Outcome], key=lambda each: (each.achieved_on, each.pk))
        return [
            Fact(
                f"{each.outcome}: {date_in_digits(each.achieved_on)}",
                self._url("pomoc"),
                AREA_OF_OUTCOME.get(each.outcome_id, ""),
            )
            for each in found
            if self._is_within(each.achieved_on)
        ]

    @cached_property
    def _placements(self):
        url, facts = self._url("sad"), []
        for stay in sorted(self._found[models.Placement], key=lambda each: (each.starts_on or date.min, each.pk)):
            name = f"{stay.person.first_name or stay.person}, {stay.get_form_display()}"
            if self._is_within(stay.starts_on):
                facts.append(Fact(f"{name}: od {date_in_digits(stay.starts_on)}", url))
            if self._is_within(stay.over_on):
                facts.append(Fact(f"{name}: zakończony {date_in_digits(stay.over_on)}", url))
            elif stay.starts_on and stay.starts_on < self.first and (not stay.over_on or stay.over_on > self.last):
                facts.append(Fact(f"{name}: przez cały okres", url))
        return facts

    @cached_property
    def _court(self):
        orders = sorted(self._found[models.CourtOrder], key=lambda each: (each.issued_on, each.pk))
        facts = [
            Fact(
                f"postanowienie: {order.get_kind_display()}, {date_in_digits(order.issued_on)}",
                self._url("sad"),
                AREA_OF_COURT_ORDERS,
            )
            for order in orders
            if self._is_within(order.issued_on)
        ]
        for card in sorted(self._found[models.BlueCard], key=lambda each: (each.opened_on, each.pk)):
            url = self._url("sytuacja")
            if self._is_within(card.opened_on):
                opened = f"„Niebieska Karta”: od {date_in_digits(card.opened_on)}"
                facts.append(Fact(opened, url, AREA_OF_BLUE_CARDS))
            if self._is_within(card.closed_on):
                closed = f"„Niebieska Karta” zakończona {date_in_digits(card.closed_on)}"
                facts.append(Fact(closed, url, AREA_OF_BLUE_CARDS))
        return facts

    @cached_property
    def _problems(self):
        facts = []
        for each in sorted(self._found[models.FamilyProblem], key=lambda one: (str(one.identified_on), one.pk)):
            area, url = AREA_OF_PROBLEM.get(each.problem_id, ""), self._url("sytuacja")
            if self._is_within(each.resolved_on):
                facts.append(Fact(f"problem rozwiązany: {each.problem}", url, area))
            elif not each.resolved_on and (not each.identified_on or each.identified_on <= self.last):
                facts.append(Fact(f"problem: {each.problem}", url, area))
        return facts


def goal_area(goal):
    """Return the code of the area of the goal; "" if goals have none."""
    return getattr(goal, "area_id", None) or ""
