"""How demanding the work with a family is: one measure, by which assistants are compared and families handed on.

A family weighs one for each of its unresolved problems, one for each child, one for an obligation by a court and one
for an open „Niebieska Karta”. It is no diagnosis: it only tells fifteen quiet families from fifteen hard ones.
"""

from collections import Counter

from django.db.models import Count, Q, Value

from cases.choices import CaseBasis
from cases.models import BlueCard, Case, FamilyProblem, Person

IN_A_SENTENCE = (
    "Trudność rodziny to liczba jej nierozwiązanych problemów i dzieci, o jeden więcej przy zobowiązaniu sądu "
    "i o jeden przy otwartej „Niebieskiej Karcie”."
)


def difficulties(families, day):
    """{family's key: its difficulty as of `day`}, of those of `families` (a queryset or keys) that have any; a Counter,
    so that the others have 0. One query."""
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
