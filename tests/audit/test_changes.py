"""Which changes become entries of the log, and how users read them."""

from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Assistant
from cases.models import Case, Condition, Family, NamedReader, Person, Referral
from familycare.audit.acting import NoActor, acting_as, on_server
from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change
from familycare.audit.sentences import headline, sentences
from familycare.audit.services import record_change
from familycare.audit.verification.chains import verify
from familycare.centre.models import Problem
from tests.audit.log import last_change
from tests.clients import signed_in
from tests.factories import PASSWORD, AssistantFactory, CaseFactory, FamilyFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def said(**wanted):
    """The headline and the sentences of the last such entry, as the family's history shows them."""
    change = last_change(**wanted)
    return [headline(change), *sentences(change)]


class TestSaving:
    def test_has_old_and_new_values(self, sowa, anna):
        with acting_as(anna, "10.1.2.3"):
            sowa.name = "Puchacz"
            sowa.structure = "single_mother"
            sowa.save()
        change = last_change()
        assert (change.actor, change.actor_words, change.address) == (anna, "Anna Nowak", "10.1.2.3")
        assert (change.family_number, change.family_key, change.object_key) == ("R1", sowa.pk, "R1")
        assert change.payload["values"] == {
            "name": ["Sowa", "Puchacz"],
            "structure": ["two_parent", "single_mother"],
        }
        assert said() == [
            "Zmiana: rodzina Puchacz (R1)",
            "Nazwisko rodziny: było „Sowa”, jest „Puchacz”.",
            "Struktura rodziny: było „pełna”, jest „niepełna – kobieta samotnie wychowująca dzieci”.",
        ]

    def test_a_new_record(self, sowa):
        PersonFactory(family=sowa, number="O1", disability=False)
        assert said() == [
            "Dodanie: osoba Jaś Jaworski",
            "Numer: „O1”.",
            "Rodzina: „Sowa (R1)”.",
            "Rola w rodzinie: „dziecko”.",
            "Główny opiekun: nie.",
            "Imię: „Jaś”.",
            "Nazwisko: „Jaworski”.",
            "Data urodzenia: 01.05.2015.",
            "Niepełnosprawność: nie.",
        ]
        assert last_change().family_number == "R1"

    def test_a_value_that_is_entered_and_removed(self, sowa):
        sowa.district = "Zdrój"
        sowa.save()
        assert said()[1:] == ["Dzielnica: „Zdrój”."]
        sowa.district = ""
        sowa.save()
        assert said()[1:] == ["Dzielnica: było „Zdrój”, jest puste."]

    def test_a_deletion_keeps_what_was(self, sowa):
        person = PersonFactory(family=sowa, number="O1")
        Condition.objects.create(person=person, condition="disability", since_on=date(2020, 1, 1))
        Condition.objects.all().delete()
        assert said()[0] == "Usunięcie: stan zdrowia osoby niepełnosprawność"
        assert "Od: było 01.01.2020, jest puste." in said()
        person.delete()
        change = last_change()
        assert (change.kind, change.object_key, change.family_number) == ("deleted", "O1", "R1")

    def test_nothing_changed_is_no_entry(self, sowa):
        before = Change.objects.count()
        sowa.save()
        Family.objects.update_or_create(number="R1", defaults={"name": "Sowa"})
        assert Change.objects.count() == before

    def test_values_as_text(self, sowa):
        """A day as text is the same value as the day in the database."""
        case = Case.objects.create(family=sowa, kind="difficulties", basis="consent", opened_on="2024-05-20")
        before = Change.objects.count()
        case.opened_on = date(2024, 5, 20)
        case.save()
        assert Change.objects.count() == before

    def test_a_value_that_only_the_database_knows(self):
        problem = Problem.objects.first()
        old = problem.position
        problem.position = F("position") + 5
        problem.save()
        assert last_change().payload["values"] == {"position": [old, old + 5]}

    def test_only_some_fields(self, sowa):
        sowa.name, sowa.district = "Puchacz", "Zdrój"
        sowa.save(update_fields=["district"])
        assert last_change().payload["values"] == {"district": [None, "Zdrój"]}

    def test_fields_that_were_not_loaded_are_neither_read_nor_recorded(self, sowa, django_assert_num_queries):
        family = Family.objects.only("name", "number").get()
        family.name = "Puchacz"
        # One reads the rest of the text to search in. Locking the log costs a statement on PostgreSQL alone.
        with django_assert_num_queries(5 + (connection.vendor == "postgresql")) as queries:
            family.save()
        assert not [query for query in queries if "social_worker" in query["sql"]]
        assert last_change().payload["values"] == {"name": ["Sowa", "Puchacz"]}

    def test_another_record_is_named(self, anna):
        assistant = AssistantFactory(first_name="Ewa", last_name="Żak")
        assign(case=CaseFactory(), assistant=assistant, starts_on=date(2024, 1, 1))
        assert "Asystent: „Ewa Żak”." in said()
        assistant.account = anna
        assistant.save()
        assert said()[1:] == ["Konto: „Anna Nowak”."]

    def test_a_change_that_the_database_refuses_is_no_entry(self, sowa):
        before = Change.objects.count()
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.create(family=sowa, source="nobody", referred_on=date(2024, 1, 1))
        assert Change.objects.count() == before
        verify()

    def test_naming_a_reader_of_a_restricted_family(self, sowa, anna):
        NamedReader.objects.create(family=sowa, user=anna)
        assert last_change().family_number == "R1"
        assert "Osoba: „Anna Nowak”." in said()


