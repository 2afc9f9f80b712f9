"""The manager's page on which users may find a family."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Substitution
from cases.models import Family
from familycare.accounts.models import User
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, FamilyFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, fields_of
from tests.html_pages import words

TODAY = date(2024, 5, 20)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00")


@pytest.fixture
def family(db):
    CentreFactory()
    return FamilyFactory(name="Kowalscy", number="R90701")


@pytest.fixture
def manager(db):
    return StaffFactory(last_name="Kierowniczka")


def send(user, family, **data):
    client, address = signed_in(user), reverse("family_access", args=[family.number])
    page = client.get(address)
    opened = {"version": fields_of(page)["version"]} if page.status_code == 200 else {}
    return client.post(address, opened | data)


def restricted(manager, family, *others):
    return send(manager, family, is_restricted="on", readers=[manager.pk, *(user.pk for user in others)])


def page_of(user, family):
    return signed_in(user).get(reverse("family", args=[family.number]))


class TestRestricting:
    def test_hides_the_family_from_all_but_the_named_users(self, manager, family):
        director, other = UserFactory(role="director"), StaffFactory()
        restricted(manager, family, director)
        assert "szczególnie chroniona" in words(page_of(manager, family))
        assert page_of(director, family).status_code == 200
        assert page_of(other, family).status_code == 404
        assert send(other, family, readers=[]).status_code == 404

    def test_can_be_lifted_by_a_named_manager(self, manager, family):
        restricted(manager, family)
        send(manager, family)
        assert not family.named_readers.exists()
        assert page_of(StaffFactory(), family).status_code == 200

    def test_needs_a_manager_who_can_lift_it(self, manager, family):
        director = UserFactory(role="director")
        for readers in ([], [director.pk]):
            page = send(manager, family, is_restricted="on", readers=readers)
            assert page.status_code == 200
            assert "Zaznacz siebie albo innego kierownika" in words(page)
        assert not Family.objects.get().is_restricted

    def test_by_naming_another_manager_leads_away(self, manager, family):
        other = StaffFactory()
        response = send(manager, family, is_restricted="on", readers=[other.pk])
        assert response.url == reverse("families")
        assert page_of(manager, family).status_code == 404

    def test_changes_the_named_users(self, manager, family):
        first, second = UserFactory(role="director"), UserFactory(role="director")
        restricted(manager, family, first)
        restricted(manager, family, second)
        assert set(family.named_readers.values_list("user", flat=True)) == {manager.pk, second.pk}

    def test_warns_of_users_who_work_with_it_and_will_not_find_it(self, manager, family):
        case = CaseFactory(family=family)
        helpers = [
            AssistantFactory(account=UserFactory(role="assistant", first_name="", last_name=name))
            for name in ("Pracująca", "Zastępująca", "Dawna")
        ]
        assignment = assign(case=case, assistant=helpers[0], starts_on=date(2024, 1, 1))
        Substitution.objects.create(assignment=assignment, substitute=helpers[1], starts_on=TODAY, ends_on=TODAY)
        worker = UserFactory(role="social_worker", first_name="", last_name="Socjalna")
        response = send(manager, family, is_restricted="on", readers=[manager.pk], social_worker=worker.pk)
        warning = [str(message) for message in get_messages(response.wsgi_request)][-1].replace("\u00a0", " ")
        assert "a już jej nie znajdą: Pracująca, Socjalna i Zastępująca." in warning
        response = restricted(manager, family, *(helper.account for helper in helpers))
        assert len(list(get_messages(response.wsgi_request))) == 1


class TestTwoAtOnce:
    def test_a_form_opened_before_does_not_lift_the_protection(self, manager, family):
        desk, address = signed_in(manager), reverse("family_access", args=[family.number])
        worker = UserFactory(role="social_worker", first_name="Jan", last_name="Socjalny")
        opened = {"version": fields_of(desk.get(address))["version"], "social_worker": worker.pk}
        colleague = StaffFactory(first_name="Maria", last_name="Druga")
        restricted(colleague, family, manager)
        page = desk.post(address, opened)
        assert page.status_code == 200
        assert [there for _label, there, _typed in page.context["form"].conflicts][:2] == ["nikt", "tak"]
        assert "Maria Druga" in page.context["form"].conflicts[2][1]
        assert "Ktoś zmienił te dane" in words(page)
        assert Family.objects.get().is_restricted
        version = fields_of(page)["version"]
        assert desk.post(address, opened | {"version": version}).status_code == 302
        assert not Family.objects.get().is_restricted

    def test_a_double_click_is_no_conflict(self, manager, family):
        desk, address = signed_in(manager), reverse("family_access", args=[family.number])
        opened = {"version": fields_of(desk.get(address))["version"]}
        sent = opened | {"is_restricted": "on", "readers": [manager.pk]}
        assert [desk.post(address, sent).status_code for _click in range(2)] == [302, 302]


class TestSocialWorker:
    def test_sees_the_family_from_now_on(self, manager, family):
        worker = UserFactory(role="social_worker")
        send(manager, family, social_worker=worker.pk)
        assert page_of(worker, family).status_code == 200
        send(manager, family)
        assert page_of(worker, family).status_code == 404

    @pytest.mark.parametrize(
        "who",
        [
            {"role": "assistant"},
            {"role": "social_worker", "is_active": False},
            {"role": "social_worker", "last_day": date(2024, 5, 19)},
        ],
    )
    def test_is_an_open_account_with_that_role(self, manager, family, who):
        user = UserFactory(last_name="Obcy", **who)
        page = send(manager, family, social_worker=user.pk)
        assert errors_of(page)["social_worker"].startswith("Tej osoby nie można wybrać")
        assert Family.objects.get().social_worker is None

    @pytest.mark.parametrize("change", [{"is_active": False}, {"last_day": date(2024, 5, 19)}])
    def test_stays_when_their_account_is_closed_until_a_manager_decides(self, manager, family, change):
        worker, director = UserFactory(role="social_worker"), UserFactory(role="director")
        opened = {"is_restricted": "on", "readers": [manager.pk, director.pk]}
        send(manager, family, social_worker=worker.pk, **opened)
        User.objects.filter(pk__in=[worker.pk, director.pk]).update(**change)
        send(manager, family, social_worker=worker.pk, **opened)
        now = Family.objects.get()
        assert now.social_worker == worker
        assert {named.user for named in now.named_readers.all()} == {manager, director}
        send(manager, family, is_restricted="on", readers=[manager.pk])
        assert Family.objects.get().social_worker is None


class TestForged:
    @pytest.mark.parametrize("value", ["-1", "0", "9" * 40, "abc", "\0", "x" * 10_000])
    def test_values_are_refused(self, manager, family, value):
        page = send(manager, family, social_worker=value, readers=[value], is_restricted="on")
        assert page.status_code == 200
        assert not Family.objects.get().is_restricted

    @pytest.mark.parametrize("role", ["auditor", "admin"])
    def test_a_user_whose_role_sees_no_family_cannot_be_named(self, manager, family, role):
        user = UserFactory(role=role, last_name="Niewskazywalny")
        page = restricted(manager, family, user)
        assert "Tej osoby nie można wskazać" in errors_of(page)["readers"]
        assert "Niewskazywalny" not in page.content.decode()
