"""The pages of the diary: permissions, forms, and that nothing typed is lost."""

import uuid
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Appointment, Assignment, Substitution, Visit
from cases.models import Draft
from familycare.centre.models import Institution
from tests.clients import queries_of, signed_in
from tests.diary.entries import DAY, ENTRIES, GROUP, LOG, at, correction, sent
from tests.diary.people import SINCE, TODAY, create_family, create_goals
from tests.factories import CaseFactory, StaffFactory, UserFactory, VisitFactory
from tests.html_forms import field_of, forms_of
from tests.html_pages import links_of, select, words


class TestWhoMayWrite:
    @pytest.fixture
    def addresses(self, ewa, family):
        visit = VisitFactory(case=family.cases.get(), assistant=ewa, visited_on=TODAY)
        planned = Appointment.objects.create(assistant=ewa, family=family, planned_on=TODAY)
        draft = Draft.objects.create(form="visit", user=ewa.account, family=family)
        return {
            "get": [DAY, ENTRIES, at(family), GROUP, reverse("correct_visit", args=[visit.pk])],
            "post": [
                at(family),
                GROUP,
                f"{reverse('save_draft')}?rodzina={family.number}",
                reverse("delete_draft", args=[draft.pk]),
                reverse("browser_key"),
                reverse("correct_visit", args=[visit.pk]),
                reverse("delete_visit", args=[visit.pk]),
                reverse("settle_appointment", args=[planned.pk, "odbyte"]),
            ],
        }

    def every(self, client, addresses):
        return [(address, getattr(client, method)(address)) for method, those in addresses.items() for address in those]

    def test_anonymous_signs_in_first(self, client, addresses):
        for address, answer in self.every(client, addresses):
            assert answer.status_code == 302, address
            assert answer.url.startswith(resolve_url(settings.LOGIN_URL))

    @pytest.mark.parametrize("role", ["social_worker", "manager", "director", "auditor", "admin"])
    def test_other_roles_are_refused(self, addresses, role):
        for address, answer in self.every(signed_in(UserFactory(role=role)), addresses):
            assert answer.status_code == 403, address
            assert "Wierzbic" not in answer.content.decode()

    def test_colleague_finds_nothing(self, ola, addresses):
        open_to_her = {DAY, ENTRIES, GROUP, reverse("browser_key")}
        for address, answer in self.every(signed_in(ola.account), addresses):
            assert answer.status_code == (200 if address in open_to_her else 404), address
            assert "Wierzbic" not in answer.content.decode()

    def test_substitute_may_not_correct(self, ewa, ola, family, addresses):
        assignment = Assignment.objects.get(family=family)
        Substitution.objects.create(assignment=assignment, substitute=ola, starts_on=TODAY, ends_on=TODAY)
        client = signed_in(ola.account)
        assert client.get(at(family)).status_code == 200
        assert client.get(reverse("correct_visit", args=[Visit.objects.get().pk])).status_code == 403

    @pytest.mark.parametrize("number", ["R99", "", "\0", "x" * 9999])
    def test_forged_number_is_not_found(self, phone, ola, number):
        assert phone.get(LOG, {"rodzina": number}).status_code == 404
        assert phone.post(f"{LOG}?rodzina=R99", sent()).status_code == 404
        assert not Visit.objects.exists()

    @pytest.mark.parametrize("address", [DAY, ENTRIES, reverse("own_page")])
    def test_account_without_an_assistant_says_who_connects_it(self, db, address):
        page = signed_in(StaffFactory(role="assistant")).get(address)
        assert page.status_code == 200
        assert "Połączy je administrator ośrodka" in words(page)

    def test_nothing_stays_in_the_browsers_memory(self, phone, family):
        for address in (DAY, at(family), ENTRIES):
            assert "no-store" in phone.get(address)["Cache-Control"]


