"""An assessment is read, handed over, acknowledged and decided on, and what it asks for becomes a deadline."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.assessments.change_line import change_lines
from cases.assessments.evidence import Evidence
from cases.due import DueKind, DueList
from cases.models import Assessment, Family, Plan
from familycare.centre.dictionaries.services import merge_entries
from familycare.centre.models import AssessmentStep, LifeArea
from tests.assessments.made import LAST, TODAY, assessed
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.factories import CaseFactory, FamilyFactory, UserFactory
from tests.html_pages import links_of, select, words

ALL, WAITING = "/rodziny/R12/oceny/", "/oceny/do-przyjecia/"
PERIOD = {"period_start": date(2023, 12, 5), "period_end": TODAY}


def page_of(assessment, name="assessment"):
    return reverse(name, args=["R12", assessment.pk])


@pytest.fixture
def new(case, last):
    """The newest assessment, handed over today."""
    said = {"housing": ("4", "Nowy piec."), "income": ("1", "Komornik."), "law": ("3", "Pisma otwarte.")}
    return assessed(case, TODAY, said, recommendation="change_plan", handed_on=TODAY, **PERIOD)


class TestReading:
    def test_last_time_stands_beside_now(self, phone, new):
        table = words(phone.get(page_of(new)), "table")
        assert "źle Zimno i wilgoć. dość dobrze (lepiej) Nowy piec." in table
        assert "różnie Dorywcza praca ojca. bardzo źle (gorzej) Komornik." in table
        assert "bez oceny różnie Pisma otwarte." in table

    def test_each_area_has_a_line_with_words(self, phone, new):
        page = phone.get(ALL)
        titles = [title.text_content() for title in select(page, "svg[role=img] > title:first-child")]
        assert titles[0] == ("mieszkanie i prowadzenie domu: źle od 04.12.2023, dość dobrze od 20.05.2024")
        assert "dość dobrze (lepiej)" in words(page, ".change-lines")
        assert "style=" not in page.content.decode()

    def test_a_line_goes_up_where_it_is_better(self, new, case):
        found = Evidence(case)
        lines = change_lines(found.areas, found.steps, found.assessments, found.scores)
        assert [line.change for line in lines] == ["lepiej", "gorzej", ""]
        heights = select(str(lines[0].svg), "circle")
        assert float(heights[0].get("cy")) > float(heights[1].get("cy"))

    def test_takes_few_queries(self, phone, new, django_assert_max_num_queries):
        phone.get(ALL)
        for address in (ALL, page_of(new)):
            assert queries_of(phone, address, django_assert_max_num_queries) <= MOST_QUERIES + 3

    def test_is_for_those_who_read_health_and_the_diary(self, new, family):
        social = UserFactory(role="social_worker")
        Family.objects.filter(pk=family.pk).update(social_worker=social)
        assert signed_in(social).get(page_of(new)).status_code == 404
        assert signed_in(UserFactory(role="assistant")).get(page_of(new)).status_code == 404
        director = signed_in(UserFactory(role="director"))
        assert "Popraw ocenę" not in words(director.get(page_of(new)))
        assert director.post(page_of(new, "hand_over_assessment")).status_code == 403

    def test_of_another_family_is_not_found(self, phone, new, ewa):
        stranger = assessed(CaseFactory(), TODAY, {"housing": ("4", "Ciepło.")})
        assert phone.get(page_of(stranger)).status_code == 404
        assert phone.get(page_of(stranger, "correct_assessment")).status_code == 404


class TestAcknowledging:
    def test_several_at_once(self, desk, head, new):
        other = assessed(
            CaseFactory(family=FamilyFactory(name="Bąk", number="R13")), TODAY, {}, handed_on=TODAY, **PERIOD
        )
        page = desk.get(WAITING)
        assert "Wierzbiccy" in words(page) and "Bąk" in words(page)
        assert "Oceny do przyjęcia (2)" in words(desk.get(reverse("dues_card")))
        assert desk.post(WAITING, {"ocena": [new.pk, other.pk]}).status_code == 302
        assert "Przyjęto 2 oceny." in words(desk.get(WAITING))
        new.refresh_from_db()
        assert (new.acknowledged_on, new.acknowledged_by) == (TODAY, head)
        assert "Maria Lis" in words(desk.get(page_of(new)))

    def test_twice_or_none_changes_nothing(self, desk, new):
        desk.post(WAITING, {"ocena": new.pk})
        desk.post(WAITING, {"ocena": [new.pk, "nic", 10**30]})
        assert "ktoś już przyjął" in words(desk.get(WAITING))
        desk.post(WAITING)
        assert "Zaznacz co najmniej jedną" in words(desk.get(WAITING))

    def test_then_only_a_new_one_corrects_it(self, phone, desk, new):
        desk.post(WAITING, {"ocena": new.pk})
        assert phone.get(page_of(new, "correct_assessment")).status_code == 403
        record = reverse("edit_record", args=["R12", "ocena", new.pk])
        assert desk.post(reverse("remove_record", args=["R12", "ocena", new.pk])).url == record
        assert Assessment.objects.filter(pk=new.pk).exists()
        assert "Napisz nową" in words(phone.get(page_of(new)))

    def test_what_is_late_is_shown(self, phone, desk, case, last):
        late = assessed(case, TODAY, {"housing": ("4", "Ciepło.")}, **PERIOD)
        Assessment.objects.filter(pk=last.pk).update(held_on=date(2023, 11, 10))
        assert "10 dni po terminie" in words(phone.get(page_of(late)))
        assert "Wierzbiccy" in words(desk.get(WAITING), "section:has(#spoznione)")
        phone.post(page_of(late, "hand_over_assessment"))
        late.refresh_from_db()
        assert late.handed_on == TODAY
        assert "10 dni po terminie" in words(desk.get(WAITING), "section:has(#czekaja)")

    def test_belongs_to_the_head_of_the_unit(self, phone, new):
        assert phone.post(WAITING, {"ocena": new.pk}).status_code == 403
        director = signed_in(UserFactory(role="director"))
        assert director.post(WAITING, {"ocena": new.pk}).status_code == 302
        assert not Assessment.objects.handed_over().exists()


def dues_of(family, kind):
    return [(due.day, due.waiting_since) for due in DueList([family.pk], TODAY, [kind]).dues()]


class TestTasks:
    def test_a_change_of_the_plan_is_due_until_there_is_a_newer_plan(self, phone, new, family, case):
        Plan.objects.create(case=case, agreed_on=LAST)
        assert dues_of(family, DueKind.PLAN_CHANGE) == [(date(2024, 6, 19), None)]
        assert "Ułóż nowy plan" in links_of(phone.get(page_of(new)))
        Plan.objects.create(case=case, agreed_on=TODAY)
        assert dues_of(family, DueKind.PLAN_CHANGE) == []
        assert "Ułóż nowy plan" not in links_of(phone.get(page_of(new)))

    def test_an_end_waits_for_the_manager_until_it_is_decided(self, desk, phone, new, family):
        Assessment.objects.filter(pk=new.pk).update(recommendation="close")
        assert dues_of(family, DueKind.ENDING) == [(None, TODAY)]
        assert "Wierzbiccy" in words(desk.get(WAITING), "section:has(#konczyc)")
        go_on = page_of(new, "go_on_with_support")
        assert go_on not in links_of(phone.get(page_of(new))).values()
        assert phone.post(go_on, {"because": "Zima."}).status_code == 403
        assert "Napisz jedno zdanie" in words(desk.post(go_on, {"because": " "}))
        assert desk.post(go_on, {"because": "Zima przed nami."}).status_code == 302
        assert "Zima przed nami." in words(desk.get(page_of(new)))
        assert dues_of(family, DueKind.ENDING) == []
        assert "nie ma już o czym rozstrzygać" in words(desk.post(go_on, {"because": "Jeszcze raz."}))

    def test_only_the_newest_assessment_asks(self, family, case, new):
        later = assessed(case, TODAY, {}, recommendation="continue", **PERIOD)
        assert later.pk > new.pk
        assert dues_of(family, DueKind.PLAN_CHANGE) == []


class TestDictionaries:
    def test_areas_of_one_assessment_are_not_merged(self, new):
        housing, income = LifeArea.objects.get(pk="housing"), LifeArea.objects.get(pk="income")
        with pytest.raises(ValidationError, match="oceny obszarów"):
            merge_entries(source=housing, target=income)

    def test_steps_are(self, new):
        merge_entries(source=AssessmentStep.objects.get(pk="1"), target=AssessmentStep.objects.get(pk="2"))
        assert new.scores.get(area="income").step_id == "2"
