"""The manager's pages on merging two families and undoing it."""

from datetime import date

import pytest
from django.urls import reverse

from cases.families.duplicates import possible_duplicates
from cases.models import Family, FamilyMerge, NamedReader, Person
from familycare.audit.models import Reading
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.factories import CaseFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, fields_of
from tests.html_pages import links_of, words

pytestmark = pytest.mark.django_db
CHOOSE = "/rodziny/R1/scal/"
COMPARE = "/rodziny/R1/scal/?rodzina=R2"


def who_is_who(absorbed, **persons):
    """The fields of the form; `persons` is {number of a person: number of the same person in the kept family}."""
    return {
        f"osoba_{person.pk}": Person.objects.get(number=persons[person.number]).pk
        if person.number in persons
        else "inna"
        for person in absorbed.persons.all()
    }


@pytest.fixture
def sent(absorbed):
    return who_is_who(absorbed, O11="O1", O12="O2")


def same(family, user):
    return {like.family for like in possible_duplicates(family, user)}


class TestPossibleDuplicates:
    def test_the_same_person_or_the_same_address(self, kept, absorbed, manager):
        assert same(kept, manager) == {absorbed}
        kept.persons.all().update(birth_date=date(1960, 1, 1))
        absorbed.persons.all().update(birth_date=date(1950, 1, 1), pesel="")
        absorbed.address = ""
        absorbed.save()
        assert same(kept, manager) == set()
        kept.persons.filter(number="O1").update(pesel="90051412343")
        absorbed.persons.filter(number="O11").update(pesel="90051412343")
        assert same(kept, manager) == {absorbed}
        neighbours = FamilyFactory(address="LIPOWA 3")
        kept.address = "ul. Lipowa 3"
        assert same(kept, manager) == {absorbed, neighbours}

    def test_no_family_that_the_reader_does_not_see(self, kept, absorbed, manager):
        Family.objects.filter(pk=absorbed.pk).update(is_restricted=True)
        NamedReader.objects.all().delete()
        assert same(kept, manager) == set()

    def test_no_family_of_which_nothing_is_known(self, manager):
        family, _other = FamilyFactory(), FamilyFactory()
        PersonFactory(family=family, first_name="", last_name="", birth_date=None)
        assert same(family, manager) == set()


def test_who_is_spelt_otherwise_is_chosen_beforehand_and_the_page_says_why(client, kept, absorbed):
    ours, theirs = kept.persons.get(number="O2"), absorbed.persons.get(number="O12")
    Person.objects.filter(pk=ours.pk).update(first_name="Юлія", last_name="Шевченко")
    Person.objects.filter(pk=theirs.pk).update(first_name="Yuliia", last_name="Shevchenko")
    page = client.get(COMPARE)
    assert fields_of(page)[f"osoba_{theirs.pk}"] == str(ours.pk)
    assert "Wybrano: Юлія Шевченко, bo to samo imię i nazwisko, ta sama data urodzenia." in words(page)


class TestChoosing:
    def test_offers_families_that_may_be_the_same(self, client, kept, absorbed):
        assert "?rodzina=R2" in links_of(client.get(CHOOSE)).values()

    def test_says_when_there_is_none(self, client, kept):
        assert "Nie ma innej rodziny z tą samą osobą" in words(client.get(CHOOSE))

    @pytest.mark.parametrize(
        ("number", "said"),
        [
            ("", "Wpisz numer drugiej rodziny."),
            ("R404", "Nie ma rodziny o takim numerze."),
            ("R1", "To jest ta sama rodzina."),
            ("R2%00", "nie da się zapisać"),
            ("R" * 50, "Nie ma rodziny o takim numerze."),
        ],
    )
    def test_a_wrong_number_has_a_message_at_its_field(self, client, kept, absorbed, number, said):
        assert said in errors_of(client.get(f"{CHOOSE}?rodzina={number}"))["rodzina"]

    def test_small_letters_and_blanks_are_no_mistake(self, client, kept, absorbed):
        assert client.get(f"{CHOOSE}?rodzina=+r2+").templates[0].name == "assistants/merging/merge.html"

    def test_a_family_that_the_manager_does_not_see_is_not_found(self, client, kept, absorbed):
        Family.objects.update(is_restricted=True)
        NamedReader.objects.create(family=kept, user=StaffFactory())
        assert client.get(COMPARE).status_code == 404
        Family.objects.filter(pk=kept.pk).update(is_restricted=False)
        NamedReader.objects.all().delete()
        assert "Nie ma rodziny o takim numerze." in words(client.get(COMPARE))

    def test_says_before_comparing_why_it_cannot_be(self, client, kept, absorbed):
        kept.cases.update(kind="difficulties")
        assert "Obie rodziny mają otwarte wsparcie tego samego rodzaju" in words(client.get(COMPARE))


