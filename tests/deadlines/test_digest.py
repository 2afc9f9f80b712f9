"""The daily e-mail: counts and an address, no names."""

from datetime import date
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from assistants.assignments.services import assign
from tests.factories import AssistantFactory, CaseFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine, settings):
    time_machine.move_to("2024-05-20 12:00")
    settings.PUBLIC_URL = "https://asysta.zrebice.example"


@pytest.fixture
def case():
    """A case whose contact is late, with a plan due this week."""
    return CaseFactory(family__name="Wierzbiccy", opened_on=date(2024, 4, 22))


def send(*options):
    call_command("send_digest", *options)
    return {message.to[0]: message for message in mail.outbox}


def test_counts_terms_without_names(case, capsys):
    user = StaffFactory()
    message = send()[user.email]
    assert message.subject == "familycare: terminy na 20\u00a0maja\u00a02024"
    assert "– Kontakt z rodziną: 1 po terminie\n" in message.body
    assert "– Pierwszy plan pracy: 1 w tym tygodniu\n" in message.body
    assert "Okresowa ocena" not in message.body
    assert "https://asysta.zrebice.example/terminy/" in message.body
    assert "Wierzbiccy" not in message.subject + message.body
    assert case.family.number not in message.body
    assert "Wiadomości: 1, nie wysłano: 0." in capsys.readouterr().err


def test_is_sent_only_to_users_with_terms(case):
    mine, other = UserFactory(role="assistant"), UserFactory(role="assistant")
    assign(case=case, assistant=AssistantFactory(account=mine), starts_on=date(2024, 4, 22))
    UserFactory(role="admin"), UserFactory(role="auditor")
    StaffFactory(is_active=False), StaffFactory(authorised_on=None), StaffFactory(last_day=date(2024, 5, 19))
    AssistantFactory(account=other)
    assert set(send()) == {mine.email}


def test_is_not_sent_when_nothing_is_due_this_week(time_machine):
    StaffFactory()
    CaseFactory(opened_on=date(2024, 5, 19))
    assert send() == {}


def test_a_dry_run_prints_and_sends_nothing(case, capsys):
    user = StaffFactory()
    assert send("--dry-run") == {}
    shown = capsys.readouterr().out
    assert user.email in shown
    assert "Kontakt z rodziną: 1 po terminie" in shown


def test_a_refused_address_does_not_stop_the_others(case, monkeypatch):
    first, second = StaffFactory(), StaffFactory()
    send_one = mail.EmailMessage.send

    def refuse_first(message, *args, **options):
        if message.to == [first.email]:
            raise SMTPRecipientsRefused({})
        return send_one(message, *args, **options)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse_first)
    with pytest.raises(CommandError, match=first.email):
        send()
    assert [message.to for message in mail.outbox] == [[second.email]]


def test_goes_once_a_day(case, capsys):
    user = StaffFactory()
    assert set(send()) == {user.email}
    mail.outbox.clear()
    assert send() == {}
    assert "Wiadomości: 0, nie wysłano: 0." in capsys.readouterr().err


def test_a_second_run_sends_only_what_the_server_refused(case, monkeypatch):
    refused, served = StaffFactory(), StaffFactory()
    send_one = mail.EmailMessage.send
    monkeypatch.setattr(mail.EmailMessage, "send", lambda message: message.to != [refused.email] and send_one(message))
    with pytest.raises(CommandError):
        send()
    assert [message.to for message in mail.outbox] == [[served.email]]
    monkeypatch.undo()
    mail.outbox.clear()
    assert set(send()) == {refused.email}


def test_goes_again_on_the_next_working_day(case, time_machine):
    user = StaffFactory()
    send()
    mail.outbox.clear()
    time_machine.move_to("2024-05-21 07:00")
    assert set(send()) == {user.email}


@pytest.mark.parametrize("day", ["2024-05-19", "2024-05-30"])  # a Sunday; Corpus Christi, a Thursday
def test_stays_at_home_on_a_day_off(case, time_machine, capsys, day):
    StaffFactory()
    time_machine.move_to(f"{day} 07:00")
    assert send() == {}
    assert "dzień wolny" in capsys.readouterr().err
