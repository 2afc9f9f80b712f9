"""Names in Polish order, the same on both databases."""

import pytest

from cases.models import Family
from familycare.lib.ordering import polish_order
from tests.factories import FamilyFactory

IN_ORDER = [
    "Adamska",
    "Azja",
    "Ąkowska",
    "Celińska",
    "Czyż",
    "Ćwik",
    "Kowal",
    "Kowal Zofia",
    "Kowalska",
    "Kowalska-Źródło",
    "Laska",
    "Lód",
    "Lubicz",
    "Łaska",
    "Müller",
    "Mylik",
    "O'Hara",
    "Ossowska",
    "Ósma",
    "zawada",
    "Ziaja",
    "Zz",
    "Źrebięca",
    "Żak",
]


@pytest.mark.django_db
def test_letters_with_marks_follow_the_plain_ones():
    for name in sorted(IN_ORDER, key=len):
        FamilyFactory(name=name)
    assert list(Family.objects.order_by(polish_order("name")).values_list("name", flat=True)) == IN_ORDER
    assert list(Family.objects.order_by(polish_order("name").desc()).values_list("name", flat=True)) == IN_ORDER[::-1]