class TestComparing:
    def test_shows_both_families_and_suggests_same_persons(self, client, kept, absorbed):
        response = client.get(COMPARE)
        page = words(response)
        assert "Scalić rodzinę R2 z rodziną R1?" in page and "Lipowa 3" in page and "Zdrój" in page
        form = response.context["form"]
        chosen = {field.label: field.initial for field in form.shown}
        child = kept.persons.get(number="O2")
        assert chosen == {
            "Ewa Sowa, ur. 14.05.1990 (O11)": "inna",
            "Jan Sowa, ur. 01.05.2015 (O12)": str(child.pk),
            "Ola Sowa, ur. 01.05.2022 (O13)": "inna",
        }
        counts = {kind: numbers for kind, *numbers in response.context["counts"]}
        assert counts["Osoby"] == [2, 3] and counts["Wizyty"] == [0, 1]

    def one_pesel(self, kept, absorbed):
        """Give a child of each family the same PESEL and another first name."""
        kept.persons.filter(number="O2").update(pesel="15250112342")
        absorbed.persons.filter(number="O13").update(pesel="15250112342", birth_date=date(2015, 5, 1), first_name="Al")

    def test_offers_two_of_one_pesel_as_one_and_says_why(self, client, kept, absorbed):
        self.one_pesel(kept, absorbed)
        response = client.get(COMPARE)
        form, baby = response.context["form"], absorbed.persons.get(number="O13")
        assert form[f"osoba_{baby.pk}"].initial == str(kept.persons.get(number="O2").pk)
        assert "Ten sam PESEL ma Jan Sowa." in words(response)

    def test_names_of_the_people_are_text_everywhere(self, client, kept, absorbed):
        Person.objects.filter(number__in=["O1", "O11"]).update(pesel="90051412343", last_name="<img src=x>")
        page = client.get(COMPARE).content.decode()
        assert "Ten sam PESEL ma" in page
        assert "<img src=x>" not in page

    def test_refuses_two_of_one_pesel_as_two(self, client, kept, absorbed, sent):
        self.one_pesel(kept, absorbed)
        page = words(client.post(COMPARE, sent))
        assert "Al Sowa (O13) i Jan Sowa (O2) mają ten sam PESEL, więc to jedna osoba." in page
        assert not FamilyMerge.objects.exists()
        kept.persons.filter(number="O2").update(left_on=date(2020, 1, 1))
        absorbed.persons.filter(number="O13").update(joined_on=date(2020, 1, 1))
        client.post(COMPARE, sent)
        assert FamilyMerge.objects.exists()

    def test_two_of_one_name_with_different_pesels_are_two(self, client, kept, absorbed):
        kept.persons.filter(number="O2").update(pesel="15250112342")
        child = absorbed.persons.get(number="O12")
        absorbed.persons.filter(pk=child.pk).update(pesel="15250112359")
        page = client.get(COMPARE)
        assert page.context["form"][f"osoba_{child.pk}"].initial == "inna"
        assert "Numer PESEL różni się jedną cyfrą (i kontrolną), sprawdź go: Jan Sowa." in words(page)

    def test_warns_of_support_of_one_kind_at_the_same_time(self, client, kept, absorbed):
        assert not client.get(COMPARE).context["warnings"]
        days = {"opened_on": date(2022, 1, 10), "closing_reason": "other"}
        CaseFactory(family=kept, number="S7", closed_on=date(2022, 3, 1), **days)
        assert not client.get(COMPARE).context["warnings"]
        CaseFactory(family=kept, number="S8", closed_on=date(2022, 3, 2), **days)
        said = "Wsparcia S8 (10.01.2022–02.03.2022) i S2 (od 01.03.2022) są tego samego rodzaju"
        assert said in words(client.get(COMPARE))

    def test_is_few_queries(self, client, kept, absorbed, django_assert_max_num_queries):
        assert queries_of(client, CHOOSE, django_assert_max_num_queries) <= MOST_QUERIES
        queries_of(client, COMPARE, django_assert_max_num_queries)

    def test_looking_is_recorded_for_both(self, client, kept, absorbed):
        client.get(COMPARE)
        assert {*Reading.objects.values_list("family_number", "what")} == {
            ("R1", "scalanie rodzin"),
            ("R2", "scalanie rodzin"),
        }

    def test_a_get_request_changes_nothing(self, client, kept, absorbed, sent):
        client.get(COMPARE, sent)
        assert not FamilyMerge.objects.exists()


