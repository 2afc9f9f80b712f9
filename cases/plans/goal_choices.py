"""What the form of a plan offers: read once for all goals of a page."""

from dataclasses import dataclass, field

from django.utils import timezone

from cases.choices import FOSTER_CARE, PersonRole
from cases.goal_library.choices import LibraryChoice
from cases.models import FamilyProblem, LibraryGoal, Person, Placement
from cases.spans import holds_on
from familycare.centre.models import LifeArea, Problem
from familycare.lib.union_read import read_in_one_query

ANYBODY = ("rodzina", "rodzice", "asystent rodziny", "rodzina i asystent rodziny", "pracownik socjalny")


@dataclass
class GoalChoices:
    """Areas and problems as [(group or "", [entries])], who may do something (texts), and the goals of the library.

    `in_care`: whether a child of the family is in foster care today.
    """

    areas: list
    problems: list
    people: list = field(default_factory=lambda: [*ANYBODY])
    library: LibraryChoice | None = None
    in_care: bool = False

    @classmethod
    def of_family(cls, family):
        """Return the choices for a plan of the family: its own open problems first. One query.

        The family gets its `carer_name`, for `distinct_name`.
        """
        read = read_in_one_query(
            LifeArea.objects.offered(),
            Problem.objects.offered(),
            LibraryGoal.objects.offered(),
            FamilyProblem.objects.open().filter(family=family),
            Person.objects.filter(family=family),
            Placement.objects.filter(person__family=family, form__in=FOSTER_CARE),
        )
        areas, problems = (
            sorted(read[model], key=lambda entry: (entry.position, entry.pk)) for model in (LifeArea, Problem)
        )
        own = {each.problem_id for each in read[FamilyProblem]}
        today = timezone.localdate()
        adults = adults_among(read[Person], today)
        family.carer_name = next((each.first_name for each in adults if each.main_carer), None)
        return cls(
            areas=[("", areas)],
            problems=[
                ("Problemy tej rodziny", [each for each in problems if each.pk in own]),
                ("Inne problemy", [each for each in problems if each.pk not in own]),
            ],
            people=[*ANYBODY, *map(str, adults)],
            library=LibraryChoice.by_area(read[LibraryGoal], areas, own),
            in_care=any(holds_on(each, today) for each in read[Placement]),
        )

    @classmethod
    def without_family(cls):
        """Return the choices without those of a family."""
        return cls([("", [*LifeArea.objects.offered()])], [("", [*Problem.objects.offered()])])


def adults_among(persons, day):
    """Return those of the persons who are grown-up members of their family on the day, main carers first."""
    adults = [each for each in persons if holds_on(each, day) and (each.main_carer or each.role != PersonRole.CHILD)]
    return sorted(adults, key=lambda each: (not each.main_carer, each.pk))


def adults_of(family):
    """Return the grown-up members of the family today, main carers first."""
    return adults_among(Person.objects.filter(family=family), timezone.localdate())
