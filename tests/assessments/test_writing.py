"""An assessment is written: it opens filled in, takes over what did not change, and loses nothing."""

import json
import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases.assessments.views.writing import MERGED
from cases.models import AreaScore, Assessment, Case, Draft, Family, Help, Plan, PlanGoal
from familycare.centre.models import HelpKind, LifeArea
from tests.assessments.made import LAST, TODAY, assessed
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.factories import FamilyFactory, UserFactory, VisitFactory
from tests.html_forms import errors_of, fields_of, forms_of
from tests.html_pages import links_of, select, words

FORM = "form.assessment"
NEW = "/rodziny/R12/oceny/nowa/"
ANSWERS = {
    "safety": "safe",
    "safety_words": "Zadbane, chodzą do szkoły.",
    "family_voice": "Jest lżej.",
    "conclusion": "Idzie ku lepszemu.",
    "progress": "improved",
    "recommendation": "continue",
}
HOUSING = {"obszar_housing_stopien": "4", "obszar_housing_zdanie": "Nowy piec."}


def opened(client, address=NEW):
    return fields_of(client.get(address), FORM)


def written(client, **changes):
    return client.post(NEW, opened(client) | ANSWERS | HOUSING | changes)


class TestOpening:
    def test_is_filled_in_from_the_file_and_from_last_time(self, phone, case, last, ewa):
        visit = VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 2, 1))
        VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 3, 1), kind="attempted_visit")
        goal = PlanGoal.objects.create(
            plan=Plan.objects.create(case=case, agreed_on=date(2024, 1, 8)), goal="Spłata czynszu", status="in_progress"
        )
        visit.visit_goals.create(goal=goal)
        Help.objects.create(
            family=case.family, kind=HelpKind.objects.get(pk="mediation"), form="group", starts_on=date(2024, 2, 2)
        )
        page = phone.get(NEW)
        facts = words(page, "section:has(#fakty)")
        assert "wizyta w miejscu zamieszkania: 1" in facts
        assert "ostatni kontakt z rodziną: 01.02.2024" in facts
        assert "1 wizyta nieudana" in facts
        assert "cel: Spłata czynszu (w realizacji, 1 wizyta)" in facts
        assert "mediacje rodzinne: od 02.02.2024" in words(page, "#obszar-relations")
        assert "Ostatnio (04.12.2023): źle. Zimno i wilgoć." in words(page, "#obszar-housing")
        sent = fields_of(page, FORM)
        assert (sent["period_start"], sent["period_end"]) == ("05.12.2023", "20.05.2024")

    def test_takes_few_queries_with_forty_visits(self, phone, case, last, ewa, django_assert_max_num_queries):
        VisitFactory.create_batch(40, case=case, assistant=ewa, visited_on=date(2024, 2, 1))
        goals = [PlanGoal(plan=Plan.objects.create(case=case, agreed_on=LAST), goal=f"Cel {n}") for n in range(9)]
        for goal in goals:
            goal.save()
        phone.get(NEW)
        assert queries_of(phone, NEW, django_assert_max_num_queries) <= MOST_QUERIES

    def test_belongs_to_those_who_write_in_the_file(self, phone, family):
        assert signed_in(UserFactory(role="assistant")).get(NEW).status_code == 404
        assert signed_in(UserFactory(role="director")).get(NEW).status_code == 403


class TestTakingOver:
    def test_one_area_or_all_others_are_taken_over_at_a_press(self, phone, last):
        typed = opened(phone) | {"family_voice": "Jest lżej.", **HOUSING}
        page = phone.post(NEW, typed | {"bez-zmian": "reszta"})
        sent = fields_of(page, FORM)
        assert (sent["obszar_income_stopien"], sent["obszar_income_zdanie"]) == ("3", "Dorywcza praca ojca.")
        assert HOUSING.items() <= sent.items()
        assert sent["family_voice"] == "Jest lżej."
        assert not errors_of(page)
        sent = fields_of(phone.post(NEW, typed | {"bez-zmian": "housing", "obszar_housing_zdanie": ""}), FORM)
        assert (sent["obszar_housing_stopien"], sent["obszar_housing_zdanie"]) == ("2", "Zimno i wilgoć.")
        assert Assessment.objects.count() == 1


class TestSaving:
    def test_it_is_saved_with_its_scores_and_handed_over(self, phone, case):
        answer = written(phone)
        new = Assessment.objects.get()
        assert answer.url == reverse("assessment", args=["R12", new.pk])
        assert (new.handed_on, new.held_on, new.period_start) == (TODAY, TODAY, case.opened_on)
        assert [*new.scores.values_list("area", "step", "sentence")] == [("housing", "4", "Nowy piec.")]
        page = words(phone.get(answer.url))
        assert "przekazana kierownikowi" in page
        assert "dość dobrze" in page

    def test_sent_twice_is_saved_once(self, phone):
        sent = opened(phone) | ANSWERS | HOUSING
        assert phone.post(NEW, sent).url == phone.post(NEW, sent).url
        assert (Assessment.objects.count(), AreaScore.objects.count()) == (1, 1)

    @pytest.mark.parametrize(
        ("changes", "field", "message"),
        [
            ({"safety": ""}, "safety", "czy dzieci są bezpieczne"),
            ({"safety": "danger"}, "safety_action", "napisz, co zrobiono"),
            ({"conclusion": " "}, "conclusion", "Napisz podsumowanie"),
            ({"obszar_housing_zdanie": " "}, "obszar_housing_zdanie", "napisz jedno zdanie"),
            ({"obszar_housing_stopien": ""}, "obszar_housing_stopien", "zaznacz stopień"),
            ({"obszar_housing_stopien": "7"}, "obszar_housing_stopien", "nie ma już w skali"),
            (
                {"obszar_housing_stopien": "", "obszar_housing_zdanie": ""},
                "obszar_housing_stopien",
                "co najmniej jeden",
            ),
            ({"held_on": "03.09.2023", "period_start": "01.09.2023"}, "held_on", "Wsparcie zaczęło się"),
            ({"period_end": "01.09.2023"}, "period_end", "wcześniej, niż się zaczyna"),
            ({"held_on": "21.05.2024"}, "held_on", "jeszcze nie nadszedł"),
        ],
    )
    def test_what_is_wrong_stands_at_its_place_and_nothing_is_lost(self, changes, field, message, phone):
        answer = written(phone, **changes)
        assert message in errors_of(answer)[field]
        assert fields_of(answer, FORM)["family_voice"] == "Jest lżej."
        assert not Assessment.objects.exists()


