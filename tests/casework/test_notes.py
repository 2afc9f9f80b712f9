"""Service notes, reports of suspected harm, and the register of interventions."""

from datetime import date, time

import pytest
from django.urls import reverse

from cases.models import HarmReport, ServiceNote
from reporting.exchange import import_register
from reporting.exchange.errors import RegisterErrors
from tests.casework.days import TODAY
from tests.casework.family_file import new, page_of
from tests.clients import queries_of, signed_in
from tests.factories import FamilyFactory, PersonFactory, UserFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import words

REGISTER = reverse("interventions")


def harm(person, reported_on=TODAY, **fields):
    told = {"source": "pedagog", "signs": "Siniak na ramieniu.", "safety": "safe"}
    return HarmReport.objects.create(person=person, reported_on=reported_on, **told | fields)


class TestNotes:
    def test_shows_the_whole_note_on_the_familys_page(self, phone, family):
        typed = {
            "kind": "refusal",
            "happened_at": "16:05",
            "facts": "Nie wpuszczono.\nMatka: „Nie teraz”.",
            "told": "sąd",
        }
        send(phone, new("notatka"), **typed)
        page = words(phone.get("/rodziny/R12/"), "#notatki")
        assert "Rozmowa z rodziną, która odmawia współpracy 20.05.2024, godz. 16:05" in page
        assert "Matka: „Nie teraz”." in page
        assert "Powiadomiono: sąd" in page

    def test_an_hour_that_is_none_keeps_what_was_typed(self, phone, family):
        answer = send(phone, new("notatka"), kind="note", happened_at="25:70", facts="Długa rozmowa.")
        assert "np. 14:30" in errors_of(answer)["happened_at"]
        assert fields_of(answer)["facts"] == "Długa rozmowa."
        assert not ServiceNote.objects.exists()


class TestHarm:
    def test_is_about_a_child(self, phone, family, mother, child):
        offered = words(phone.get(new("krzywdzenie")), "#id_person")
        assert str(child) in offered
        assert str(mother) not in offered

    @pytest.mark.parametrize(
        "typed, field, sentence",
        [
            ({"safety": "at_risk"}, "actions", "co zrobiono, żeby dziecko było bezpieczne"),
            ({"safety": "at_risk", "actions": "Lekarz.", "closed_on": "20.05.2024"}, "closed_on", "zagrożenie trwa"),
            ({"safety": "safe", "closed_on": "20.05.2024"}, "decision", "co ustalono"),
        ],
    )
    def test_does_not_end_in_danger_or_without_a_decision(self, phone, family, child, typed, field, sentence):
        answer = send(phone, new("krzywdzenie"), person=child.pk, source="sąsiadka", signs="Krzyki.", **typed)
        assert sentence in errors_of(answer)[field]
        assert fields_of(answer)["signs"] == "Krzyki."
        assert not HarmReport.objects.exists()

    def test_is_ended_with_a_decision(self, phone, family, child):
        report = harm(child, date(2024, 5, 6), safety="at_risk", actions="Lekarz.")
        address = f"{page_of(report, 'krzywdzenie')}?koniec=dzis"
        send(phone, address, decision="Dziecko mieszka u babci.", safety="elsewhere")
        report.refresh_from_db()
        assert report.closed_on == TODAY


class TestCopyOfAPersonsData:
    def test_gives_hours_and_nobody_who_reported(self, desk, family, child):
        ServiceNote.objects.create(
            family=family, kind="note", happened_on=TODAY, happened_at=time(16, 5), facts="Rozmowa."
        )
        harm(child, source="sąsiadka z parteru")
        copy = desk.get(reverse("person_file", args=[child.number, "json"])).content.decode()
        assert '"16:05"' in copy
        assert "Siniak na ramieniu." in copy
        assert "sąsiadka" not in copy


class TestRegister:
    def test_lists_the_year_and_older_ones_that_go_on(self, desk, family, child):
        harm(child, date(2023, 12, 30), source="dziecko")
        harm(child, date(2022, 3, 1), source="szkoła", closed_on=date(2022, 4, 1))
        harm(child, date(2024, 2, 1), source="sąsiadka", police_told=True, court_told=True)
        page = words(desk.get(REGISTER))
        assert "2024: 1 zgłoszenie" in page
        assert "policja, sąd rodzinny" in page
        assert "Z wcześniejszych lat, nadal trwają" in page
        assert "dziecko" in page
        assert "szkoła" not in page
        past = words(desk.get(REGISTER, {"rok": "2022"}))
        assert "szkoła" in past
        assert "sąsiadka" not in past

    @pytest.mark.parametrize("year", ["1999", "x", "9" * 40, "٢٠٢٤"])
    def test_another_year_is_the_current_one(self, desk, family, year):
        page = words(desk.get(REGISTER, {"rok": year}))
        assert "2024: 0 zgłoszeń" in page
        assert "nie ma zgłoszeń dotyczących rodzin, które widzisz" in page

    def test_shows_only_families_that_the_reader_sees(self, desk, family):
        harm(PersonFactory(family=FamilyFactory(), role="child"), source="ksiądz")
        harm(PersonFactory(family=FamilyFactory(is_restricted=True), role="child"), source="lekarz")
        assert "ksiądz" in words(desk.get(REGISTER))
        assert "lekarz" not in words(desk.get(REGISTER))

    def test_is_for_the_head_of_the_unit(self, family, phone):
        assert phone.get(REGISTER).status_code == 403
        assert signed_in(UserFactory(role="social_worker")).get(REGISTER).status_code == 403
        assert signed_in(UserFactory(role="director")).get(REGISTER).status_code == 200

    def test_costs_the_same_for_many_reports(self, desk, child, family, django_assert_max_num_queries):
        harm(child)
        few = queries_of(desk, REGISTER, django_assert_max_num_queries)
        for _ in range(5):
            harm(PersonFactory(family=FamilyFactory(), role="child"))
            harm(child)
        assert queries_of(desk, REGISTER, django_assert_max_num_queries) == few


@pytest.mark.django_db
def test_the_register_of_the_centre_keeps_the_same_rule(tmp_path):
    files = {
        "families": "id,name,registered_on\nR1,Lis,2024-01-01\n",
        "persons": "id,family,role,birth_date\nO1,R1,child,2015-01-01\n",
        "harm_reports": "id,person,reported_on,safety,closed_on\nI1,O1,2024-01-01,at_risk,2024-02-01\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RegisterErrors) as refused:
        import_register(tmp_path)
    (error,) = refused.value.errors
    assert "zagrożenie trwa" in str(error)
