"""load_demo loads the demo centre once, and only where known passwords do no harm."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from assistants.models import Substitution
from cases.models import Attachment, Family
from familycare.accounts.models import User
from reporting.management.commands import load_demo
from tests.factories import StaffFactory
from tests.html_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_demo_of_a_developer(settings, monkeypatch):
    settings.DEBUG = True
    monkeypatch.setattr(load_demo, "FAMILIES", 5)
    monkeypatch.setattr(load_demo, "YEARS", 1)


def said(**options):
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue().splitlines()


ACCOUNTS = [
    "Kierownik zespołu: kierownik@osrodek.example, hasło: demo-kierownik",
    "Asystent rodziny: asystent@osrodek.example, hasło: demo-asystent",
    "Pracownik socjalny: socjalny@osrodek.example, hasło: demo-socjalny",
    "Dyrektor: dyrektor@osrodek.example, hasło: demo-dyrektor",
    "Inspektor ochrony danych: inspektor@osrodek.example, hasło: demo-inspektor",
    "Administrator: administrator@osrodek.example, hasło: demo-administrator",
]


def test_loads_a_centre_and_accounts_that_can_sign_in(client):
    assert said(address="http://127.0.0.1:8000/") == [
        "Wczytano ośrodek pokazowy z 5\xa0wymyślonymi rodzinami.",
        *ACCOUNTS,
        "Adres: http://127.0.0.1:8000/",
    ]
    assert Family.objects.exclude(address="").count() == 7  # two of them are registered twice
    for name in load_demo.ACCOUNTS:
        assert client.login(username=f"{name}@osrodek.example", password=f"demo-{name}")


def test_the_assistant_and_the_social_worker_have_families():
    said()
    for role in ("assistant", "social_worker"):
        assert 0 < Family.objects.visible_to(User.objects.get(role=role)).count() <= 5


def test_has_a_restricted_family_and_a_substitution(monkeypatch):
    monkeypatch.setattr(load_demo, "FAMILIES", 40)
    said()
    restricted = Family.objects.get(is_restricted=True)
    sees = {user.role: restricted in Family.objects.visible_to(user) for user in User.objects.all()}
    assert [role for role in sees if sees[role]] == ["manager"]
    assert Substitution.objects.filter(substitute__account__role="assistant").exists()


def test_two_families_are_suspected_to_be_registered_twice(client):
    said()
    client.force_login(User.objects.get(role="manager"))
    page = client.get(reverse("suspected_duplicates"))
    assert "2 pary do rozstrzygnięcia" in words(page, "caption")


def test_attaches_documents_that_can_be_opened(client):
    said()
    client.force_login(User.objects.get(role="assistant"))
    for document in Attachment.objects.select_related("family"):
        answer = client.get(reverse("document", args=[document.family.number, document.pk]))
        assert answer.content.startswith(b"%PDF-")
    assert Attachment.objects.count() == 2


def test_changes_nothing_the_second_time(django_assert_max_num_queries):
    said()
    users = [*User.objects.order_by("pk").values()]
    with django_assert_max_num_queries(3):
        assert said() == ACCOUNTS
    assert [*User.objects.order_by("pk").values()] == users
    assert Family.objects.count() == 7


def test_makes_no_accounts_where_there_are_some():
    StaffFactory()
    said()
    assert User.objects.count() == 1


def test_refuses_in_production(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="tylko na własnym komputerze"):
        said()
    assert not Family.objects.exists()
    assert not User.objects.exists()