class TestSecrets:
    PESELS = ("90051412343", "85010112345")

    def contents(self):
        return "".join(Change.objects.values_list("contents", flat=True))

    def test_a_pesel_is_never_whole(self, sowa):
        person = PersonFactory(family=sowa, pesel=self.PESELS[0])
        person.pesel = self.PESELS[1]
        person.save()
        assert said()[1:] == ["PESEL: zmieniono."]
        assert not [pesel for pesel in self.PESELS if pesel in self.contents() or pesel[:8] in self.contents()]

    def test_a_known_pesel_can_be_compared_with_its_mask(self, sowa):
        from familycare.audit.recording import masked

        PersonFactory(family=sowa, pesel=self.PESELS[0])
        assert last_change().payload["values"]["pesel"] == [None, masked(self.PESELS[0])]
        assert masked("90051412343") != masked("11151412343")

    def test_a_password_is_named_without_its_value(self, anna):
        anna.set_password("Nowe-haslo-77")
        anna.save()
        assert said() == ["Zmiana: użytkownik Anna Nowak", "Hasło: zmieniono."]
        assert anna.password not in self.contents()

    def test_the_moment_of_a_sign_in_is_no_change(self, anna):
        anna.save(update_fields=["last_login"])
        assert Change.objects.filter(kind="changed").count() == 0


class TestForAuditors:
    """The auditor reads which fields changed, and values without personal data."""

    def read(self):
        change = last_change()
        return [headline(change, in_full=False), *sentences(change, in_full=False)]

    def test_of_a_family(self, sowa):
        sowa.name, sowa.structure, sowa.district = "Puchacz", "single_mother", "Zdrój"
        sowa.save()
        assert self.read() == [
            "Zmiana: rodzina R1",
            "Nazwisko rodziny: zmieniono.",
            "Struktura rodziny: było „pełna”, jest „niepełna – kobieta samotnie wychowująca dzieci”.",
            "Dzielnica: wpisano.",
        ]

    def test_of_a_person(self, sowa):
        PersonFactory(family=sowa, number="O1", pesel="90051412343")
        text = " ".join(self.read())
        assert text.startswith("Dodanie: osoba O1 Numer: „O1”. Rodzina: wpisano.")
        assert not [word for word in ("Jaś", "Jaworski", "Sowa", "2015", "343") if word in text]

    def test_of_an_account_with_all_values(self, anna):
        anna.role = "director"
        anna.save()
        assert self.read() == [
            "Zmiana: użytkownik Anna Nowak",
            "Rola: było „kierownik zespołu”, jest „dyrektor”.",
        ]


