"""Absences of assistants: records, pages, and how planning uses them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from assistants.absences.services import end_absence, record_absence
from assistants.absences.substitutions import appoint_substitute
from assistants.assignments.services import assign
from assistants.models import Absence
from assistants.referrals.suggestions import suggestions
from cases.models import Referral
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    UserFactory,
)
from tests.html_forms import field_of, fields_of, send
from tests.html_pages import words

TODAY = date(2024, 5, 20)
LAST = date(2024, 5, 31)
ABSENCES = reverse("absences", args=["A7"])

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00")


@pytest.fixture
def ewa():
    CentreFactory()
    return AssistantFactory(first_name="Ewa", last_name="Żak", number="A7")


def away(assistant, starts_on=TODAY, ends_on=LAST, kind="leave"):
    return record_absence(assistant=assistant, kind=kind, starts_on=starts_on, ends_on=ends_on)


class TestRecording:
    @pytest.mark.parametrize(
        ("days", "said"),
        [
            ((date(2024, 6, 2), date(2024, 6, 1)), "wcześniejszy niż pierwszy"),
            ((date(2019, 12, 30), date(2019, 12, 31)), "Ewa Żak pracuje dopiero od 1 stycznia 2020"),
            ((LAST, date(2024, 6, 9)), "wpisano już nieobecność: urlop, 20.05.2024–31.05.2024"),
        ],
    )
    def test_impossible_days_are_explained(self, ewa, days, said):
        away(ewa)
        with pytest.raises(ValidationError) as refused:
            away(ewa, *days, kind="training")
        assert said in refused.value.messages[0].replace("\u00a0", " ")
        assert Absence.objects.count() == 1

    def test_not_after_the_last_day_of_work(self):
        leaving = AssistantFactory(employed_to=date(2024, 5, 30))
        with pytest.raises(ValidationError, match="pracuje tylko do"):
            away(leaving)

    def test_another_assistant_or_the_next_day_is_no_overlap(self, ewa):
        away(ewa)
        away(ewa, date(2024, 6, 1), date(2024, 6, 1))
        away(AssistantFactory())
        assert Absence.objects.count() == 3

    def test_recording_twice_creates_one(self, ewa):
        assert away(ewa) == away(ewa)

    def test_may_be_moved_over_its_own_days(self, ewa):
        moved = record_absence(
            assistant=ewa, absence=away(ewa), kind="training", starts_on=date(2024, 5, 22), ends_on=LAST
        )
        assert Absence.objects.get() == moved

    def test_ends_today_or_is_deleted_before_it_starts(self, ewa):
        end_absence(absence=away(ewa), last_day=TODAY)
        end_absence(absence=away(ewa, date(2024, 6, 1), date(2024, 6, 9)), last_day=TODAY)
        assert [each.ends_on for each in Absence.objects.all()] == [TODAY]

    def test_deleting_twice_is_no_error(self, ewa):
        """A second click may come before the answer to the first."""
        later = away(ewa, date(2024, 6, 1), date(2024, 6, 9))
        for _click in range(2):
            end_absence(absence=Absence(pk=later.pk), last_day=TODAY)
        assert not Absence.objects.exists()

    def test_the_database_refuses_overlapping_absences(self, ewa):
        away(ewa)
        later = away(ewa, date(2024, 6, 3), date(2024, 6, 9))
        with pytest.raises(IntegrityError, match="absence_overlaps"), transaction.atomic():
            Absence.objects.create(assistant=ewa, kind="other", starts_on=LAST, ends_on=LAST)
        with pytest.raises(IntegrityError, match="absence_overlaps"), transaction.atomic():
            Absence.objects.filter(pk=later.pk).update(starts_on=LAST)


class TestPages:
    def send(self, client, **data):
        usual = {"kind": "leave", "starts_on": "20.05.2024", "ends_on": "31.05.2024"}
        return send(client, ABSENCES, **usual | data)

    def test_leads_on_to_the_substitution_of_these_days(self, staff, ewa):
        answer = self.send(staff, starts_on="13.05.2024", zastepstwo="1")
        assert answer.url == f"{reverse('substitute', args=['A7'])}?od=2024-05-20&do=2024-05-31"
        page = staff.get(answer.url)
        assert (field_of(page, "starts_on"), field_of(page, "ends_on")) == ("20.05.2024", "31.05.2024")
        assert "urlop, 13.05.2024–31.05.2024" in words(page)

    def test_saves_only(self, staff, ewa):
        assert self.send(staff).url == ABSENCES
        assert self.send(staff).url == ABSENCES  # a double click
        assert Absence.objects.count() == 1

    def test_keeps_what_was_typed_beside_the_message(self, staff, ewa):
        away(ewa)
        page = self.send(staff, kind="training", ends_on="1.6.2024")
        assert "W tych dniach wpisano już nieobecność" in words(page)
        assert field_of(page, "ends_on") == "1.6.2024"

    @pytest.mark.parametrize("value", ["", "x" * 5000, "\0", "31.02.2024", "9" * 30])
    def test_nonsense_is_refused(self, staff, ewa, value):
        assert self.send(staff, kind=value, starts_on=value, ends_on=value).status_code == 200
        assert not Absence.objects.exists()

    def test_a_version_that_somebody_else_changed_is_not_saved(self, staff, ewa):
        absence = away(ewa)
        address = reverse("edit_absence", args=["A7", absence.pk])
        opened = fields_of(staff.get(address))
        record_absence(assistant=ewa, absence=absence, kind="leave", starts_on=TODAY, ends_on=date(2024, 6, 30))
        page = words(staff.post(address, opened | {"kind": "training"}))
        assert "Ktoś zmienił te dane" in page and "30.06.2024" in page
        assert Absence.objects.get().kind == "leave"

    def test_change_and_end(self, staff, ewa):
        absence = away(ewa)
        address = reverse("edit_absence", args=["A7", absence.pk])
        send(staff, address, kind="other", ends_on="25.05.2024")
        assert Absence.objects.get().ends_on == date(2024, 5, 25)
        staff.post(reverse("end_absence", args=["A7", absence.pk]))
        assert Absence.objects.get().ends_on == TODAY

    def test_of_another_assistant_is_not_found(self, staff, ewa):
        key = away(AssistantFactory()).pk
        assert staff.get(reverse("edit_absence", args=["A7", key])).status_code == 404
        assert staff.post(reverse("end_absence", args=["A7", key])).status_code == 404

    def test_assistants_read_their_own_and_write_none(self, ewa):
        ewa.account = UserFactory(role="assistant")
        ewa.save()
        away(ewa)
        own = signed_in(ewa.account)
        assert "20.05.2024–31.05.2024" in words(own.get(reverse("assistant", args=["A7"])))
        assert own.get(ABSENCES).status_code == 403
        filled = {"kind": "leave", "starts_on": "03.06.2024", "ends_on": "04.06.2024", "version": ""}
        assert own.post(ABSENCES, filled).status_code == 403
        assert Absence.objects.count() == 1

    def test_names_the_substitutions_of_the_absent_assistant(self, staff, ewa):
        jan = AssistantFactory(first_name="Jan", last_name="Lis")
        assignment = assign(case=CaseFactory(), assistant=jan, starts_on=date(2024, 1, 1))
        days = {"starts_on": date(2024, 5, 31), "ends_on": date(2024, 6, 5)}
        appoint_substitute(assignments=[assignment], substitute=ewa, **days)
        sentence = (
            "Ewa Żak ma w tych dniach zastępować: Jan Lis (31.05.2024–05.06.2024). Wyznacz na ten czas kogoś innego."
        )
        self.send(staff, ends_on="30.05.2024")
        assert sentence not in words(staff.get(ABSENCES))
        self.send(staff, starts_on="31.05.2024", ends_on="31.05.2024")
        assert sentence in words(staff.get(ABSENCES))
        assert Absence.objects.count() == 2


class TestPlanning:
    def test_absent_assistants_are_suggested_last(self, ewa):
        jan = AssistantFactory(first_name="Jan", last_name="Lis")
        assign(case=CaseFactory(), assistant=jan, starts_on=TODAY)
        away(ewa)
        first, second = suggestions(TODAY)
        assert (first.assistant, second.assistant) == (jan, ewa)
        assert second.absence and not first.absence

    def test_the_page_of_a_request_shows_absences(self, staff, ewa):
        away(ewa, date(2024, 6, 3), date(2024, 6, 9))
        request = Referral.objects.create(family=FamilyFactory(), source="court", referred_on=TODAY)
        page = words(staff.get(reverse("referral", args=[request.number])))
        assert "urlop, 03.06.2024–09.06.2024" in page and "trudność rodzin: 0" in page

    @pytest.mark.parametrize("query", ["?od=x&do=2024-13-45", "?od=&do=%00", f"?od={'9' * 40}"])
    def test_nonsense_days_in_the_address_are_ignored(self, staff, ewa, query):
        page = staff.get(reverse("substitute", args=[ewa.number]) + query)
        assert (page.context["form"]["starts_on"].value(), page.context["form"]["ends_on"].value()) == (None, None)

    def test_absent_assistants_cannot_substitute(self, ewa):
        jan = AssistantFactory(first_name="Jan", last_name="Lis")
        assignment = assign(case=CaseFactory(), assistant=jan, starts_on=date(2024, 1, 1))
        away(ewa)
        days = {"starts_on": date(2024, 5, 30), "ends_on": date(2024, 6, 5)}
        with pytest.raises(ValidationError, match="Ewa Żak ma w tym czasie nieobecność: urlop"):
            appoint_substitute(assignments=[assignment], substitute=ewa, **days)
        appoint_substitute(assignments=[assignment], substitute=ewa, **days | {"starts_on": date(2024, 6, 1)})

    def test_the_form_of_substitutions_shows_absences(self, staff, ewa):
        away(ewa)
        page = staff.get(reverse("substitute", args=[AssistantFactory().number]))
        assert "Ewa Żak – urlop, 20.05.2024–31.05.2024" in words(page)
