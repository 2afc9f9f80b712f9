"""An entry corrected in two places: both versions are shown, and neither is overwritten."""

import pytest
from django.urls import reverse

from assistants.models import Visit
from cases.models import PlanGoal
from tests.diary.entries import ENTRIES, at, correction, sent
from tests.diary.people import create_goals
from tests.html_forms import field_of
from tests.html_pages import words


@pytest.fixture
def address(phone, family):
    create_goals(family, "Praca", "Dom")
    phone.post(at(family), sent())
    return reverse("correct_visit", args=[Visit.objects.get().pk])


def test_the_second_user_sees_both_versions_and_decides(phone, address):
    goals = [goal.pk for goal in PlanGoal.objects.order_by("pk")]
    opened = correction(phone, address, summary="Z komputera.", duration="30", goals=goals[::-1])
    phone.post(address, correction(phone, address, summary="Z telefonu.", duration="", minutes="75", goals=goals[:1]))
    page = phone.post(address, opened)
    assert page.context["form"].conflicts == [
        ("Czas w minutach", "75", "30"),
        ("Notatka", "Z telefonu.", "Z komputera."),
        ("Czego z planu dotyczyło", "Praca", "Praca, Dom"),
    ]
    assert "Ktoś zmienił te dane" in words(page)
    assert Visit.objects.get().summary == "Z telefonu."
    again = opened | {"version": field_of(page, "version")}
    assert phone.post(address, again).url == ENTRIES
    visit = Visit.objects.get()
    assert (visit.summary, visit.minutes, visit.visit_goals.count()) == ("Z komputera.", 30, 2)


def test_a_double_click_is_no_conflict(phone, address):
    # The chip counts, not the field beside it.
    opened = correction(phone, address, summary="Inaczej.", duration="30", minutes="75")
    assert [phone.post(address, opened).status_code for _time in range(2)] == [302, 302]
    assert Visit.objects.get().minutes == 30


def test_a_form_without_its_version_is_not_saved(phone, address):
    assert "niczego nie zapisano" in words(phone.post(address, sent(summary="Inaczej.")))
    assert Visit.objects.get().summary == "Rozmowa o szkole."