class TestMyDay:
    def test_families_are_sorted_by_urgency(self, ewa, family, phone):
        for name, number, day in (("Późni", "R2", date(2023, 6, 1)), ("Świeży", "R3", date(2023, 6, 19))):
            VisitFactory(case=create_family(ewa, name, number).cases.get(), assistant=ewa, visited_on=day)
        VisitFactory(case=family.cases.get(), assistant=ewa, visited_on=TODAY, kind="attempted_visit", minutes=None)
        page = phone.get(DAY)
        assert [one.family.name for one in page.context["day"].families] == ["Wierzbiccy", "Późni", "Świeży"]
        assert "Jeszcze bez kontaktu" in words(page)
        # 8 June was Corpus Christi.
        assert "Ostatni kontakt: 01.06.2023, 12 dni roboczych temu" in words(page)

    def test_substitution_is_marked(self, ewa, ola, phone):
        assignment = Assignment.objects.get(assistant=ola)
        Substitution.objects.create(assignment=assignment, substitute=ewa, starts_on=TODAY, ends_on=TODAY)
        assert "Obcy R99" in words(phone.get(DAY))
        assert "zastępstwo" in words(phone.get(DAY))

    def test_shows_appointments_of_today_and_forgotten_ones(self, ewa, family, phone):
        for days in (-1, 0, 3, 30):
            Appointment.objects.create(assistant=ewa, family=family, planned_on=TODAY + timedelta(days=days))
        page = phone.get(DAY)
        assert len(page.context["day"].appointments) == 2
        assert len(page.context["day"].later) == 1
        assert "Nie wiadomo, czy się odbyło." in words(page)
        forgotten = page.context["day"].appointments[0]
        phone.post(reverse("settle_appointment", args=[forgotten.pk, "odwolane"]))
        assert len(phone.get(DAY).context["day"].appointments) == 1

    def test_unknown_answer_is_not_found(self, ewa, family, phone):
        planned = Appointment.objects.create(assistant=ewa, family=family, planned_on=TODAY)
        assert phone.post(reverse("settle_appointment", args=[planned.pk, "moze"])).status_code == 404

    def test_without_families_says_who_assigns_them(self, phone):
        assert "przydziela kierownik" in words(phone.get(DAY))
        assert "przydziela kierownik" in words(phone.get(LOG))

    def test_queries_do_not_grow(self, ewa, family, phone, django_assert_max_num_queries):
        few = queries_of(phone, DAY, django_assert_max_num_queries)
        for n in range(9):
            another = create_family(ewa, f"Rodzina {n}", f"R5{n}")
            Appointment.objects.create(assistant=ewa, family=another, planned_on=TODAY)
            Draft.objects.create(form="visit", user=ewa.account, family=another)
        assert queries_of(phone, DAY, django_assert_max_num_queries) <= few


