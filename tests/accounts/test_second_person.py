"""No administrator alone reaches families: a second person confirms what would let somebody in."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assistants.staff.services import connect_account
from familycare.accounts.confirming.models import AccountChange
from familycare.accounts.confirming.services import confirm, refuse
from familycare.accounts.models import User
from tests.accounts.confirming import decide, invite
from tests.accounts.forms import PERSON, edit
from tests.accounts.signing_in import browser_of, link_in, set_up_app, sign_in
from tests.factories import AssistantFactory, StaffFactory, UserFactory
from tests.html_pages import links_of, words

PAGE = reverse("account_changes")
NEW = "Jarzebina+przy-drodze"


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """A function that runs another and returns [(to, body)] of the e-mails that it caused."""

    def run(action, *args, **more):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            action(*args, **more)
        return [(message.to[0], message.body) for message in mail.outbox[before:]]

    return run


class TestNewAccount:
    @pytest.mark.parametrize("role", ["manager", "director", "auditor"])
    def test_opens_and_is_invited_when_confirmed(self, office, chief, client, role):
        page = office.get(reverse("account", args=[invite(office, role).pk]))
        assert "nowe konto" in words(page)
        assert "czeka na potwierdzenie" in words(page)
        user = User.objects.get(email="nowa@zrebice.example")
        assert not user.is_active
        assert not [message for message in mail.outbox if message.to == [user.email]]
        decide(chief)
        user.refresh_from_db()
        assert user.is_active
        link = link_in(mail.outbox[-1])
        client.post(link, {"password1": NEW, "password2": NEW})
        assert sign_in(client, user.email, NEW).status_code == 302

    @pytest.mark.parametrize("role", ["assistant", "social_worker", "admin"])
    def test_that_sees_no_family_yet_is_invited_at_once(self, office, chief, role):
        assert invite(office, role).is_active
        assert not AccountChange.objects.exists()
        assert mail.outbox

    def test_cannot_be_opened_by_the_administrator(self, office, chief):
        user = invite(office, "manager")
        for name in ("restore_account", "invite_again"):
            office.post(reverse(name, args=[user.pk]))
        edit(office, user, PERSON | {"role": "manager", "email": user.email, "last_day": "2035-01-01"})
        user.refresh_from_db()
        assert not user.is_active
        assert not [message for message in mail.outbox if message.to == [user.email]]
        assert AccountChange.objects.filter(decision="waiting").count() == 1

    @pytest.mark.parametrize("name", ["refuse_change", "withdraw_change"])
    def test_refused_or_withdrawn_stays_closed_until_asked_for_again(self, office, chief, name):
        user = invite(office, "manager")
        decide(office if name == "withdraw_change" else chief, name)
        office.post(reverse("restore_account", args=[user.pk]))
        user.refresh_from_db()
        assert not user.is_active
        decide(chief)
        user.refresh_from_db()
        assert user.is_active

    def test_whose_invitation_cannot_be_sent_still_waits(self, office, chief, monkeypatch):
        user = invite(office, "manager")

        def refuse_mail(*args, **kwargs):
            raise ConnectionRefusedError

        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse_mail)
        assert "Nie udało się wysłać zaproszenia" in words(decide(chief))
        user.refresh_from_db()
        assert not user.is_active
        assert AccountChange.objects.get().decision == "waiting"


class TestRole:
    @pytest.mark.parametrize(
        ("before", "after"),
        [("assistant", "manager"), ("social_worker", "director"), ("director", "auditor"), ("manager", "assistant")],
    )
    def test_changes_when_confirmed(self, office, chief, before, after):
        user = UserFactory(role=before)
        edit(office, user, PERSON | {"role": after, "email": user.email})
        user.refresh_from_db()
        assert (user.role, user.last_name) == (before, "Źreb")  # the rest of the form is saved at once
        decide(chief)
        user.refresh_from_db()
        assert user.role == after

    def test_of_the_administrators_own_account_too(self, office, admin, chief):
        UserFactory(role="admin")
        edit(office, admin, PERSON | {"role": "manager", "email": admin.email})
        assert office.get("/rodziny/").status_code == 403
        decide(chief)
        assert office.get("/rodziny/").status_code == 200

    def test_of_the_last_administrator_is_not_even_asked_for(self, office, admin, chief):
        page = edit(office, admin, PERSON | {"role": "manager", "email": admin.email})
        assert "To jedyne czynne konto administratora" in words(page)
        assert not AccountChange.objects.exists()


class TestAddress:
    @pytest.mark.parametrize("role", ["assistant", "social_worker", "manager", "director", "auditor"])
    def test_changes_when_confirmed(self, office, chief, client, role):
        user = UserFactory(role=role, email="stara@zrebice.example")
        edit(office, user, PERSON | {"role": role})
        user.refresh_from_db()
        assert user.email == "stara@zrebice.example"
        client.post(reverse("account_reset_password"), {"email": PERSON["email"]})
        assert "Nie ma tu takiego konta" in mail.outbox[-1].body
        decide(chief)
        user.refresh_from_db()
        assert user.email == "zreb@zrebice.example"

    def test_old_address_and_managers_hear_of_it_twice(self, office, chief, sent):
        user = UserFactory(role="assistant", email="stara@zrebice.example")
        asked = dict(sent(edit, office, user, PERSON | {"role": "assistant"}))
        assert asked.keys() == {"stara@zrebice.example", "kierownik@zrebice.example"}
        assert "na Twoim koncie ma się zmienić: adres e-mail" in asked["stara@zrebice.example"]
        assert f"http://localhost:8000{PAGE}" in asked["kierownik@zrebice.example"]
        assert "zreb@zrebice.example" not in "".join(asked.values())
        decided = dict(sent(decide, chief))
        assert decided.keys() == {"stara@zrebice.example", "kierownik@zrebice.example"}
        assert "zmiana na Twoim koncie (adres e-mail): potwierdzono" in decided["stara@zrebice.example"]

    def test_taken_meanwhile_is_refused(self, office, chief):
        user = UserFactory(role="assistant")
        edit(office, user, PERSON | {"role": "assistant"})
        UserFactory(email="zreb@zrebice.example")
        assert "Ten adres e-mail ma już inne konto" in words(decide(chief))
        assert AccountChange.objects.get().decision == "waiting"

    def test_changed_at_once_drops_what_waits(self, office, chief):
        """Somebody confirms for a person, not for whoever gets the account meanwhile."""
        user = UserFactory(role="admin")
        edit(office, user, PERSON | {"role": "manager", "email": user.email})
        edit(office, user, PERSON | {"role": "admin"})
        user.refresh_from_db()
        assert user.email == "zreb@zrebice.example"
        assert AccountChange.objects.get().decision == "withdrawn"


class TestSecondFactor:
    def test_is_removed_when_confirmed(self, office, chief, client, user, sent):
        set_up_app(user)
        asked = sent(office.post, reverse("reset_second_factor", args=[user.pk]))
        assert {to for to, _body in asked} == {user.email, "kierownik@zrebice.example"}
        assert Authenticator.objects.filter(user=user).exists()
        assert sign_in(client).url == reverse("mfa_authenticate")
        decide(chief)
        assert not Authenticator.objects.filter(user=user).exists()
        assert sign_in(type(client)()).url == reverse("home")


class TestCard:
    """Whoever has an assistant's account sees the families of the card that it is connected with."""

    def test_is_connected_when_confirmed(self, office, chief):
        user, assistant = UserFactory(role="assistant"), AssistantFactory()
        page = office.post(reverse("connect_account", args=[user.pk]), {"assistant": assistant.pk}, follow=True)
        assert "gdy potwierdzi to druga osoba" in words(page)
        assistant.refresh_from_db()
        assert assistant.account is None
        decide(chief)
        assistant.refresh_from_db()
        assert assistant.account == user

    def test_is_disconnected_at_once(self, office, chief):
        user = UserFactory(role="assistant")
        assistant = AssistantFactory(account=user)
        office.post(reverse("connect_account", args=[user.pk]), {"assistant": ""})
        assistant.refresh_from_db()
        assert assistant.account is None

    def test_connected_meanwhile_is_refused(self, admin, chief):
        user, assistant = UserFactory(role="assistant"), AssistantFactory()
        connect_account(user, assistant, by=admin)
        assistant.account = other = UserFactory(role="assistant")
        assistant.save()
        assert "ma już inne konto" in words(decide(chief))
        assistant.refresh_from_db()
        assert assistant.account == other


