"""The form of a new family: its persons, similar families, double clicks, and nothing typed lost."""

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Family, Person
from familycare.accounts.unsent_forms.models import UnsentForm
from familycare.audit.models import Reading
from tests.accounts.signing_in import token_in
from tests.clients import signed_in
from tests.factories import PASSWORD, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_forms import field_of, fields_of
from tests.html_pages import all_words, links_of, one, select, words

pytestmark = pytest.mark.django_db
NEW, SIMILAR = reverse("new_family"), reverse("similar_families")
MOTHERS, CHILDS, UNBORNS = "85031412347", "15250143212", "30210112341"
ERRORS = ".error-summary li"


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


class TestIsRegistered:
    def test_with_persons_and_a_next_step(self, client, worker):
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
        page = client.get(answer.url)
        assert "Zarejestrowano rodzinę. Następny krok to wniosek o asystenta." in words(page)
        assert "uzupełniono z numerów PESEL" in words(page)
        assert f"{reverse('new_referral')}?rodzina={family.number}" in links_of(page).values()
        assert CHILDS not in page.content.decode()

    def test_with_twelve_children(self, client):
        children = [{"first_name": f"Dziecko {number}"} for number in range(12)]
        client.post(f"{NEW}?osoby=12", typed(*children))
        assert Person.objects.filter(role="child").count() == 12

    def test_by_a_manager_has_no_social_worker(self, manager):
        manager.post(NEW, typed())
        assert Family.objects.get().social_worker is None

    def test_once_if_sent_twice(self, client):
        data = typed({"first_name": "Jaś"}, first_name="Łucja")
        first, second = client.post(NEW, data), client.post(NEW, data)
        assert first.url == second.url
        assert (Family.objects.count(), Person.objects.count()) == (1, 2)

    def test_is_offered_on_the_list_with_the_right_to_write(self, client):
        assert NEW in links_of(client.get(reverse("families"))).values()
        director = signed_in(UserFactory(role="director"))
        assert NEW not in director.get(reverse("families")).content.decode()
        assert director.get(NEW).status_code == 403

    def test_takes_long_and_odd_names(self, client):
        client.post(NEW, typed({"first_name": "D'Arcy-" * 11 + "Jan"}, name="O'Żółć-Łąkowscy", last_name="ł" * 120))
        assert Family.objects.get().name == "O'Żółć-Łąkowscy"
        assert Person.objects.filter(last_name="ł" * 120).count() == 2


class TestErrors:
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
            ({"name": "a\0b"}, "nie da się zapisać"),
            ({"name": "W" * 121}, "może mieć najwyżej 120"),
            ({"role": "child"}, "Wybierz jedną z pozycji na liście"),
            ({"osoba-0-birth_date": "wczoraj"}, "Nie ma takiego dnia."),
            ({"osoba-0-first_name": "", "osoba-0-sex": "M"}, "Podaj imię tej osoby albo usuń ją z formularza."),
            ({"osoba-0-pesel": CHILDS[:-1] + "3"}, "PESEL jest błędny"),
            ({"osoba-0-pesel": MOTHERS, "pesel": MOTHERS}, "Ten PESEL ma już inna osoba w tym formularzu."),
        ],
    )
    def test_error_is_shown_and_nothing_is_lost(self, client, wrong, message):
        answer = client.post(NEW, typed({"first_name": "Jaś"}, {"first_name": "Małgosia"}) | wrong)
        (error,) = all_words(answer, ERRORS)
        assert message in error
        assert field_of(answer, "osoba-1-first_name") == "Małgosia"
        assert not Family.objects.exists()

    def test_more_than_twenty_persons(self, client):
        (error,) = all_words(client.post(NEW, typed(*[{"first_name": "Ala"}] * 21)), ERRORS)
        assert "Naraz można wpisać najwyżej 20 osób." in error

    def test_a_pesel_with_a_future_date(self, client, time_machine):
        time_machine.move_to("2024-05-20")
        (error,) = all_words(client.post(NEW, typed({"first_name": "Jaś", "pesel": UNBORNS})), ERRORS)
        assert "jest w przyszłości" in error

    @pytest.mark.parametrize("asked", ["", "x", "-1", "999", "²", "0", "20"])
    def test_nonsense_in_the_address(self, client, asked):
        assert client.get(f"{NEW}?osoby={asked}").status_code == 200


