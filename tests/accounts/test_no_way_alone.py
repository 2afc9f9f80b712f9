"""No administrator alone reaches families: how a centre starts, what the log says, and other ways in."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from familycare.accounts.confirming.models import AccountChange
from familycare.accounts.models import User
from familycare.audit.models import Change
from tests.accounts.confirming import decide, invite
from tests.accounts.forms import PERSON, edit
from tests.accounts.signing_in import SIGN_IN, browser_of, link_in, set_up_app, sign_in
from tests.factories import PASSWORD, StaffFactory, UserFactory
from tests.html_pages import links_of, select, words

NEW = "Jarzebina+przy-drodze"


class TestFirst:
    """A centre starts with an administrator."""

    def test_manager_is_named_by_the_administrator_alone(self, office):
        user = invite(office, "manager")
        assert user.is_active
        assert [message.to for message in mail.outbox] == [[user.email]]
        assert AccountChange.objects.get().decision == "unasked"

    def test_is_over_when_one_has_signed_in(self, office, client):
        user = invite(office, "manager")
        client.post(link_in(mail.outbox[0]), {"password1": NEW, "password2": NEW})
        sign_in(client, user.email, NEW)
        assert not invite(office, "manager", "druga@zrebice.example").is_active

    @pytest.mark.parametrize("closed", [{"is_active": False}, {"last_day": timezone.localdate() - timedelta(days=1)}])
    def test_does_not_come_back_when_all_are_closed(self, office, closed):
        StaffFactory(last_login=timezone.now(), **closed)
        assert not invite(office, "manager").is_active

    def test_does_not_come_back_when_the_only_one_is_concerned(self, office, user):
        sign_in(browser_of(user))
        edit(office, user, PERSON | {"role": "manager"})
        user.refresh_from_db()
        assert user.email == "lacka@zrebice.example"

    def test_says_who_helps_where_nobody_else_can_confirm(self, office, user):
        user.last_login = timezone.now()
        user.save()
        set_up_app(user)
        page = office.post(reverse("reset_second_factor", args=[user.pk]), follow=True)
        assert "manage.py confirm_account" in words(page)

    @pytest.mark.parametrize("kind", ["second_factor", "account"])
    def test_the_server_sends_the_emails_too(self, office, user, kind):
        set_up_app(user)
        user.last_login = timezone.now()
        user.save()
        if kind == "account":
            invite(office, "auditor")
            User.objects.filter(pk=user.pk).update(is_active=False)
        else:
            office.post(reverse("reset_second_factor", args=[user.pk]))
        call_command("confirm_account", str(AccountChange.objects.get().pk))
        assert ("z serwera ośrodka" if kind == "second_factor" else "/konto/zaproszenie/") in mail.outbox[-1].body

    def test_the_server_confirms_where_nobody_can(self, office, user, capsys):
        user.last_login = timezone.now()
        user.save()
        edit(office, user, PERSON | {"role": "manager"})
        key = AccountChange.objects.get().pk
        call_command("confirm_account")
        assert f"{key}: lacka@zrebice.example: adres e-mail" in capsys.readouterr().out
        call_command("confirm_account", str(key))
        user.refresh_from_db()
        assert user.email == "zreb@zrebice.example"
        assert Change.objects.filter(kind="second_person").first().actor_words.endswith("confirm_account")

    def test_the_server_does_not_where_somebody_can(self, office, user, chief):
        edit(office, user, PERSON | {"role": "manager"})
        with pytest.raises(CommandError, match="może potwierdzić kierownik"):
            call_command("confirm_account", str(AccountChange.objects.get().pk))
        with pytest.raises(CommandError, match="już na nic nie czeka"):
            call_command("confirm_account", "99")


class TestLog:
    def test_of_unusual_events_has_each_step(self, office, admin, chief):
        user = UserFactory(role="assistant", last_name="Źreb")
        edit(office, user, PERSON | {"role": "manager", "email": user.email})
        decide(chief)
        page = browser_of(UserFactory()).get(reverse("log_unusual"))
        shown = [words(row) for row in select(page, "table tbody tr")]
        assert [
            row for row in shown if "Czeka na potwierdzenie: rola – kierownik zespołu." in row and "Adam Żuk" in row
        ]
        assert [row for row in shown if "Potwierdzono: rola – kierownik zespołu." in row and "Zofia Żbik" in row]
        links = [link for link in links_of(page).values() if "rodzaj=second_person" in link]
        assert links
        changes = browser_of(UserFactory()).get(links[0])
        assert "rola – kierownik zespołu" in words(changes)

    def test_of_unusual_events_keeps_to_its_filters(self, office, admin, chief):
        invite(office, "manager")
        auditor = browser_of(UserFactory())
        address = reverse("log_unusual")
        assert "nowe konto" in words(auditor.get(address, {"osoba": admin.pk}))
        other = User.objects.get(email="kierownik@zrebice.example")
        for query in ({"osoba": other.pk}, {"do": "01.01.2020"}, {"rodzina": "R1"}):
            assert "nowe konto" not in words(auditor.get(address, query))


class TestOtherWays:
    """Ways in which an administrator might let somebody in alone."""

    @pytest.mark.parametrize("field", ["is_active", "password", "last_login", "assistant", "anyway"])
    def test_more_fields_than_the_form_has_change_nothing(self, office, chief, field):
        user = invite(office, "manager")
        before = User.objects.filter(pk=user.pk).values().get()
        edit(office, user, PERSON | {"role": "manager", "email": user.email, field: "1"})
        after = User.objects.filter(pk=user.pk).values().get()
        assert {**after, "last_day": None} == {**before, "last_day": None}

    def test_the_administration_of_django_has_no_accounts(self, office, user):
        for model in ("accounts/user", "accounts/invitation", "accounts/accountchange", "account/emailaddress"):
            assert office.get(f"/admin/{model}/").status_code == 404
            assert office.post(f"/admin/{model}/add/").status_code == 404

    def test_a_role_in_two_steps(self, office, chief):
        user = invite(office, "social_worker")
        edit(office, user, PERSON | {"role": "assistant", "email": user.email})
        edit(office, user, PERSON | {"role": "director", "email": user.email})
        user.refresh_from_db()
        assert user.role == "assistant"

    def test_two_administrators_do_not_confirm_for_each_other(self, office, chief):
        invite(office, "manager")
        change = AccountChange.objects.get()
        assert (
            browser_of(UserFactory(role="admin")).post(reverse("confirm_change", args=[change.pk])).status_code == 403
        )

    def test_the_password_of_a_manager_is_not_theirs_to_set(self, office, chief, user, client):
        assert office.post(reverse("invite_again", args=[user.pk])).status_code == 404
        assert sign_in(client, password=PASSWORD).url == reverse("home")
        assert SIGN_IN not in sign_in(client).url