class TestForm:
    def test_usual_visit(self, phone, ewa, family):
        goals = create_goals(family, "Praca", "Szkoła")
        page = phone.get(at(family))
        assert field_of(page, "visited_on") == "20.06.2023"
        answer = phone.post(
            at(family),
            sent(
                client_key=field_of(page, "client_key"),
                goals=[goals[0].pk],
                institution="school",
                next_on="2023-06-27",
                next_at="10:00",
            ),
            follow=True,
        )
        assert "Zapisano wizytę w rodzinie Wierzbiccy (R12)." in words(answer)
        assert "Umówione: 27.06.2023, 10:00" in words(answer)
        visit = Visit.objects.get()
        assert (visit.case.family, visit.assistant, visit.minutes, visit.advice_count) == (family, ewa, 60, 1)
        assert (visit.institution_id, visit.visit_goals.get().goal) == ("school", goals[0])
        assert visit.summary == "Rozmowa o szkole."

    def test_same_form_sent_twice(self, phone, family):
        form = sent()
        for _n in range(2):
            assert phone.post(at(family), form).url == DAY
        assert Visit.objects.count() == 1

    def test_other_time(self, phone, family):
        phone.post(at(family), sent(duration="inny", minutes="75"))
        assert Visit.objects.get().minutes == 75

    def test_chip_wins_over_a_number_left_behind(self, phone, family):
        phone.post(at(family), sent(duration="30", minutes="x"))
        assert Visit.objects.get().minutes == 30

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"kind": None}, "Wybierz rodzaj."),
            ({"kind": "monitoring"}, "Wybierz rodzaj z listy."),
            ({"duration": None}, "Wybierz, ile to trwało"),
            ({"duration": "inny", "minutes": "1500"}, "doba ma 24 godziny"),
            ({"duration": "inny", "minutes": "półtorej"}, "Wpisz liczbę minut cyframi"),
            ({"visited_on": "31.06.2023"}, "Nie ma takiego dnia"),
            ({"visited_on": "2023-06-21"}, "jeszcze nie nadszedł"),
            ({"visited_on": "2023-02-01"}, "nie była jeszcze pod Twoją opieką"),
            ({"advice_count": "1000"}, "Liczba porad to od 0 do 99"),
            ({"advice_count": "dwie"}, "Wpisz liczbę porad cyframi"),
            ({"institution": "nie_ma"}, "Wybierz jedną z pozycji na liście"),
            ({"next_on": "2023-06-01"}, "Ten dzień już minął"),
            ({"next_on": "2032-06-01"}, "ponad rok naprzód"),
            ({"next_on": None, "next_at": "10:00"}, "Podaj dzień następnego spotkania"),
            ({"next_on": "2023-06-27", "next_at": "25:00"}, "Podaj godzinę"),
            ({"client_key": "x"}, "Formularz jest niepełny"),
            ({"client_key": None}, "Formularz jest niepełny"),
            ({"summary": "a\0"}, "nie da się zapisać"),
        ],
    )
    def test_errors_are_shown_and_nothing_typed_is_lost(self, phone, family, fields, message):
        page = phone.post(
            at(family),
            sent(**{"summary": "Bardzo długa notatka", "next_on": "2023-06-27", "next_place": "u babci"} | fields),
        )
        assert page.status_code == 200
        assert message in words(page)
        assert select(page, "[role=alert]")
        assert (field_of(page, "summary") == "Bardzo długa notatka") != ("summary" in fields)
        assert field_of(page, "next_place") == "u babci"
        assert not Visit.objects.exists()
        assert not Appointment.objects.exists()

    def test_two_identical_entries_need_a_confirmation(self, phone, family):
        phone.post(at(family), sent())
        page = phone.post(at(family), sent())
        assert "Taki wpis już jest" in words(page)
        assert select(page, "[name=confirmed]")
        phone.post(at(family), sent(confirmed="on"))
        assert Visit.objects.count() == 2

    def test_goals_are_those_in_force(self, phone, family):
        create_goals(family, "Dawny")
        goals = create_goals(family, "Obecny")
        create_goals(create_family(Assignment.objects.get().assistant, "Inni", "R13"), "Cudzy")
        goals[0].plan.goals.create(goal="Osiągnięty", status="achieved")
        assert [*phone.get(at(family)).context["form"].fields["goals"].queryset] == goals

    @pytest.mark.parametrize("nonsense", ["9" * 25, "-1", "x", ""])
    def test_nonsense_goals_are_refused(self, phone, ewa, family, nonsense):
        create_goals(family, "Szkoła")
        page = phone.post(at(family), sent(goals=nonsense, summary="Rozmowa."))
        assert "Do poprawy" in words(page) and "Rozmowa." in words(page)
        visit = VisitFactory(case=family.cases.get(), assistant=ewa, visited_on=TODAY)
        address = reverse("correct_visit", args=[visit.pk])
        assert "Do poprawy" in words(phone.post(address, correction(phone, address, goals=nonsense)))
        assert Visit.objects.get() == visit

    @pytest.mark.parametrize("key", ["9" * 1000, "-1", "\N{SUPERSCRIPT TWO}"])
    def test_nonsense_draft_is_not_found(self, phone, family, key):
        assert phone.get(f"{at(family)}&{urlencode({'szkic': key})}").status_code == 404

    def test_case_is_chosen_if_there_are_two(self, phone, ewa, family):
        assert not select(phone.get(at(family)), "[name=case]")
        other = CaseFactory(family=family, kind="za_zyciem")
        assign(case=other, assistant=ewa, starts_on=SINCE)
        assert select(phone.get(at(family)), "[name=case]")
        phone.post(at(family), sent(case=other.pk))
        assert Visit.objects.get().case == other

    def test_forged_case_is_refused(self, phone, ola, family):
        theirs = Assignment.objects.get(assistant=ola).case
        phone.post(at(family), sent(case=theirs.pk))
        assert Visit.objects.get().case == family.cases.get()

    def test_like_last_time_keeps_what_is_typed(self, phone, ewa, family):
        assert "Jak ostatnio" not in words(phone.get(at(family)))
        phone.post(at(family), sent(visited_on="2023-06-01", duration="inny", minutes="75", institution="school"))
        form = sent(kind=None, duration=None, advice_count=None, summary="Nowa notatka")
        page = phone.post(at(family), form | {"jak-ostatnio": "1"})
        shown = page.context["form"].initial
        assert (shown["kind"], shown["duration"], shown["minutes"], shown["advice_count"]) == (
            "home_visit",
            "inny",
            75,
            1,
        )
        assert (shown["institution"], shown["summary"], shown["visited_on"]) == ("school", "Nowa notatka", "2023-06-20")
        assert field_of(page, "client_key") == form["client_key"]
        assert Visit.objects.count() == 1

    def test_script_gets_json(self, phone, family):
        form = sent()
        wrong = phone.post(at(family), form | {"kind": ""}, headers={"accept": "application/json"})
        assert wrong.json() == {"saved": False}
        right = phone.post(at(family), form, headers={"accept": "application/json"})
        assert right.json() == {"saved": True, "next": DAY}

    def test_general_button_asks_for_the_family(self, phone, family):
        assert at(family) in links_of(phone.get(LOG)).values()