class TestAnotherPerson:
    def test_is_added_without_a_script_and_wrong_values_stay(self, client):
        data = typed({"first_name": "Jaś", "birth_date": "wczoraj"}, dodaj_osobe="1", pesel="12", structure="blended")
        page = client.post(f"{NEW}?osoby=2", data)
        kept = {name: value for name, value in data.items() if name != "dodaj_osobe"}
        assert kept.items() <= fields_of(page, "main form").items()
        assert select(page, '[name="osoba-1-first_name"]')
        assert one(page, "[name=dodaj_osobe]").get("formaction") == "?osoby=3"
        assert not select(page, ERRORS)
        assert not Family.objects.exists()

    def test_the_new_line_has_the_focus(self, client):
        page = client.post(f"{NEW}?osoby=2", typed({"first_name": "Jaś"}, dodaj_osobe="1"))
        assert [field.get("name") for field in select(page, "form [autofocus]")] == ["osoba-1-first_name"]

    def test_one_is_removed(self, client):
        data = typed({"first_name": "Jaś"}, {"first_name": "Ola"}, {"first_name": "Ewa"}, bez_osoby="1")
        page = client.post(f"{NEW}?osoby=2", data)
        names = [field.value for field in select(page, '[name^="osoba-"][name$="-first_name"]')]
        assert [name for name in names if name] == ["Jaś", "Ewa"]
        client.post(f"{NEW}?osoby=2", data | {"bez_osoby": "x\0"})

    def test_no_more_than_twenty(self, client):
        page = client.post(f"{NEW}?osoby=20", typed(dodaj_osobe="1"))
        assert "dodaj_osobe" not in page.content.decode()
        assert "Więcej osób dopiszesz na stronie rodziny." in words(page)


class TestDuplicates:
    @pytest.fixture
    def family(self, worker):
        family = FamilyFactory(name="Źrebięta", address="Lipowa 3", social_worker=worker)
        PersonFactory(family=family, first_name="Jaś", last_name="Nowak", birth_date=date(2015, 5, 1), pesel=CHILDS)
        return family

    def test_are_found_while_typing(self, client, family):
        answer = client.post(SIMILAR, typed({"first_name": "jas", "last_name": "nowak", "birth_date": "1.5."}))
        assert reverse("family", args=[family.number]) in links_of(answer).values()
        assert "to samo imię i nazwisko" in words(answer)
        assert CHILDS not in answer.content.decode()
        assert "<form" not in answer.content.decode()
        assert Reading.objects.filter(kind="families", what="rodziny podobne do nowej").exists()

    def test_are_found_from_the_form_of_a_request(self, client, family):
        assert "Źrebięta" in words(client.post(SIMILAR, {"address": "ul. Lipowa 3"}))
        assert not client.post(SIMILAR, {"address": "ul. Lipowa 33"}).content.strip()
        assert not client.post(SIMILAR).content.strip()

    def test_need_a_confirmation(self, client, family):
        data = typed({"first_name": "Jaś", "last_name": "Nowak"})
        answer = client.post(NEW, data)
        assert all_words(answer, ERRORS) == [
            "Sprawdź podobne rodziny. Jeśli to inna rodzina, zaznacz, że to nie są te same osoby."
        ]
        assert "Czy to nie ta rodzina?" in words(answer)
        assert Family.objects.count() == 1
        assert client.post(NEW, data | {"is_new": "on"}).status_code == 302
        assert Family.objects.count() == 2

    def test_the_box_is_unticked_while_typing(self, client, family):
        assert "checked" not in client.post(SIMILAR, typed(address="Lipowa 3", is_new="on")).content.decode()

    def test_in_a_hidden_family_only_the_pesel_is_reported(self, family):
        client = signed_in(UserFactory(role="social_worker"))
        data = typed({"first_name": "Jaś", "last_name": "Nowak", "pesel": CHILDS}, address="Lipowa 3")
        page = client.post(SIMILAR, data)
        assert "należy już do innej rodziny, której nie prowadzisz" in words(page)
        assert "Źrebięta" not in page.content.decode()
        (error,) = all_words(client.post(NEW, data | {"is_new": "on"}), ERRORS)
        assert "należy już do innej rodziny" in error
        assert Family.objects.count() == 1

    def test_in_a_restricted_family_nothing_is_reported(self, client, family):
        family.is_restricted = True
        family.save()
        data = typed({"first_name": "Jaś", "last_name": "Nowak", "pesel": CHILDS}, address="Lipowa 3")
        assert not client.post(SIMILAR, data).content.strip()
        assert client.post(NEW, data).status_code == 302


class TestSessionLost:
    def test_the_form_waits_and_is_sent_again(self, worker):
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

    def test_the_form_waits_for_its_page_if_lost_while_typing(self, worker):
        client = Client(enforce_csrf_checks=True)
        client.force_login(worker)
        data = typed(csrfmiddlewaretoken=token_in(client.get(NEW)))
        del client.cookies["sessionid"]
        page = f"http://testserver{NEW}?osoby=3"
        answer = client.post(SIMILAR, data, headers={"HX-Request": "true", "HX-Current-URL": page})
        assert "HX-Redirect" in answer.headers
        form = UnsentForm.objects.get()
        assert (form.address, form.was_sent) == (f"{NEW}?osoby=3", False)
