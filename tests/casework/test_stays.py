"""Stays of children outside their family."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import CareCharge, Placement
from tests.casework.family_file import new, page_of
from tests.factories import PersonFactory
from tests.html_forms import errors_of, send
from tests.html_pages import words

pytestmark = pytest.mark.django_db


def test_only_a_minor_enters_foster_care_but_an_adult_may_stay(phone, child):
    sent = {"person": child.pk, "form": "kinship_foster", "starts_on": "01.03.2024"}
    child.birth_date = date(2006, 3, 1)
    child.save()
    answer = send(phone, new("pobyt"), **sent)
    assert "ta osoba jest tego dnia pełnoletnia" in errors_of(answer)["person"]
    assert not Placement.objects.exists()
    assert send(phone, new("pobyt"), **sent | {"starts_on": "29.02.2024"}).status_code == 302
    stay = Placement.objects.get()
    moved = {"over_on": "01.04.2024", "end_reason": "moved"}
    assert send(phone, page_of(stay, "pobyt"), **moved).status_code == 302
    assert send(phone, new("pobyt"), **sent | {"starts_on": "01.04.2024"}).status_code == 302


def test_a_child_lives_in_one_place_at_a_time(phone, child):
    Placement.objects.create(person=child, form="kinship_foster", starts_on=date(2024, 1, 1))
    sent = {"person": child.pk, "form": "family_institution", "starts_on": "01.03.2024"}
    assert "i trwa nadal" in errors_of(send(phone, new("pobyt"), **sent))["starts_on"]
    Placement.objects.update(over_on=date(2024, 3, 1), end_reason="moved")
    assert send(phone, new("pobyt"), **sent).status_code == 302


def test_a_charged_month_stays_in_care(desk, family, child):
    sister = PersonFactory(family=family, birth_date=date(2013, 2, 3))
    stay = Placement.objects.create(person=child, form="kinship_foster", starts_on=date(2024, 1, 15))
    CareCharge.objects.create(person=child, month=date(2024, 3, 1), total_cost=100)
    for changes in (
        {"starts_on": "01.04.2024"},
        {"over_on": "01.03.2024", "end_reason": "other"},
        {"form": "sociotherapy_centre"},
        {"person": sister.pk},
    ):
        assert "Za 03.2024 wpisano odpłatność" in errors_of(send(desk, page_of(stay, "pobyt"), **changes))[""]
    assert "Za 03.2024" in words(desk.post(reverse("remove_record", args=["R12", "pobyt", stay.pk]), follow=True))
    answer = send(desk, page_of(stay, "pobyt"), over_on="02.03.2024", end_reason="other", starts_on="31.03.2023")
    assert answer.status_code == 302
