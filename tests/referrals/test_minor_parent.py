"""A minor parent leaves a youth or detention centre: a case without consent and order (art. 11 ust. 1a)."""

import pytest
from django.urls import reverse

from cases.models import Case, Referral
from cases.referrals.consent import rests_on_consent
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory
from tests.html_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral():
    return Referral.objects.create(
        family=FamilyFactory(),
        source="institution",
        referred_on="2026-01-12",
        interview_on="2026-01-10",
        no_consent_because="małoletnia matka opuszcza ośrodek",
    )


def assign(staff, referral, **typed):
    typed = {"assistant": AssistantFactory().number, "starts_on": "2026-01-14"} | typed
    return staff.post(reverse("decide_referral", args=[referral.number, "przydzielenie"]), typed, follow=True)


def test_the_case_opens_on_this_basis_without_consent(staff, referral):
    assign(staff, referral, minor_parent="on")
    case = Case.objects.get()
    assert case.basis == "minor_parent"
    referral.refresh_from_db()
    assert referral.case == case
    assert not rests_on_consent(referral)


def test_without_the_mark_consent_is_needed(staff, referral):
    assert "Bez zgody rodziny" in words(assign(staff, referral))
    assert not Case.objects.exists()


def test_the_page_explains_it(staff, referral):
    page = words(staff.get(reverse("referral", args=[referral.number])))
    assert "Małoletni rodzic opuszcza ośrodek lub zakład" in page
    assert "nie trzeba zgody rodziny ani postanowienia sądu (art. 11 ust. 1a ustawy)" in page
    assert "art. 11 ust. 1a" in words(staff.get(reverse("new_referral")))


def test_a_referral_with_another_basis_needs_no_mark(staff, referral):
    referral.source = "court"
    referral.save()
    assert "Odznacz to pole" in words(assign(staff, referral, minor_parent="on"))
    assert not Case.objects.exists()


def test_such_a_case_is_asked_for_no_consent(staff):
    case = CaseFactory(basis="minor_parent")
    assert staff.get(reverse("case_consent", args=[case.family.number, case.pk])).status_code == 404
    assert "Brak zgody" not in words(staff.get(reverse("family", args=[case.family.number])))
