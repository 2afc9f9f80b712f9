"""The form of a new family: with its persons, beside those that may be the same, saved once, nothing typed lost."""

import re
import uuid
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Family, Person
from familycare.accounts.unsent_forms.models import UnsentForm
from familycare.audit.models import Reading
from tests.accounts.signing_in import token_in
from tests.clients import signed_in
from tests.factories import PASSWORD, FamilyFactory, PersonFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW, SIMILAR = reverse("new_family"), reverse("similar_families")
MOTHERS, CHILDS, UNBORNS = "85031412347", "15250143212", "30210112341"


@pytest.fixture
def worker():
    return UserFactory(role="social_worker")


@pytest.fixture
def client(worker):
    return signed_in(worker)


@pytest.fixture
def manager():
    return signed_in(StaffFactory())


def typed(*members, **other):
    """What the form sends; `members` are fields of further persons."""
    fields = {"form_key": str(uuid.uuid4()), "name": "Źrebiccy", "last_name": "Źrebicka", "role": "parent"}
    for place, member in enumerate(members):
        fields |= {f"osoba-{place}-{name}": value for name, value in ({"role": "child"} | member).items()}
    return fields | other


def errors_in(response):
    """What the summary of errors says."""
    page = response.content.decode()
    summary = re.search(r'<div class="error-summary".*?</div>', page, re.DOTALL)
    return re.findall(r"<li>(?:<a[^>]*>)?([^<]*)", unescape(summary[0])) if summary else []


class TestIsRegistered:
    def test_with_its_persons_and_a_next_step(self, client, worker):
        answer = client.post(
            NEW,
            typed(
                {"first_name": "Jaś", "pesel": CHILDS},
                {"first_name": "Ola", "last_name": "Nowak", "birth_date": "3.06.2018", "sex": "F"},
                {},
                first_name="Łucja",
                structure="single_mother",
                address="Lipowa 3",
                district="Śródmieście",
            ),
        )
        family = Family.objects.get()
        assert answer.url == reverse("family", args=[family.number])
        assert (family.address, family.district, family.social_worker) == ("Lipowa 3", "Śródmieście", worker)
        persons = family.persons.order_by("pk").values_list(
            "first_name", "last_name", "birth_date", "sex", "main_carer"
        )
        assert list(persons) == [
            ("Łucja", "Źrebicka", None, "", True),
            ("Jaś", "Źrebicka", date(2015, 5, 1), "M", False),
            ("Ola", "Nowak", date(2018, 6, 3), "F", False),
        ]
        page = client.get(answer.url).content.decode()
        assert "Zarejestrowano rodzinę. Następny krok to wniosek o asystenta." in page
        assert "uzupełniono z numerów PESEL" in page
        assert f"{reverse('new_referral')}?rodzina={family.number}" in page
        assert CHILDS not in page

    def test_with_twelve_children(self, client):
        children = [{"first_name": f"Dziecko {number}"} for number in range(12)]
        client.post(f"{NEW}?osoby=12", typed(*children))
        assert Person.objects.filter(role="child").count() == 12

    def test_by_a_manager_has_no_social_worker(self, manager):
        manager.post(NEW, typed())
        assert Family.objects.get().social_worker is None

    def test_once_however_often_it_is_sent(self, client):
        data = typed({"first_name": "Jaś"}, first_name="Łucja")
        first, second = client.post(NEW, data), client.post(NEW, data)
        assert first.url == second.url
        assert (Family.objects.count(), Person.objects.count()) == (1, 2)

    def test_is_offered_on_the_list_to_those_who_may(self, client):
        assert NEW in client.get(reverse("families")).content.decode()
        director = signed_in(UserFactory(role="director"))
        assert NEW not in director.get(reverse("families")).content.decode()
        assert director.get(NEW).status_code == 403

    def test_takes_long_and_odd_names(self, client):
        client.post(NEW, typed({"first_name": "D'Arcy-" * 11 + "Jan"}, name="O'Żółć-Łąkowscy", last_name="ł" * 120))
        assert Family.objects.get().name == "O'Żółć-Łąkowscy"
        assert Person.objects.filter(last_name="ł" * 120).count() == 2


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"name": ""}, "Podaj nazwisko, pod którym rodzina będzie znana."),
            ({"last_name": " "}, "Podaj nazwisko głównego opiekuna."),
            ({"pesel": "123"}, "PESEL jest błędny"),
            ({"pesel": MOTHERS, "birth_date": "15.03.1985"}, "PESEL nie zgadza się z datą urodzenia."),
            ({"pesel": MOTHERS, "sex": "M"}, "PESEL nie zgadza się z płcią."),
            ({"birth_date": "1.01.2999"}, "Ten dzień jeszcze nie nadszedł."),
            ({"birth_date": "31.02.1990"}, "Nie ma takiego dnia."),
            ({"name": "a\0b"}, "null"),
            ({"name": "W" * 121}, "co najwyżej 120"),
            ({"role": "child"}, "child nie jest"),
            ({"osoba-0-birth_date": "wczoraj"}, "Nie ma takiego dnia."),
            ({"osoba-0-first_name": "", "osoba-0-sex": "M"}, "Podaj imię tej osoby albo usuń ją z formularza."),
            ({"osoba-0-pesel": CHILDS[:-1] + "3"}, "PESEL jest błędny"),
            ({"osoba-0-pesel": MOTHERS, "pesel": MOTHERS}, "Ten PESEL ma już inna osoba w tym formularzu."),
        ],
    )
    def test_stands_at_its_field_and_nothing_is_lost(self, client, wrong, message):
        answer = client.post(NEW, typed({"first_name": "Jaś"}, {"first_name": "Małgosia"}) | wrong)
        (error,) = errors_in(answer)
        assert message in error
        assert 'value="Małgosia"' in answer.content.decode()
        assert not Family.objects.exists()

    def test_more_than_twenty_persons(self, client):
        (error,) = errors_in(client.post(NEW, typed(*[{"first_name": "Ala"}] * 21)))
        assert "Naraz można wpisać najwyżej 20 osób." in error

    def test_a_pesel_of_a_day_to_come(self, client, time_machine):
        time_machine.move_to("2024-05-20")
        (error,) = errors_in(client.post(NEW, typed({"first_name": "Jaś", "pesel": UNBORNS})))
        assert "jest w przyszłości" in error

    @pytest.mark.parametrize("asked", ["", "x", "-1", "999", "²", "0", "20"])
    def test_nonsense_in_the_address(self, client, asked):
        assert client.get(f"{NEW}?osoby={asked}").status_code == 200