class TestActor:
    @pytest.mark.django_db(transaction=True)
    def test_without_an_actor_nothing_is_written_outside_of_a_transaction_either(self, nobody_acts):
        with pytest.raises(NoActor):
            Family.objects.create(name="Sowa")
        assert not Family.objects.exists()

    def test_without_an_actor_nothing_is_written(self, nobody_acts):
        with pytest.raises(NoActor), transaction.atomic():
            Family.objects.create(name="Sowa")
        assert not Family.objects.exists()

    def test_deletion_without_an_actor(self, sowa, nobody_acts):
        with pytest.raises(NoActor), transaction.atomic():
            sowa.delete()
        assert Family.objects.exists()

    def test_a_command_acts_by_its_name(self, nobody_acts):
        with on_server("load_demo"):
            FamilyFactory()
        assert last_change().actor_words == "polecenie na serwerze: load_demo"
        assert last_change().actor is None

    def test_a_request_acts_as_its_user(self, anna, nobody_acts):
        with on_server("test"):
            client = signed_in(anna)
        client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": "Brzoza-i-staw-9", "password2": "Brzoza-i-staw-9"},
            REMOTE_ADDR="10.9.8.7",
        )
        change = last_change(kind="changed")
        assert (change.actor, change.address) == (anna, "10.9.8.7")

    @pytest.mark.parametrize(("behind_proxy", "address"), [(True, "10.9.8.7"), (False, "127.0.0.1")])
    def test_only_a_trusted_proxy_says_where_a_request_came_from(self, anna, settings, behind_proxy, address):
        settings.BEHIND_PROXY = behind_proxy
        client = Client(headers={"x-forwarded-for": "1.1.1.1, 10.9.8.7"})
        client.post(reverse("account_login"), {"login": anna.email, "password": "zle"})
        assert last_change().address == address


class TestSigningIn:
    def kinds(self):
        return [*Change.objects.exclude(kind="created").order_by("pk").values_list("kind", flat=True)]

    def test_in_and_out(self, anna, client):
        assert client.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD}).status_code == 302
        change = last_change()
        assert (change.kind, change.actor, change.address) == ("signed_in", anna, "127.0.0.1")
        client.post(reverse("account_logout"))
        assert self.kinds() == ["signed_in", "signed_out"]
        assert last_change().actor == anna

    def test_a_wrong_password_names_the_account_and_no_actor(self, anna, client):
        client.post(reverse("account_login"), {"login": anna.email.upper(), "password": "zle-haslo"})
        change = last_change()
        assert (change.kind, change.actor, change.object_key) == ("sign_in_failed", None, str(anna.pk))
        assert said() == ["Nieudane logowanie: użytkownik Anna Nowak"]
        assert "zle-haslo" not in change.contents

    @pytest.mark.parametrize("name", ["moje-tajne-haslo", "ktos@nigdzie.example"])
    def test_an_unknown_name_is_not_kept(self, client, db, name):
        """It may be a password."""
        authenticate(request=None, username=name, password="x")
        change = last_change()
        assert change.kind == "sign_in_failed"
        assert name not in change.contents
        assert "odcisk" in said()[1]


class TestRecordedByOtherApps:
    def test_in_words_and_values(self, anna):
        target = UserFactory(first_name="Jan", last_name="Lis")
        with acting_as(anna):
            record_change(ChangeKind.ROLE, record=target, values={"role": ["auditor", "director"]})
        assert said() == [
            "Zmiana roli: użytkownik Jan Lis",
            "Rola: było „inspektor ochrony danych”, jest „dyrektor”.",
        ]
        assert last_change().actor == anna

    def test_with_an_actor(self, anna):
        record_change(ChangeKind.SECOND_FACTOR, record=anna, text="Dodano klucz.", actor=anna)
        assert last_change().actor == anna


class TestImportAndExport:
    @pytest.fixture
    def folder(self, tmp_path):
        folder = tmp_path / "register"
        call_command("make_register", str(folder), families="5", years="1")
        return folder

    def test_are_one_entry_each(self, folder, tmp_path, nobody_acts):
        call_command("import_register", str(folder))
        change = last_change()
        assert (change.kind, change.actor_words) == ("imported", "polecenie na serwerze: import_register")
        assert dict(change.payload["counts"])["families.csv"] == Family.objects.count() == 5
        assert Change.objects.count() == 1
        assert Person.objects.exists() and Assistant.objects.exists()
        call_command("export_register", str(tmp_path / "out"))
        change = last_change()
        assert change.kind == "exported"
        assert dict(change.payload["counts"])["families.csv"] == 5
        verify()

    def test_a_dry_run_is_no_entry(self, folder):
        call_command("import_register", str(folder), dry_run=True)
        assert not Change.objects.exists()
