"""Reports to the court: the rhythm that an order sets, the terms that follow, and what happens at the end."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import CourtOrder, CourtReport
from reporting.exchange import import_register
from reporting.exchange.errors import RegisterErrors
from tests.casework.days import TODAY
from tests.casework.family_file import dues, new, page_of
from tests.factories import FamilyFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import links_of, words

DUE = "Następne sprawozdanie dla sądu: zobowiązanie do współpracy z asystentem rodziny"


@pytest.fixture
def order(family):
    return CourtOrder.objects.create(
        family=family,
        kind="assistant_obligation",
        signature="III Nsm 7/24",
        issued_on=date(2024, 1, 31),
        report_every="quarterly",
        first_report_on=date(2024, 5, 31),
    )


def report(order, **fields):
    return CourtReport.objects.create(family=order.family, kind="periodic", court_order=order, **fields)


def said(client):
    """What is due in the family, in the words of its page."""
    return [due.what for due in dues(client)]


def term(order, day=TODAY):
    return CourtOrder.objects.with_next_report(day).get(pk=order.pk).next_report_on


class TestTerms:
    def test_the_first_stands_in_the_order_and_others_follow_the_last_report(self, order):
        assert term(order) == date(2024, 5, 31)
        report(order, due_on=date(2024, 5, 31), sent_on=date(2024, 5, 14), channel="post")
        assert term(order) == date(2024, 8, 31)
        report(order, due_on=date(2024, 11, 30), sent_on=TODAY, channel="post")
        assert term(order) == date(2025, 2, 28)

    def test_an_opinion_and_reports_of_other_orders_move_none(self, order, family):
        CourtReport.objects.create(family=family, kind="opinion", court_order=order, due_on=TODAY, sent_on=TODAY)
        CourtReport.objects.create(family=family, kind="periodic", due_on=TODAY, sent_on=TODAY)
        assert term(order) == date(2024, 5, 31)

    def test_there_is_none_while_a_report_waits_and_after_the_end_of_the_order(self, order):
        letter = report(order, due_on=date(2024, 5, 31))
        assert term(order) is None
        letter.delete()
        CourtOrder.objects.update(in_force_until=date(2024, 5, 31))
        assert term(order) is None
        CourtOrder.objects.update(in_force_until=date(2024, 6, 1))
        assert term(order) == date(2024, 5, 31)

    def test_are_due_only_while_the_family_has_support(self, desk, order, closed):
        assert DUE not in said(desk)


class TestWriting:
    def test_the_due_opens_a_report_with_order_and_term(self, phone, order):
        page = phone.get("/rodziny/R12/")
        assert DUE in said(phone)
        address = f"{new('pismo')}?postanowienie={order.pk}"
        assert address in links_of(page).values()
        filled = fields_of(phone.get(address))
        assert (filled["kind"], filled["court_order"], filled["due_on"]) == ("periodic", str(order.pk), "31.05.2024")
        assert send(phone, address).status_code == 302
        assert DUE not in said(phone)
        assert any(what.startswith("Pismo do sądu: sprawozdanie") for what in said(phone))

    @pytest.mark.parametrize("asked", ["", "0", "x", "9" * 30, "²"])
    def test_an_order_that_is_not_there_opens_an_empty_form(self, phone, order, asked):
        assert fields_of(phone.get(new("pismo"), {"postanowienie": asked}))["court_order"] == ""

    def test_sending_tells_the_next_term(self, phone, order):
        letter = report(order, due_on=date(2024, 5, 31))
        address = f"{page_of(letter, 'pismo')}?koniec=dzis"
        assert "Wybierz, jak wysłano" in errors_of(send(phone, address))["channel"]
        send(phone, address, channel="e_delivery", proof="UPO 17")
        page = words(phone.get("/rodziny/R12/"))
        assert "Następne sprawozdanie: do 31 sierpnia 2024." in page
        assert "e-Doręczenia · UPO 17 · do postanowienia III Nsm 7/24" in page

    def test_how_it_was_sent_needs_the_day(self, phone, order):
        answer = send(phone, new("pismo"), kind="opinion", due_on="01.06.2024", channel="post")
        assert "dzień, w którym pismo wysłano" in errors_of(answer)["sent_on"]

    def test_an_order_that_ended_asks_for_nothing(self, phone, order, family):
        CourtOrder.objects.update(in_force_until=date(2024, 5, 1))
        sent = {"kind": "periodic", "court_order": order.pk, "due_on": "31.05.2024"}
        answer = send(phone, new("pismo"), **sent)
        assert "przestało obowiązywać 01.05.2024" in errors_of(answer)["court_order"]
        assert fields_of(answer)["due_on"] == "31.05.2024"
        assert send(phone, new("pismo"), **sent, requested_on="30.04.2024").status_code == 302

    def test_offers_no_order_of_another_family(self, phone, order, family):
        other = CourtOrder.objects.create(family=FamilyFactory(), kind="other", issued_on=TODAY)
        answer = send(phone, new("pismo"), kind="opinion", due_on="01.06.2024", court_order=other.pk)
        assert errors_of(answer)["court_order"]

    def test_an_order_with_letters_stays(self, phone, desk, order):
        letter = report(order, due_on=date(2024, 5, 31))
        answer = desk.post(reverse("remove_record", args=["R12", "postanowienie", order.pk]), follow=True)
        assert "Tego postanowienia dotyczą pisma do sądu" in words(answer)
        letter.delete()
        desk.post(reverse("remove_record", args=["R12", "postanowienie", order.pk]))
        assert not CourtOrder.objects.exists()


class TestOrder:
    @pytest.mark.parametrize(
        "typed, field, sentence",
        [
            ({"report_every": "monthly"}, "first_report_on", "do kiedy sąd chce pierwszego"),
            ({"first_report_on": "01.06.2024"}, "report_every", "jak często sąd chce sprawozdania"),
            ({"report_every": "monthly", "first_report_on": "31.12.2023"}, "first_report_on", "wydano później, 01.03."),
        ],
    )
    def test_rhythm_and_first_term_go_together(self, phone, family, typed, field, sentence):
        answer = send(phone, new("postanowienie"), kind="other", issued_on="01.03.2024", **typed)
        assert sentence in errors_of(answer)[field]

    def test_shows_its_duties_and_rhythm(self, phone, family):
        typed = {"report_every": "monthly", "first_report_on": "01.06.2024", "duties": "Matka podejmie terapię."}
        send(phone, new("postanowienie"), kind="other", issued_on="01.03.2024", **typed)
        page = words(phone.get("/rodziny/R12/"), "#sad")
        assert "sprawozdania co miesiąc" in page
        assert "Matka podejmie terapię." in page


def test_closing_reminds_of_the_court(desk, order, case):
    close = reverse("close_case", args=["R12", case.pk])
    assert "Trzeba powiadomić sąd: III Nsm 7/24, 31.01.2024." in words(desk.get(close))
    CourtOrder.objects.update(in_force_until=TODAY)
    assert "Trzeba powiadomić sąd" not in words(desk.get(close))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "order, letter, sentence",
    [
        ("2024-01-01,,monthly,", "", "do kiedy sąd chce pierwszego sprawozdania"),
        ("2024-01-01,,,2024-02-01", "", "jak często sąd chce sprawozdania"),
        ("2024-01-01,2024-02-01,,", "R1,2024-03-01,,P1,", "przestało obowiązywać 01.02.2024"),
        ("2024-01-01,,,", "R2,2024-03-01,,P1,", "to postanowienie dotyczy innej rodziny"),
        ("2024-01-01,,,", "R1,2024-03-01,,P1,post", "jak wysłano pismo"),
    ],
)
def test_the_register_keeps_the_same_rules(tmp_path, order, letter, sentence):
    files = {
        "families": "id,name,registered_on\nR1,Lis,2024-01-01\nR2,Kos,2024-01-01\n",
        "court_orders": f"id,family,kind,issued_on,in_force_until,report_every,first_report_on\nP1,R1,other,{order}\n",
        "court_reports": f"family,due_on,sent_on,court_order,channel,kind\n{letter and f'{letter},periodic'}\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RegisterErrors) as refused:
        import_register(tmp_path)
    (error,) = refused.value.errors
    assert sentence in str(error)
