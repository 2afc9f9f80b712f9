"""More than 24 hours of one person in a day is asked about, and kept once confirmed."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistants.diary.services import log_visits
from assistants.models import Assignment, Substitution, Visit
from tests.diary.entries import at, correction, log, sent
from tests.diary.people import TODAY, create_family
from tests.html_forms import errors_of
from tests.html_pages import select, words

LONG = "Twoje wpisy z tego dnia trwają razem 24 godz. 20 min, a doba ma 24 godziny. Jeśli tak było, potwierdź."


@pytest.fixture
def full(ewa, family):
    """A day of 23 hours with the family."""
    return log(ewa, family, minutes=23 * 60)


class TestNewEntry:
    def test_is_asked_about_and_saved_once_confirmed(self, phone, family, full):
        page = phone.post(at(family), sent(duration="inny", minutes="80", summary="Rozmowa"))
        assert LONG in errors_of(page)["confirmed"]
        assert select(page, "[name=confirmed]") and "Rozmowa" in words(page)
        assert Visit.objects.get() == full
        phone.post(at(family), sent(duration="inny", minutes="80", confirmed="on"))
        assert Visit.objects.count() == 2

    def test_both_questions_are_asked_at_once(self, phone, family, full):
        page = phone.post(at(family), sent(duration="inny", minutes="1380"))
        assert "Taki wpis już jest" in errors_of(page)["confirmed"]
        assert "46 godz." in errors_of(page)["confirmed"]

    def test_a_full_day_is_not_asked_about(self, ewa, family, full):
        log(ewa, family, minutes=60)

    def test_the_time_of_one_occasion_counts_once(self, ewa, family, full):
        others = [create_family(ewa, "Inni", "R13"), create_family(ewa, "Trzeci", "R14")]
        log_visits(
            assistant=ewa,
            families=others,
            client_key=uuid.uuid4(),
            visited_on=TODAY,
            kind="home_visit",
            minutes=60,
        )
        assert Visit.objects.count() == 3

    def test_the_hours_are_those_of_whoever_worked(self, ewa, ola, family, full):
        """Who stands in works on their own day and not on that of the assistant who is away."""
        assignment = Assignment.objects.get(assistant=ola)
        log(ola, assignment.family, minutes=23 * 60)
        Substitution.objects.create(assignment=assignment, substitute=ewa, starts_on=TODAY, ends_on=TODAY)
        with pytest.raises(ValidationError, match="24.+godz. 30.+min"):
            log(ewa, assignment.family, minutes=90)
        Visit.objects.filter(pk=full.pk).delete()
        log(ewa, assignment.family, minutes=90)


class TestCorrection:
    @pytest.fixture
    def address(self, ewa, family, full):
        short = log(ewa, family, minutes=60)
        return reverse("correct_visit", args=[short.pk])

    def test_is_asked_about_when_the_day_becomes_too_long(self, phone, address):
        assert not select(phone.get(address), "[name=confirmed]")
        longer = correction(phone, address, duration="inny", minutes="80")
        assert LONG in errors_of(phone.post(address, longer))["confirmed"]
        assert phone.post(address, longer | {"confirmed": "on"}).status_code == 302
        assert Visit.objects.filter(minutes=80).exists()

    def test_of_the_words_is_not(self, phone, address):
        Visit.objects.filter(minutes=60).update(minutes=90)
        words_only = correction(phone, address, duration="90", summary="Dłuższa rozmowa")
        assert phone.post(address, words_only).status_code == 302

    def test_to_another_day_counts_the_other_day(self, phone, address):
        moved = correction(phone, address, duration="inny", minutes="80", visited_on="2023-06-19")
        assert phone.post(address, moved).status_code == 302