class TestAnotherPerson:
    def test_without_a_script_keeps_what_was_typed_however_wrong(self, client):
        data = typed({"first_name": "Jaś", "birth_date": "wczoraj"}, dodaj_osobe="1", pesel="12", structure="blended")
        page = client.post(f"{NEW}?osoby=2", data).content.decode()
        for kept in ('value="Jaś"', 'value="wczoraj"', 'value="12"', data["form_key"], 'value="blended" selected'):
            assert kept in page
        assert 'name="osoba-1-first_name"' in page
        assert 'formaction="?osoby=3"' in page
        assert not errors_in(client.post(f"{NEW}?osoby=2", data))
        assert not Family.objects.exists()

    def test_the_new_line_is_where_one_goes_on_typing(self, client):
        page = client.post(f"{NEW}?osoby=2", typed({"first_name": "Jaś"}, dodaj_osobe="1")).content.decode()
        assert re.findall(r'name="([^"]*)"[^>]*autofocus', page) == ["osoba-1-first_name"]

    def test_one_is_left_out_again(self, client):
        data = typed({"first_name": "Jaś"}, {"first_name": "Ola"}, {"first_name": "Ewa"}, bez_osoby="1")
        page = client.post(f"{NEW}?osoby=2", data).content.decode()
        assert re.findall(r'name="osoba-\d-first_name" value="(\w+)"', page) == ["Jaś", "Ewa"]
        client.post(f"{NEW}?osoby=2", data | {"bez_osoby": "x\0"})

    def test_no_more_than_twenty(self, client):
        page = client.post(f"{NEW}?osoby=20", typed(dodaj_osobe="1")).content.decode()
        assert "dodaj_osobe" not in page
        assert "Więcej osób dopiszesz na stronie rodziny." in page