class TestMeanwhile:
    def test_somebody_else_has_assessed_the_family(self, phone, desk, case):
        mine = opened(phone) | ANSWERS | HOUSING
        written(desk, conclusion="Po swojemu.")
        page = phone.post(NEW, mine)
        assert "ktoś zapisał inną ocenę tej rodziny, z 20 maja 2024" in errors_of(page)[""]
        assert Assessment.objects.count() == 1
        assert phone.post(NEW, fields_of(page, FORM)).status_code == 302
        assert Assessment.objects.count() == 2

    def test_the_family_was_merged_into_another(self, desk, case):
        mine = opened(desk) | ANSWERS | HOUSING
        other = FamilyFactory(number="R20", name="Wierzbicka")
        Case.objects.filter(pk=case.pk).update(family=other)
        Family.objects.filter(number="R12").update(merged_into=other)
        page = desk.post(NEW, mine)
        assert errors_of(page)[""] == MERGED.format("R12", "R20")
        sent = fields_of(page, FORM)
        assert HOUSING.items() <= sent.items()
        assert desk.post("/rodziny/R20/oceny/nowa/", sent).status_code == 302
        assert Assessment.objects.get().case.family == other

    def test_an_area_was_retired(self, phone, last):
        mine = opened(phone) | ANSWERS | HOUSING
        LifeArea.objects.filter(pk__in=["housing", "income"]).update(retired_on=TODAY)
        page = phone.get(NEW)
        assert "Tego obszaru ośrodek już nie ocenia" in words(page, "#obszar-housing")
        assert not select(page, "#obszar-housing input")
        assert phone.post(NEW, mine).status_code == 302
        assert Assessment.objects.latest("pk").scores.get().sentence == "Nowy piec."

    def test_an_area_was_merged_into_another(self, phone, last):
        LifeArea.objects.filter(pk="housing").update(merged_into="law")
        page = written(phone, safety="")
        assert "połączono tymczasem z „sprawy prawne i urzędowe”" in words(page, "#obszar-housing")
        assert "Nowy piec." in words(page, "#obszar-housing")

    def test_a_correction_meets_a_colleagues(self, phone, desk, case):
        new = assessed(case, TODAY, {"housing": ("2", "Zimno.")}, period_start=LAST, period_end=TODAY)
        address = reverse("correct_assessment", args=["R12", new.pk])
        mine = opened(phone, address) | ANSWERS
        desk.post(address, opened(desk, address) | ANSWERS | {"obszar_housing_zdanie": "Ciepło."})
        page = phone.post(address, mine | {"obszar_housing_zdanie": "Chłodno."})
        assert "Ciepło." in words(page, "table")
        assert phone.post(address, fields_of(page, FORM)).status_code == 302
        assert new.scores.get().sentence == "Chłodno."


class TestDrafts:
    def test_what_is_typed_is_kept_and_opens_again(self, phone, family):
        sent = opened(phone) | {"conclusion": "Zaczęte."} | HOUSING
        data = {name: [value] for name, value in sent.items()}
        body = {"key": sent["client_key"], "writer": sent["writer"], "draft": "", "version": "", "data": data}
        address = reverse("save_assessment_draft", args=["R12"])
        answer = phone.post(address, json.dumps(body), content_type="application/json")
        assert answer.json() == {"saved": True, "others": 0, "version": 2}
        again = opened(phone)
        assert again["conclusion"] == "Zaczęte."
        assert HOUSING.items() <= again.items()
        assert "szkic" in words(phone.get("/rodziny/R12/oceny/"))
        assert phone.post(NEW, again | ANSWERS).status_code == 302
        assert not Draft.objects.exists()

    def test_is_kept_without_scripts_and_deleted(self, phone, family):
        assert phone.post(NEW, opened(phone) | {"conclusion": "Zaczęte.", "szkic": "1"}).status_code == 302
        draft = Draft.objects.get()
        delete = reverse("delete_assessment_draft", args=["R12", draft.pk])
        assert delete in [form.action for form in forms_of(phone.get(NEW))]
        assert signed_in(UserFactory(role="manager")).post(delete).status_code == 404
        assert phone.post(delete).status_code == phone.post(delete).status_code == 302
        assert not Draft.objects.exists()

    def test_nonsense_is_no_draft(self, phone, family):
        address = reverse("save_assessment_draft", args=["R12"])
        assert phone.post(address, "nic", content_type="application/json").status_code == 400
        page = phone.post(NEW, opened(phone) | {"client_key": "nic", "szkic": "1"})
        assert "Formularz jest niepełny" in " ".join(errors_of(page).values())
        assert phone.get(address).status_code == 405


def test_links_lead_here(phone, family):
    assert NEW in links_of(phone.get("/rodziny/R12/")).values()
    assert uuid.UUID(opened(phone)["client_key"])
