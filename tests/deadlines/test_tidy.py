"""What the daily command deletes, and how users are warned."""

import json
from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from assistants.absences.services import record_absence
from assistants.models import Absence
from cases.models import Draft
from familycare.accounts.unsent_forms.models import UnsentForm
from familycare.audit.models import Change
from tests.clients import signed_in
from tests.factories import AssistantFactory, CentreFactory, StaffFactory, UserFactory
from tests.html_pages import words

BEGUN = "2024-02-20 23:30"  # in Warsaw; the 90th day after is the 20th of May
pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts(time_machine):
    """A manager's draft of a request for a family that the centre does not know yet, and an assistant's for several."""
    CentreFactory()
    time_machine.move_to(f"{BEGUN}+01:00", tick=False)
    Draft.objects.create(form="referral", user=StaffFactory(), data={"name": ["Nieznani"]})
    assistant = AssistantFactory(account=UserFactory(role="assistant"))
    Draft.objects.create(form="visit", user=assistant.account, data={"summary": ["…"]})


def kept():
    return Draft.objects.count()


def test_drafts_are_deleted_on_the_ninetieth_day(drafts, time_machine):
    time_machine.move_to("2024-05-19 21:59+00:00")
    call_command("tidy")
    assert kept() == 2
    time_machine.move_to("2024-05-19 22:01+00:00")
    call_command("tidy")
    assert kept() == 0


@pytest.mark.parametrize(("days", "left", "stay"), [(30, 1, False), (90, 1, False), (91, 1, True), (120, 30, True)])
def test_the_centre_sets_the_number_of_days(drafts, time_machine, settings, days, left, stay):
    settings.DRAFT_DAYS = days
    time_machine.move_to("2024-05-20 12:00")
    assert [draft.days_left for draft in Draft.objects.all()] == [left, left]
    call_command("tidy")
    assert bool(kept()) == stay


def test_the_lists_say_when(drafts, time_machine):
    time_machine.move_to("2024-05-18 12:00")
    for form, page in (("referral", "referrals"), ("visit", "my_day")):
        user = Draft.objects.get(form=form).user
        assert "zniknie za 2 dni" in words(signed_in(user).get(reverse(page)))


def test_old_unsent_forms_and_expired_sessions_are_deleted_too(time_machine):
    time_machine.move_to("2024-05-18 12:00", tick=False)
    user = StaffFactory()
    signed_in(user)
    now = timezone.now()
    young, _old = (UnsentForm.objects.create(user=user, address="/", state="refused") for _n in range(2))
    draft = Draft.objects.create(form="visit", user=user, state="refused")
    UnsentForm.objects.update(saved_at=now - timedelta(hours=13))
    UnsentForm.objects.filter(pk=young.pk).update(saved_at=now - timedelta(hours=11))
    Session.objects.create(session_key="dawna", session_data="", expire_date=now - timedelta(days=1))
    kept = Session.objects.exclude(session_key="dawna").get().session_key
    for key in ("dawna", kept):
        fields = {"user": user, "ip": "10.1.2.3", "user_agent": "Przeglądarka"}
        UserSession.objects.get_or_create(session_key=key, defaults=fields)
    call_command("tidy")
    assert {form.pk for form in UnsentForm.objects.all()} == {draft.pk, young.pk}
    assert [session.session_key for session in Session.objects.all()] == [kept]
    assert [session.session_key for session in UserSession.objects.all()] == [kept]


class TestAbsences:
    @pytest.fixture(autouse=True)
    def absences(self, time_machine):
        time_machine.move_to("2024-05-20 12:00")
        self.centre, self.assistant = CentreFactory(), AssistantFactory(first_name="Ewa", last_name="Żak")
        for first, last in (("2023-01-02", "2023-12-31"), ("2024-01-01", "2024-01-02"), ("2024-05-20", "2024-06-01")):
            record_absence(
                assistant=self.assistant,
                kind="sick_leave",
                starts_on=date.fromisoformat(first),
                ends_on=date.fromisoformat(last),
            )

    @pytest.mark.parametrize(
        ("years", "day", "left"),
        [
            (1, "2024-12-31", 3),
            (1, "2025-01-01", 2),
            (1, "2025-12-31", 2),
            (1, "2026-01-01", 0),
            (0, "2024-05-20", 2),
            (3, "2026-12-31", 3),
        ],
    )
    def test_are_deleted_after_the_full_years_of_the_centre(self, time_machine, capsys, years, day, left):
        self.centre.absence_years = years
        self.centre.save()
        time_machine.move_to(f"{day} 12:00")
        call_command("tidy")
        assert Absence.objects.count() == left
        assert f"nieobecności: {3 - left}." in capsys.readouterr().err

    def test_are_counted_in_the_log_without_their_kind(self, time_machine):
        time_machine.move_to("2026-01-01 12:00")
        call_command("tidy")
        last = Change.objects.order_by("-sequence").first()
        contents = json.loads(last.contents)
        assert contents["text"] == "Usunięcie nieobecności, których czas przechowywania minął."
        assert contents["counts"] == [["nieobecności", 3]]
        changes = Change.objects.filter(object_type="assistants.absence").order_by("sequence")
        logged = [each.contents for each in changes]
        assert len(logged) == 3
        assert all("2023-01-02" in each for each in logged[:1])
        assert not [each for each in logged if "sick_leave" in each or "zwolnienie" in each]
        before = Change.objects.count()
        call_command("tidy")
        assert Change.objects.count() == before