class TestSavedInAnotherVersion:
    @pytest.fixture
    def both(self, phone, family):
        form = sent(summary="Pierwsza")
        phone.post(at(family), form)
        other = form | {"summary": "Druga", "writer": str(uuid.uuid4())}
        return other, phone.post(at(family), other)

    def test_are_shown_side_by_side(self, both):
        text = words(both[1])
        assert "Wersja zapisana" in text
        assert "Pierwsza" in text
        assert "Druga" in text
        assert Visit.objects.get().summary == "Pierwsza"
        assert Draft.objects.get().data["summary"] == ["Druga"]

    def test_second_can_be_saved_separately_once(self, phone, family, both):
        apart = both[0] | {"osobno": "1", "confirmed": "on"}
        for _n in range(2):
            assert phone.post(at(family), apart).status_code == 302
        assert {visit.summary for visit in Visit.objects.all()} == {"Pierwsza", "Druga"}
        assert not Draft.objects.exists()

    def test_second_can_be_let_go(self, phone, both):
        (button,) = [form for form in forms_of(both[1]) if "Zostaw zapisaną" in words(form)]
        assert phone.post(button.action).status_code == 302
        assert Visit.objects.get().summary == "Pierwsza"
        assert not Draft.objects.exists()

    def test_second_can_replace_the_first(self, phone, both):
        visit, draft = Visit.objects.get(), Draft.objects.get()
        address = f"{reverse('correct_visit', args=[visit.pk])}?szkic={draft.pk}"
        assert field_of(phone.get(address), "summary") == "Druga"
        assert phone.post(address, correction(phone, address, summary="Druga")).status_code == 302
        visit.refresh_from_db()
        assert visit.summary == "Druga"
        assert not Draft.objects.exists()


