"""A restricted family whose only named manager leaves."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cases.access import restricted_with_only_manager
from cases.families.access_services import decide_access
from cases.models import Family
from familycare.accounts.models import User
from familycare.audit.models import Change
from tests.clients import signed_in
from tests.factories import CentreFactory, FamilyFactory, StaffFactory, UserFactory
from tests.html_forms import send
from tests.html_pages import words

ASKED = "Tylko to konto decyduje o rodzinach szczególnie chronionych: R90701."


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00")


@pytest.fixture
def manager(db):
    return StaffFactory(last_name="Kierowniczka")


@pytest.fixture
def director(db):
    return UserFactory(role="director")


@pytest.fixture
def family(manager, director):
    CentreFactory()
    family = FamilyFactory(name="Kowalscy", number="R90701")
    return protect(family, manager, director)


@pytest.fixture
def office(db):
    return signed_in(UserFactory(role="admin"))


def protect(family, *readers):
    decide_access(family=family, social_worker=None, is_restricted=True, readers=readers)
    return Family.objects.get(pk=family.pk)


def page(office, name, user):
    return office.get(reverse(name, args=[user.pk]))


def save(office, user, **changes):
    """The answer to the form of the account with the changes."""
    return send(office, reverse("edit_account", args=[user.pk]), **changes)


class TestAdministrator:
    @pytest.mark.parametrize("name", ["account", "suspend_account", "edit_account"])
    def test_reads_the_numbers_of_the_families_and_no_names(self, office, family, manager, name):
        shown = page(office, name, manager)
        assert ASKED in words(shown)
        assert "Kowalscy" not in shown.content.decode()

    @pytest.mark.parametrize(
        "other", [{}, {"role": "director"}, {"last_day": date(2024, 5, 19)}, {"secrecy_on": None}, {"is_active": False}]
    )
    def test_must_confirm_unless_another_manager_may_decide(self, office, family, manager, other):
        second = StaffFactory()
        protect(family, manager, second)
        assert restricted_with_only_manager(manager) == []
        assert ASKED not in words(page(office, "suspend_account", manager))
        User.objects.filter(pk=second.pk).update(**other)
        assert (ASKED in words(page(office, "suspend_account", manager))) == bool(other)

    @pytest.mark.parametrize(
        "change",
        [{"role": "director"}, {"last_day": "2024-06-30"}, {"secrecy_on": ""}, {"authorised_on": "2024-06-01"}],
    )
    def test_confirms_what_ends_the_deciding(self, office, family, manager, change):
        assert "Po tej zmianie nikt nie będzie decydował" in words(save(office, manager, **change))
        assert User.objects.get(pk=manager.pk).last_day is None
        assert save(office, manager, **change, anyway="on").status_code == 302
        assert restricted_with_only_manager(User.objects.get(pk=manager.pk)) in ([], ["R90701"])

    def test_changes_other_fields_without_confirming(self, office, family, manager):
        assert save(office, manager, last_name="Nowa").status_code == 302
        assert User.objects.get(pk=manager.pk).last_name == "Nowa"

    def test_confirms_nothing_for_another_role(self, office, family, director):
        assert ASKED not in words(page(office, "account", director))
        assert save(office, director, last_day="2024-06-30").status_code == 302


class TestNamingAManager:
    @pytest.fixture
    def gone(self, family, manager):
        User.objects.filter(pk=manager.pk).update(is_active=False)
        return family

    def test_lists_such_families(self, gone, capsys):
        protect(FamilyFactory(), StaffFactory())
        call_command("name_manager")
        assert capsys.readouterr().out == "R90701\n"

    def test_names_a_manager_who_then_opens_it(self, gone):
        other = StaffFactory()
        client = signed_in(other)
        assert client.get(reverse("family", args=["R90701"])).status_code == 404
        call_command("name_manager", "R90701", other.email.upper())
        assert client.get(reverse("family", args=["R90701"])).status_code == 200
        assert Change.objects.order_by("sequence").last().family_number == "R90701"

    @pytest.mark.parametrize("role", ["director", "assistant", "admin"])
    def test_accepts_only_a_manager(self, gone, role):
        other = UserFactory(role=role)
        with pytest.raises(CommandError, match="To nie jest czynne konto kierownika"):
            call_command("name_manager", "R90701", other.email)
        assert gone.named_readers.count() == 2

    def test_is_refused_while_a_manager_may_decide(self, family):
        other = StaffFactory()
        with pytest.raises(CommandError, match="sam może wskazać innych"):
            call_command("name_manager", "R90701", other.email)
        plain = FamilyFactory()
        with pytest.raises(CommandError, match="nie jest szczególnie chroniona"):
            call_command("name_manager", plain.number, other.email)

    @pytest.mark.parametrize(
        ("arguments", "message"), [(["R1", "x@y.z"], "Nie ma rodziny"), (["R90701"], "adres e-mail konta kierownika")]
    )
    def test_says_what_is_wrong(self, gone, arguments, message):
        with pytest.raises(CommandError, match=message):
            call_command("name_manager", *arguments)