class TestMerging:
    def test_leads_to_the_family_that_has_everything(self, client, kept, absorbed, sent):
        response = client.post(COMPARE, sent, follow=True)
        assert response.redirect_chain == [("/rodziny/R1/", 302)]
        page = words(response)
        assert "Scalono rodziny: zapisy rodziny R2 są teraz tutaj." in page
        assert "Scalono z rodziną R2 dnia 20 maja 2024." in page and "Ola" in page

    def test_says_that_nobody_is_the_main_carer_now(self, client, kept, absorbed, sent):
        Person.objects.filter(number="O1").update(left_on=date(2024, 1, 10))
        assert "Ewa Sowa (O1), główny opiekun do 09.01.2024" in words(client.get(COMPARE))
        page = words(client.post(COMPARE, sent, follow=True))
        assert "Rodzina nie ma teraz głównego opiekuna." in page

    def test_the_old_number_redirects(self, client, kept, absorbed, sent):
        client.post(COMPARE, sent)
        response = client.get("/rodziny/R2/")
        assert (response.status_code, response.url) == (302, "/rodziny/R1/")
        assert signed_in(UserFactory(role="social_worker")).get("/rodziny/R2/").status_code == 404

    def test_a_decision_on_the_other_family_is_not_applied_to_this_one(self, client, kept, absorbed, sent):
        client.post(COMPARE, sent)
        response = client.post("/rodziny/R2/dostep/", {"is_restricted": "on"})
        assert (response.status_code, response.url) == (302, "/rodziny/R1/dostep/")
        assert not Family.objects.filter(is_restricted=True).exists()

    def test_a_double_click_merges_once(self, client, kept, absorbed, sent):
        client.post(COMPARE, sent)
        response = client.post(COMPARE, sent, follow=True)
        assert "Te rodziny są już scalone." in words(response)
        assert FamilyMerge.objects.count() == 1

    def test_one_person_cannot_be_two(self, client, kept, absorbed):
        response = client.post(COMPARE, who_is_who(absorbed, O11="O1", O12="O1"))
        assert "Tę osobę wskazano już przy: Ewa Sowa. Wybierz inną." in words(response)
        assert not FamilyMerge.objects.exists()

    def test_needs_an_answer_for_each_person(self, client, kept, absorbed, sent):
        response = client.post(COMPARE, {name: value for name, value in sent.items() if value != "inna"})
        assert "Wybierz, kim jest ta osoba." in words(response)
        assert not FamilyMerge.objects.exists()

    def test_a_person_of_another_family_is_no_choice(self, client, kept, absorbed, sent):
        stranger = PersonFactory()
        response = client.post(COMPARE, dict.fromkeys(sent, stranger.pk))
        assert "Tej osoby nie ma w rodzinie." in words(response)
        assert not FamilyMerge.objects.exists()

    def test_a_refusal_keeps_the_answers(self, client, kept, absorbed, sent):
        child = kept.persons.get(number="O2")
        for person in (child, absorbed.persons.get(number="O12")):
            person.placements.create(form="specialist_institution", starts_on=f"2024-01-0{person.pk % 8 + 1}")
        response = client.post(COMPARE, sent)
        page = words(response)
        assert "Ta osoba przebywa już w innym miejscu poza rodziną." in page
        assert str(child.pk) in fields_of(response).values()
        assert not FamilyMerge.objects.exists()

    def test_the_history_of_the_family_shows_it(self, client, kept, absorbed, sent):
        client.post(COMPARE, sent)
        page = words(client.get(reverse("family_history", args=["R1"])))
        assert "Włączono rodzinę R2." in page and "Włączona do rodziny: „Sowa (R1)”." in page


class TestUndoing:
    @pytest.fixture
    def address(self, client, kept, absorbed, sent):
        client.post(COMPARE, sent)
        return reverse("undo_merge", args=["R1", FamilyMerge.objects.get().pk])

    def test_asks_first(self, client, address):
        assert address in links_of(client.get("/rodziny/R1/")).values()
        page = words(client.get(address))
        assert "Znów rozdzielić rodzinę R2?" in page and "20 maja 2024 (Maria Kierownik)" in page
        assert FamilyMerge.objects.get().undone_at is None

    def test_makes_them_two_again(self, client, address):
        response = client.post(address, follow=True)
        assert response.redirect_chain == [("/rodziny/R2/", 302)]
        assert "Cofnięto scalenie: rodzina R2 znów jest osobno." in words(response)
        assert "Scalono z rodziną" not in words(client.get("/rodziny/R1/"))

    def test_twice_is_once(self, client, address):
        client.post(address)
        assert "To scalenie już cofnięto." in words(client.post(address, follow=True))

    def test_says_why_it_cannot_be(self, client, address):
        person = Person.objects.get(number="O13")
        person.family = FamilyFactory()
        person.save()
        assert "ten zapis przeniesiono potem gdzie indziej." in words(client.post(address))

    def test_of_another_family_is_not_found(self, client, address):
        FamilyFactory(number="R3")
        assert client.get(address.replace("R1", "R3")).status_code == 404

    def test_is_for_managers(self, kept, absorbed, client, address):
        page = words(signed_in(UserFactory(role="director")).get("/rodziny/R1/"))
        assert "Scalono z rodziną R2" in page and "Cofnij scalenie" not in page


def test_a_form_opened_before_is_saved_in_the_kept_family(client, kept, absorbed, sent, assistant):
    """An assistant types while the manager merges the families: the form goes to the family that has the case now."""
    assistant.account = UserFactory(role="assistant")
    assistant.save()
    client.post(COMPARE, sent)
    page = signed_in(assistant.account).get("/wizyty/nowa/?rodzina=R2")
    assert page.status_code == 200 and "Sowa (Ewa, Lipowa 3)" in words(page)