class TestWhoConfirms:
    @pytest.fixture
    def change(self, office, chief):
        """A change that waits: somebody is to become a manager."""
        user = UserFactory(role="auditor", email="przyszly@zrebice.example")
        edit(office, user, PERSON | {"role": "manager", "email": user.email})
        return AccountChange.objects.get()

    @pytest.mark.parametrize("role", ["manager", "auditor"])
    def test_managers_and_the_data_protection_officer(self, change, role):
        assert "Potwierdzono zmianę" in words(decide(browser_of(UserFactory(role=role))))

    @pytest.mark.parametrize("role", ["assistant", "social_worker", "director", "admin"])
    @pytest.mark.parametrize("name", ["confirm_change", "refuse_change"])
    def test_nobody_else(self, change, role, name):
        assert browser_of(UserFactory(role=role)).post(reverse(name, args=[change.pk])).status_code == 403
        assert AccountChange.objects.get().decision == "waiting"

    @pytest.mark.parametrize("name", ["confirm_change", "refuse_change"])
    def test_not_the_person_concerned(self, change, name):
        browser = browser_of(change.user)
        assert "zdecyduje o niej ktoś inny" in words(browser.get(PAGE))
        assert "Tej zmiany nie możesz potwierdzić" in words(decide(browser, name))
        assert AccountChange.objects.get().decision == "waiting"

    def test_not_whoever_asked_for_it_and_became_a_manager(self, change, admin):
        admin.role = "manager"
        admin.save()
        assert "Tej zmiany nie możesz potwierdzić" in words(decide(browser_of(admin)))

    @pytest.mark.parametrize("other", [{"is_active": False}, {"last_day": timezone.localdate() - timedelta(days=1)}])
    def test_not_a_closed_account(self, change, other):
        with pytest.raises(ValidationError, match="nie możesz"):
            confirm(change.pk, by=StaffFactory(**other))

    def test_the_database_knows_it(self, change, admin):
        for person in (admin, change.user):
            with pytest.raises(IntegrityError), transaction.atomic():
                AccountChange.objects.update(decision="confirmed", decided_by=person, decided_at=timezone.now())

    def test_once(self, change, chief):
        manager = StaffFactory()
        refuse(change.pk, by=manager)
        with pytest.raises(ValidationError, match="już na nic nie czeka"):
            confirm(change.pk, by=manager)

    def test_within_a_week(self, change, chief):
        AccountChange.objects.update(asked_at=timezone.now() - timedelta(days=7))
        assert "Żadna zmiana konta nie czeka" in words(chief.get(PAGE))
        assert "Nikt nie zdecydował w porę" in words(chief.get(PAGE))
        assert "już na nic nie czeka" in words(decide(chief))

    def test_the_administrator_may_withdraw_it(self, change, office, chief):
        office.post(reverse("withdraw_change", args=[change.pk]))
        assert AccountChange.objects.get().decision == "withdrawn"
        assert office.post(reverse("withdraw_change", args=[change.pk])).status_code == 404
        assert chief.post(reverse("withdraw_change", args=[change.pk])).status_code == 403

    def test_they_see_how_many_wait(self, change, chief):
        auditor = browser_of(UserFactory())
        for page in (chief.get(reverse("home")), auditor.get(reverse("log_readings"))):
            assert "czeka 1 zmiana konta" in words(page)
            assert PAGE in links_of(page).values()
        assert "zmiana konta" not in words(browser_of(UserFactory(role="director")).get(reverse("home")))
        assert "czeka 1 zmiana" not in words(browser_of(change.user).get(reverse("log_readings")))
