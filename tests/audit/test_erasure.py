"""The contents of changes are erased when a family is anonymised, and never otherwise without a trace."""

from datetime import date

import pytest
from django.db import connection

from cases.models import Family
from cases.privacy.retention import anonymise
from familycare.audit.chain import erase_contents
from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change
from familycare.audit.verification.chains import Broken, verify
from tests.factories import FamilyFactory

pytestmark = pytest.mark.django_db


def test_erasing_deletes_the_contents_of_a_family_and_keeps_the_chain():
    sowa, wilk = FamilyFactory(name="Sowa"), FamilyFactory(name="Wilk")
    sowa.name, sowa.anonymised_on = "Puchacz", date(2024, 5, 20)
    sowa.save()
    assert erase_contents(sowa) == 2
    left = "".join(text or "" for text in Change.objects.values_list("contents", flat=True))
    assert "Sowa" not in left and "Puchacz" not in left and "Wilk" in left
    assert Change.objects.of_family(sowa).count() == 3
    verify()
    assert erase_contents(sowa) == 0
    sowa.name = "Kruk"
    sowa.save()
    verify()
    assert Change.objects.of_family(wilk).count() == 1


def test_erasing_contents_of_another_family_is_noticed():
    sowa, wilk = FamilyFactory(name="Sowa"), FamilyFactory(name="Wilk")
    Family.objects.filter(pk=sowa.pk).update(anonymised_on=date(2024, 5, 20))
    erase_contents(sowa)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_change SET contents = NULL, salt = NULL WHERE family_key = %s", [wilk.pk])
    with pytest.raises(Broken, match="usunięto bez śladu"):
        verify()


def test_erasing_contents_of_a_family_that_was_not_anonymised_is_noticed():
    sowa, wilk = FamilyFactory(name="Sowa"), FamilyFactory(name="Wilk")
    Family.objects.filter(pk=wilk.pk).update(anonymised_on=date(2024, 5, 20))
    erase_contents(wilk)
    verify()
    erase_contents(sowa)
    with pytest.raises(Broken, match="której nie zanonimizowano") as broken:
        verify()
    assert broken.value.sequence == Change.objects.first().pk


def test_anonymising_is_right():
    family = FamilyFactory(registered_on=date(2000, 1, 1))
    anonymise(Family.objects.filter(pk=family.pk), day=date(2024, 5, 20))
    assert Change.objects.filter(kind=ChangeKind.ERASED).exists()
    verify()
