"""The centre's settings."""

import pytest
from django.urls import reverse

from familycare.audit.models import Change
from familycare.centre.models import Centre
from tests.clients import signed_in
from tests.factories import CentreFactory, UserFactory
from tests.html_forms import errors_of, field_of, fields_of, send
from tests.html_pages import rows_of, words

SHOWN, NAMES, TERMS = reverse("settings"), reverse("edit_centre"), reverse("edit_terms")

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return signed_in(UserFactory(role="manager"))


@pytest.fixture
def administrator():
    return signed_in(UserFactory(role="admin"))


def test_a_new_centre_gets_its_name(administrator):
    assert "Nazwa ośrodka – Nazwa skrócona –" in words(administrator.get(SHOWN)).replace("\xa0", " ")
    opened = fields_of(administrator.get(NAMES))
    page = administrator.post(NAMES, opened | {"name": "MOPS w Źrebicach", "town": "Źrebice"}, follow=True)
    assert "MOPS w Źrebicach" in words(page)
    assert (Centre.objects.get().town, Centre.objects.get().retention_years) == ("Źrebice", 10)
    page = administrator.post(NAMES, opened | {"name": "Inny ośrodek"})  # from a tab opened before
    assert ["Nazwa ośrodka", "MOPS w Źrebicach", "Inny ośrodek"] in rows_of(page)
    assert Centre.objects.get().name == "MOPS w Źrebicach"


def test_the_manager_changes_terms_beside_the_law(manager):
    centre = CentreFactory()
    page = words(manager.get(TERMS)).replace("\xa0", " ")
    assert "art. 15 ust. 1 pkt 16" in page and "B10" in page
    assert send(manager, TERMS, monitoring_months="6", plan_due_days="0").url == SHOWN
    centre.refresh_from_db()
    assert (centre.monitoring_months, centre.plan_due_days) == (6, 0)
    assert "Monitorowanie po zakończeniu: 6 miesięcy" in words(manager.get(SHOWN)).replace("\xa0", " ")
    values = Change.objects.latest("sequence").payload["values"]
    assert values["monitoring_months"] == [3, 6]


def test_the_administrator_reads_the_terms(administrator):
    CentreFactory()
    assert "Terminy zmienia kierownik zespołu." in words(administrator.get(SHOWN))
    assert administrator.post(TERMS, {"monitoring_months": "60"}).status_code == 403
    assert Centre.objects.get().monitoring_months == 3


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("visit_interval_working_days", "0"),
        ("visit_interval_working_days", "30000"),
        ("retention_years", "0"),
        ("retention_years", "30000"),
        ("monitoring_months", "30000"),
        ("plan_due_days", "-1"),
        ("plan_due_days", "miesiąc"),
        ("absence_years", ""),
        ("referral_decision_days", "9" * 30),
    ],
)
def test_a_wrong_term_is_said_at_the_field(manager, field, typed):
    CentreFactory()
    before = Centre.objects.values().get()
    page = send(manager, TERMS, **{field: typed})
    assert [*errors_of(page)] == [field]
    assert field_of(page, field) == (typed or None)
    assert Centre.objects.values().get() == before


def test_a_name_is_needed(manager):
    CentreFactory(name="OPS")
    page = send(manager, NAMES, name=" ", council="Rada Gminy")
    assert errors_of(page)["name"].replace("\xa0", " ") == "Wypełnij pole „Nazwa ośrodka”."
    assert field_of(page, "council") == "Rada Gminy"
    assert [*errors_of(send(manager, NAMES, name="x" * 201))] == ["name"]
