"""The administrator's pages on accounts: invitations, roles, dates, suspension."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistants.staff.services import connect_account
from familycare.accounts import services, signals
from familycare.accounts.models import Invitation, State, User
from tests.accounts.forms import PERSON, edit
from tests.accounts.signing_in import browser_of, link_in, set_up_app, sign_in
from tests.factories import AssistantFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, field_of
from tests.html_pages import words

LIST, INVITE = reverse("accounts"), reverse("invite")
NEW = "Jarzebina+przy-drodze"


@pytest.fixture
def heard():
    """[(name of a signal, its arguments)] of the signals of accounts, in the order sent."""
    log, receivers = [], []
    for name, signal in vars(signals).items():
        if isinstance(signal, signals.Signal):

            def receive(sender, signal, name=name, **said):
                log.append((name, said))

            signal.connect(receive)
            receivers.append((signal, receive))
    yield log
    for signal, receive in receivers:
        signal.disconnect(receive)


def page_of(user, name="account"):
    return reverse(name, args=[user.pk])


class TestList:
    def test_shows_role_state_dates_and_what_is_missing(self, office):
        StaffFactory(last_name="Bąk", authorised_on=None)
        page = office.get(LIST)
        assert "Zofia Bąk" in words(page)
        assert "kierownik zespołu" in words(page)
        assert "01.01.2020" in words(page)
        assert "brak" in words(page)
        assert "nigdy" in words(page)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("szukaj=łącka+zofia", {"Łącka", "Łącki"}),
            ("szukaj=ŁĄCKI", {"Łącki"}),
            ("szukaj=lacki", {"Łącki"}),
            ("rola=director", {"Łącki"}),
            ("stan=suspended", {"Ćwik"}),
            ("stan=ended", {"Dziób"}),
            ("stan=open", {"Łącka", "Łącki", "Żuk"}),
        ],
    )
    def test_is_narrowed_down(self, office, time_machine, query, found):
        time_machine.move_to("2026-03-10 08:00")
        client = browser_of(User.objects.get())
        StaffFactory(last_name="Łącka", email="zofia.lacka@zrebice.example")
        StaffFactory(last_name="Łącki", role="director", first_name="Zofian", email="łącka@zrebice.example")
        StaffFactory(last_name="Ćwik", is_active=False)
        StaffFactory(last_name="Dziób", last_day=date(2026, 3, 9))
        table = client.get(f"{LIST}?{query}").context["table"]
        assert {row.record.last_name for row in table.rows} == found

    def test_names_an_unknown_filter(self, office):
        assert "Nie ma takiej roli: „szef”" in words(office.get(f"{LIST}?rola=szef"))

    def test_number_of_queries_does_not_grow(self, office, django_assert_max_num_queries):
        with django_assert_max_num_queries(10) as before:
            office.get(LIST)
        for _n in range(5):
            AssistantFactory(account=StaffFactory())
        with django_assert_max_num_queries(len(before)):
            office.get(LIST)

    @pytest.mark.parametrize("role", ["assistant", "social_worker", "manager", "director", "auditor"])
    def test_is_for_administrators(self, db, role):
        user = UserFactory(role=role)
        client = browser_of(user)
        other = StaffFactory()
        for address in (
            LIST,
            INVITE,
            page_of(other),
            page_of(other, "edit_account"),
            page_of(other, "suspend_account"),
        ):
            assert client.get(address).status_code == 403
            assert client.post(address, PERSON).status_code in (403, 405)
        assert User.objects.filter(is_active=True).count() == 2

    @pytest.mark.parametrize("key", [0, 999999, 10**30])
    @pytest.mark.parametrize("name", ["account", "edit_account", "suspend_account", "connect_account"])
    def test_unknown_account_is_not_found(self, office, name, key):
        assert office.get(reverse(name, args=[key])).status_code == 404


class TestInvitation:
    def invite(self, office, **other):
        return office.post(INVITE, PERSON | other)

    def test_by_email_leads_to_a_password_and_in(self, office, client, heard, admin):
        page = office.get(self.invite(office).url)
        assert "Wysłano zaproszenie na adres zreb@zrebice.example." in words(page)
        assert "zaproszone" in words(page)
        (message,) = mail.outbox
        assert message.to == ["zreb@zrebice.example"]
        assert message.subject == "familycare: zaproszenie"
        assert "Źreb" not in message.body
        link = link_in(message)
        assert "Konto: Ewa Źreb" in words(client.get(link))
        done = client.post(link, {"password1": NEW, "password2": NEW}, follow=True)
        assert "Hasło ustawione" in words(done)
        assert sign_in(client, "zreb@zrebice.example", NEW).url == reverse("home")
        user = User.objects.get(email="zreb@zrebice.example")
        assert user.state_on(date.today()) == State.OPEN
        assert [(name, said["user"], said["by"]) for name, said in heard] == [
            ("account_invited", user, admin),
            ("invitation_accepted", user, user),
        ]

    def test_used_twice_opens_nothing(self, office, client):
        self.invite(office)
        link = link_in(mail.outbox[0])
        client.post(link, {"password1": NEW, "password2": NEW})
        for answer in (
            client.get(link),
            client.post(link, {"password1": "Inne+haslo-77", "password2": "Inne+haslo-77"}),
        ):
            assert answer.status_code == 410
            assert "Ten odnośnik już nie działa" in words(answer)
        assert User.objects.get(email="zreb@zrebice.example").check_password(NEW)

    def test_expires(self, admin, client, time_machine, settings):
        settings.INVITATION_DAYS = 7
        time_machine.move_to("2026-03-10 08:00")
        self.invite(browser_of(admin))
        link = link_in(mail.outbox[0])
        time_machine.move_to("2026-03-17 07:59")
        assert client.get(link).status_code == 200
        time_machine.move_to("2026-03-17 08:01")
        assert client.get(link).status_code == 410

    def test_sent_again_is_another_link(self, office, client):
        self.invite(office)
        user = User.objects.get(email="zreb@zrebice.example")
        office.post(page_of(user, "invite_again"))
        first, second = (link_in(message) for message in mail.outbox)
        assert client.get(first).status_code == 410
        assert client.get(second).status_code == 200

    def test_withdrawn_closes_the_account(self, office, client, heard):
        self.invite(office)
        user = User.objects.get(email="zreb@zrebice.example")
        assert "przestanie działać" in words(office.get(page_of(user, "withdraw_invitation")))
        office.post(page_of(user, "withdraw_invitation"))
        assert client.get(link_in(mail.outbox[0])).status_code == 410
        user.refresh_from_db()
        assert not user.is_active
        assert heard[-1][0] == "invitation_withdrawn"

    def test_leads_to_the_application_whatever_host_was_asked(self, admin, settings):
        settings.ALLOWED_HOSTS, settings.PUBLIC_URL = ["*"], "https://asysta.zrebice.example"
        self.invite(browser_of(admin, headers={"Host": "obcy.example"}))
        assert "https://asysta.zrebice.example/konto/zaproszenie/" in mail.outbox[0].body
        assert "obcy.example" not in mail.outbox[0].body

    def test_is_stored_as_a_digest(self, office):
        self.invite(office)
        token = link_in(mail.outbox[0]).split("/")[-2]
        assert token not in str(Invitation.objects.values().get())

    @pytest.mark.parametrize("token", ["x", "a" * 5000, "ż%00"])
    def test_with_a_made_up_link_is_not_found(self, client, db, token):
        assert client.get(f"/konto/zaproszenie/{token}/").status_code in (404, 410)

    def test_weak_or_different_passwords_are_refused(self, office, client):
        self.invite(office)
        link = link_in(mail.outbox[0])
        page = client.post(link, {"password1": "abc", "password2": "abc"})
        assert "To hasło jest za krótkie" in words(page, ".error-summary")
        page = client.post(link, {"password1": NEW, "password2": "x"})
        assert "drugi jest inne" in errors_of(page)["password2"]

    def test_keeps_what_was_typed_when_something_is_wrong(self, office, admin):
        page = self.invite(office, email=admin.email, role="szef", last_day="wczoraj")
        errors = errors_of(page)
        assert "Jest już konto z tym adresem e-mail." in errors["email"]
        assert "Nie ma takiej roli" in errors["role"]
        assert "Nie ma takiego dnia" in errors["last_day"]
        assert field_of(page, "last_name") == "Źreb"
        assert not mail.outbox

    def test_that_cannot_be_sent_makes_no_account(self, office, monkeypatch):
        def refuse(*args, **kwargs):
            raise ConnectionRefusedError

        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
        page = self.invite(office)
        assert "Nie udało się wysłać e-maila" in words(page)
        assert field_of(page, "last_name") == "Źreb"
        assert User.objects.count() == 1

    def test_is_not_for_a_user_with_a_password(self, office):
        assert office.post(page_of(StaffFactory(), "invite_again")).status_code == 404


class TestChange:
    def test_of_role_and_dates_works_at_once_and_sends_signals(self, office, admin, heard):
        user = UserFactory(role="admin")
        client = browser_of(user)
        assert client.get("/").status_code == 403
        edit(office, user, PERSON | {"email": user.email})
        assert client.get("/").status_code == 200
        (role_name, role), (name, said) = heard
        assert (role_name, role["old"], role["new"], role["by"]) == ("role_changed", "admin", "social_worker", admin)
        assert name == "account_changed"
        assert said["changes"]["secrecy_on"] == (date(2020, 1, 1), date(2025, 1, 3))

    def test_of_nothing_sends_no_signal(self, office, heard):
        user = UserFactory()
        values = {name: getattr(user, name) or "" for name in PERSON}
        edit(office, user, values)
        assert heard == []

    def test_of_the_address_leaves_nothing_of_the_old_one(self, office, client):
        user = StaffFactory(email="stary@zrebice.example")
        client.post(reverse("account_reset_password"), {"email": user.email})
        edit(office, user, PERSON)
        mail.outbox.clear()
        client.post(reverse("account_reset_password"), {"email": "stary@zrebice.example"})
        assert "Nie ma tu takiego konta" in mail.outbox[0].body

    def test_the_last_administrator_keeps_the_role(self, office, admin):
        values = PERSON | {"email": admin.email}
        page = edit(office, admin, values)
        assert "To jedyne czynne konto administratora" in words(page)
        admin.refresh_from_db()
        assert admin.role == "admin"
        page = edit(office, admin, values | {"role": "admin", "last_day": "2020-01-01"})
        assert "To jedyne czynne konto administratora" in words(page)

    def test_another_administrator_loses_the_role(self, office, admin):
        UserFactory(role="admin")
        edit(office, admin, PERSON | {"email": admin.email})
        admin.refresh_from_db()
        assert admin.role == "social_worker"


class TestSuspension:
    def test_closes_open_sessions_at_once(self, office, client, user, heard):
        sign_in(client)
        assert client.get("/").status_code == 200
        office.post(page_of(user, "suspend_account"))
        assert client.get("/").status_code == 302
        assert sign_in(client).status_code == 200
        assert [name for name, _said in heard] == ["account_suspended"]

    def test_restored_does_not_bring_the_session_back(self, office, client, user):
        sign_in(client)
        office.post(page_of(user, "suspend_account"))
        office.post(page_of(user, "restore_account"))
        assert client.get("/").status_code == 302
        assert sign_in(client).status_code == 302

    def test_a_link_alone_does_nothing(self, office, user):
        assert "Zawiesić konto" in words(office.get(page_of(user, "suspend_account")))
        assert office.get(page_of(user, "restore_account")).status_code == 405
        user.refresh_from_db()
        assert user.is_active

    def test_the_last_administrator_cannot_be_suspended(self, office, admin):
        page = office.post(page_of(admin, "suspend_account"), follow=True)
        assert "To jedyne czynne konto administratora" in words(page)
        admin.refresh_from_db()
        assert admin.is_active

    @pytest.mark.parametrize("other", [{"is_active": False}, {"last_day": date(2020, 1, 1)}])
    def test_a_closed_administrator_does_not_count(self, admin, other):
        UserFactory(role="admin", **other)
        with pytest.raises(ValidationError):
            services.suspend(admin, by=admin)


class TestLostSecondFactor:
    """Of an account that reaches no family; others are in test_second_person.py."""

    def test_is_removed_with_open_sessions_and_an_email(self, office, client, heard):
        user = UserFactory(role="admin", email="lacka@zrebice.example")
        sign_in(client)
        set_up_app(user)
        assert "Upewnij się" in words(office.get(page_of(user, "reset_second_factor")))
        office.post(page_of(user, "reset_second_factor"))
        assert client.get("/konta/").status_code == 302
        assert sign_in(client).url == reverse("accounts")
        assert [name for name, _said in heard] == ["second_factor_reset"]
        assert mail.outbox[0].to == [user.email]

    def test_is_not_for_oneself(self, office, admin):
        set_up_app(admin)
        assert office.post(page_of(admin, "reset_second_factor")).status_code == 404


class TestEmploymentThatEnds:
    def test_closes_an_open_session_the_day_after(self, db, time_machine, settings):
        settings.SESSION_COOKIE_AGE = settings.SESSION_SECONDS = 30 * 24 * 3600
        time_machine.move_to("2026-03-10 08:00+01:00")
        client = browser_of(StaffFactory(last_day=date(2026, 3, 11)))
        time_machine.move_to("2026-03-11 23:59+01:00")
        assert client.get("/").status_code == 200
        time_machine.move_to("2026-03-12 00:01+01:00")
        assert client.get("/").status_code == 302

    def test_is_read_from_the_assistants_record_too(self, db, client, time_machine, settings):
        settings.SESSION_COOKIE_AGE = settings.SESSION_SECONDS = 30 * 24 * 3600
        time_machine.move_to("2026-03-10 08:00+01:00")
        user = UserFactory(role="assistant", email="lacka@zrebice.example")
        AssistantFactory(account=user, employed_to=date(2026, 3, 11))
        sign_in(client)
        time_machine.move_to("2026-03-11 23:59+01:00")
        assert client.get("/").status_code == 200
        time_machine.move_to("2026-03-12 00:01+01:00")
        assert client.get("/").status_code == 302
        assert sign_in(client).status_code == 200


class TestAssistantsRecord:
    def test_is_connected_and_disconnected(self, office, heard):
        user = UserFactory(role="assistant")
        assistant = AssistantFactory(first_name="Ewa", last_name="Żak")
        assert "nie jest połączone" in words(office.get(page_of(user)))
        office.post(page_of(user, "connect_account"), {"assistant": assistant.pk})
        assert f"Ewa Żak ({assistant.number})" in words(office.get(page_of(user)))
        office.post(page_of(user, "connect_account"), {"assistant": ""})
        assistant.refresh_from_db()
        assert assistant.account is None
        assert [said["changes"] for name, said in heard if name == "account_changed"] == [
            {"assistant": (None, assistant)},
            {"assistant": (assistant, None)},
        ]

    def test_of_another_account_cannot_be_taken(self, office):
        taken = AssistantFactory(account=UserFactory(role="assistant"))
        user = UserFactory(role="assistant")
        page = office.post(page_of(user, "connect_account"), {"assistant": taken.pk})
        assert "ma już inne konto" in words(page)
        taken.refresh_from_db()
        assert taken.account != user

    def test_that_another_account_has_just_got_changes_nothing(self, office, admin, heard):
        user = UserFactory(role="assistant")
        own, taken = AssistantFactory(account=user), AssistantFactory(account=UserFactory(role="assistant"))
        with pytest.raises(ValidationError, match="ma już inne konto"):
            connect_account(user, taken, by=admin)
        own.refresh_from_db()
        assert own.account == user and not heard


class TestWithoutAuthorisation:
    def test_says_what_is_missing_and_who_enters_it(self, admin, user):
        User.objects.filter(pk=user.pk).update(secrecy_on=None)
        page = browser_of(user).get("/rodziny/")
        assert page.status_code == 403
        assert "data oświadczenia o zachowaniu tajemnicy" in words(page)
        assert "data pisemnego upoważnienia" not in words(page)
        assert "Adam Żuk" in words(page)
        assert "admin@zrebice.example" in words(page)

    def test_the_page_of_the_own_account_says_it_too(self, user):
        User.objects.filter(pk=user.pk).update(secrecy_on=None)
        assert "Dopóki nie ma obu dat" in words(browser_of(user).get("/konto/"))