class TestGroup:
    def test_one_entry_each(self, phone, ewa, family):
        create_family(ewa, "Inni", "R13")
        page = phone.post(GROUP, sent(kind="outside_meeting", families=["R12", "R13"]), follow=True)
        assert "Zapisano 2 wpisy." in words(page)
        assert {visit.case.family.number for visit in Visit.objects.all()} == {"R12", "R13"}

    @pytest.mark.parametrize("families", [[], ["R99"], ["R12", "R99"]])
    def test_no_family_or_a_colleagues_family_is_refused(self, phone, ola, family, families):
        assert phone.post(GROUP, sent(families=families)).context["form"].errors["families"]
        assert not Visit.objects.exists()


class TestMyEntries:
    def test_shows_the_month_and_links_to_corrections(self, phone, family):
        phone.post(at(family), sent())
        page = phone.get(ENTRIES)
        assert "1 wpis, 1 godz. pracy, 1 porada" in words(page)
        assert reverse("correct_visit", args=[Visit.objects.get().pk]) in links_of(page).values()

    def test_entry_of_today_is_corrected_and_deleted(self, phone, family):
        phone.post(at(family), sent())
        visit = Visit.objects.get()
        address = reverse("correct_visit", args=[visit.pk])
        assert not select(phone.get(address), "[name=reason]")
        assert phone.post(address, correction(phone, address, duration="30")).url == ENTRIES
        visit.refresh_from_db()
        assert visit.minutes == 30
        assert "Usunąć ten wpis?" in words(phone.get(reverse("delete_visit", args=[visit.pk])))
        phone.post(reverse("delete_visit", args=[visit.pk]))
        assert not Visit.objects.exists()

    def test_entry_of_yesterday_requires_a_reason(self, phone, family, time_machine):
        phone.post(at(family), sent())
        visit = Visit.objects.get()
        time_machine.move_to("2023-06-21 09:00")
        phone = signed_in(visit.assistant.account)  # the session of yesterday has ended
        address = reverse("correct_visit", args=[visit.pk])
        opened = correction(phone, address, duration="30")
        assert "Podaj powód poprawki" in words(phone.post(address, opened))
        phone.post(address, opened | {"reason": "Pomyłka"})
        assert "Poprawiono 21 czerwca 2023: Pomyłka" in words(phone.get(ENTRIES))
        assert phone.post(reverse("delete_visit", args=[visit.pk])).status_code == 403


def test_family_page_links_to_the_form(phone, family):
    address = reverse("family", args=[family.number])
    assert at(family) in links_of(phone.get(address)).values()
    assert at(family) not in signed_in(StaffFactory()).get(address).content.decode()


def test_own_diary_is_on_one_page(phone, ewa, family):
    VisitFactory(case=family.cases.get(), assistant=ewa, visited_on=TODAY, summary="Rozmowa o szkole.")
    assert "Rozmowa o szkole." in words(phone.get(ENTRIES))
    own_card = phone.get(reverse("own_page"), follow=True)
    assert "Rozmowa o szkole." not in own_card.content.decode()
    assert ENTRIES in links_of(own_card).values()


def test_an_institution_retired_meanwhile_is_said_and_nothing_is_lost(phone, family):
    opened = forms_of(phone.get(at(family)))
    assert opened
    Institution.objects.filter(pk="school").update(retired_on=TODAY)
    page = phone.post(at(family), sent(kind="consultation", institution="school", summary="Rozmowa o szkole."))
    label = Institution.objects.get(pk="school").label
    assert f"Pozycję „{label}” wycofano tymczasem ze słownika. Wybierz inną." in words(page).replace("\xa0", " ")
    assert "Rozmowa o szkole." in words(page)
    assert [each.get("value") for each in select(page, "select[name=institution] option[selected]")] == ["school"]
    assert not Visit.objects.exists()