class TestDuplicates:
    @pytest.fixture
    def family(self, worker):
        family = FamilyFactory(name="Źrebięta", address="Lipowa 3", social_worker=worker)
        PersonFactory(family=family, first_name="Jaś", last_name="Nowak", birth_date=date(2015, 5, 1), pesel=CHILDS)
        return family

    def test_are_found_while_typing(self, client, family):
        answer = client.post(SIMILAR, typed({"first_name": "jas", "last_name": "nowak", "birth_date": "1.5."}))
        page = answer.content.decode()
        assert reverse("family", args=[family.number]) in page
        assert "to samo imię i nazwisko" in page
        assert CHILDS not in page
        assert "<form" not in page
        assert Reading.objects.filter(kind="families", what="rodziny podobne do nowej").exists()

    def test_by_what_the_form_of_a_request_sends(self, client, family):
        assert "Źrebięta" in client.post(SIMILAR, {"address": "ul. Lipowa 3"}).content.decode()
        assert not client.post(SIMILAR, {"address": "ul. Lipowa 33"}).content.strip()
        assert not client.post(SIMILAR).content.strip()

    def test_must_be_said_to_be_others(self, client, family):
        data = typed({"first_name": "Jaś", "last_name": "Nowak"})
        answer = client.post(NEW, data)
        assert errors_in(answer) == [
            "Sprawdź podobne rodziny. Jeśli to inna rodzina, zaznacz, że to nie są te same osoby."
        ]
        assert "Czy to nie ta rodzina?" in answer.content.decode()
        assert Family.objects.count() == 1
        assert client.post(NEW, data | {"is_new": "on"}).status_code == 302
        assert Family.objects.count() == 2

    def test_the_box_comes_back_empty_while_typing(self, client, family):
        assert "checked" not in client.post(SIMILAR, typed(address="Lipowa 3", is_new="on")).content.decode()

    def test_of_others_families_only_a_pesel_is_told(self, family):
        client = signed_in(UserFactory(role="social_worker"))
        data = typed({"first_name": "Jaś", "last_name": "Nowak", "pesel": CHILDS}, address="Lipowa 3")
        page = client.post(SIMILAR, data).content.decode()
        assert "należy już do innej rodziny, której nie prowadzisz" in page
        assert "Źrebięta" not in page
        (error,) = errors_in(client.post(NEW, data | {"is_new": "on"}))
        assert "należy już do innej rodziny" in error
        assert Family.objects.count() == 1

    def test_of_a_protected_family_nothing(self, client, family):
        family.is_restricted = True
        family.save()
        data = typed({"first_name": "Jaś", "last_name": "Nowak", "pesel": CHILDS}, address="Lipowa 3")
        assert not client.post(SIMILAR, data).content.strip()
        assert client.post(NEW, data).status_code == 302


class TestSessionLost:
    def test_what_was_typed_waits_and_is_sent_again(self, worker):
        client = Client(enforce_csrf_checks=True)
        client.force_login(worker)
        token = token_in(client.get(NEW))
        del client.cookies["sessionid"]
        data = typed({"first_name": "Jaś"}, {"first_name": "Ola"}, csrfmiddlewaretoken=token)
        client.post(f"{NEW}?osoby=2", data)
        assert not Family.objects.exists()
        login = client.get(reverse("account_login"))
        credentials = {"login": worker.email, "password": PASSWORD, "csrfmiddlewaretoken": token_in(login)}
        client.post(reverse("account_login"), credentials)
        page = client.get(reverse("unsent_forms"))
        ((form, fields),) = page.context["waiting"]
        assert form.address == f"{NEW}?osoby=2"
        client.post(form.address, dict(fields) | {"csrfmiddlewaretoken": token_in(page), "zachowany": form.pk})
        assert sorted(Person.objects.values_list("first_name", flat=True)) == ["", "Jaś", "Ola"]
        assert not UnsentForm.objects.exists()

    def test_while_typing_the_form_waits_at_its_page(self, worker):
        client = Client(enforce_csrf_checks=True)
        client.force_login(worker)
        data = typed(csrfmiddlewaretoken=token_in(client.get(NEW)))
        del client.cookies["sessionid"]
        page = f"http://testserver{NEW}?osoby=3"
        answer = client.post(SIMILAR, data, headers={"HX-Request": "true", "HX-Current-URL": page})
        assert "HX-Redirect" in answer.headers
        form = UnsentForm.objects.get()
        assert (form.address, form.was_sent) == (f"{NEW}?osoby=3", False)
