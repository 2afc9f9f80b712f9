"""The difficulty of the work with a family: one number, used to balance caseloads and to plan handovers.

It counts one point for each unresolved problem, one for each child, one for an obligation by a court and one for an
open „Niebieska Karta” procedure. It is not a diagnosis; it only separates an easy caseload from a hard one.
"""

from collections import Counter

from django.db.models import Count, Q, Value

from cases.choices import CaseBasis
from cases.models import BlueCard, Case, FamilyProblem, Person

IN_A_SENTENCE = (
    "Trudność rodziny to liczba jej dzieci i nierozwiązanych problemów, o jeden więcej, gdy zobowiązał ją sąd, "
    "i o jeden, gdy trwa procedura „Niebieskie Karty”."
)


def difficulties(families, day):
    """Return a Counter {pk of the family: difficulty as of `day`}; families without any difficulty are missing and
    count 0.

    `families` is a queryset or a collection of keys. One query.
    """
    among = Q(family__in=families)
    found = Counter()
    problems, children, obliged, cards = (
        records.filter(among)
        .order_by()
        .values("family")
        .annotate(number=number)
        .values_list("family", "number")
        .distinct()
        for records, number in (
            (FamilyProblem.objects.active_on(day), Count("problem", distinct=True)),
            (Person.objects.children_on(day), Count("pk")),
            (Case.objects.active_on(day).filter(basis=CaseBasis.COURT_ORDER), Value(1)),
            (BlueCard.objects.active_on(day), Value(1)),
        )
    )
    for family, number in problems.union(children, obliged, cards, all=True):
        found[family] += number
    return found
