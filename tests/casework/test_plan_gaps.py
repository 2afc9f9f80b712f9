"""The inspection view of plans: every count is the length of its list."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Diagnosis, Placement, Plan, PlanGoal, PlanSignature
from tests.casework.days import TODAY
from tests.clients import signed_in
from tests.factories import CaseFactory, PersonFactory, UserFactory
from tests.html_pages import all_words, links_of, rows_of, words

PAGE = reverse("plan_gaps")
ALL = {
    "bez_planu": "Bez planu po terminie pierwszego planu",
    "bez_diagnozy": "Bez diagnozy",
    "bez_celow": "Plan bez celów",
    "bez_zakresu": "Cel bez działań",
    "bez_terminu": "Cel bez terminu",
    "bez_efektu": "Cel bez przewidywanego efektu",
    "po_terminie": "Plan przestał obowiązywać",
    "po_przegladzie": "Minął dzień przeglądu",
    "bez_konsultacji": "Plan bez konsultacji",
    "bez_koordynacji": "Dziecko w pieczy",
    "bez_podpisu": "Planu nikt z rodziny nie podpisał",
}


def counts(client):
    return {
        code: int(row[2]) for row in rows_of(client.get(PAGE)) for code, said in ALL.items() if row[0].startswith(said)
    }


@pytest.fixture
def desk_of_all(db):
    return signed_in(UserFactory(role="manager"))


def test_a_whole_plan_lacks_nothing_and_a_poor_one_much(desk_of_all, case):
    PlanSignature.objects.create(
        plan=Plan.objects.create(
            case=case,
            agreed_on=TODAY,
            valid_until=TODAY,
            review_on=TODAY,
            consulted_on=TODAY,
            with_care_coordinator=True,
        ),
        name="Ewa Lis",
        given_on=TODAY,
    )
    PlanGoal.objects.create(plan=case.plans.get(), goal="x", action="y", due_on=TODAY, expected_effect="z")
    Diagnosis.objects.create(case=case, made_on=TODAY)
    Placement.objects.create(
        person=PersonFactory(family=case.family), form="professional_foster", starts_on=date(2024, 1, 2)
    )
    assert counts(desk_of_all) == dict.fromkeys(ALL, 0)
    poor = Plan.objects.create(case=case, agreed_on=TODAY, valid_until=TODAY)
    PlanGoal.objects.create(plan=poor, goal="x")
    found = {code for code, count in counts(desk_of_all).items() if count}
    assert found == {"bez_zakresu", "bez_terminu", "bez_efektu", "bez_konsultacji", "bez_koordynacji", "bez_podpisu"}
    Plan.objects.create(
        case=case, agreed_on=TODAY, valid_until=date(2024, 5, 20), review_on=date(2024, 5, 20), consulted_on=TODAY
    )
    assert counts(desk_of_all)["bez_celow"] == 1 and counts(desk_of_all)["bez_zakresu"] == 0


def test_each_count_is_the_length_of_its_list(desk_of_all, case, django_assert_max_num_queries):
    others = [CaseFactory(opened_on=date(2024, 1, 2)) for _number in range(3)]
    Plan.objects.create(
        case=others[0], agreed_on=date(2024, 1, 3), valid_until=date(2024, 5, 19), review_on=date(2024, 3, 1)
    )
    found = counts(desk_of_all)
    assert found["bez_planu"] == 3 and found["po_terminie"] == found["po_przegladzie"] == found["bez_celow"] == 1
    for code, count in found.items():
        with django_assert_max_num_queries(12):
            page = desk_of_all.get(PAGE, {"brak": code})
        assert len([each for each in all_words(page, "#lista li") if "Żadnej rodziny" not in each]) == count
    assert (
        f"/rodziny/{others[0].family.number}/#plan" in links_of(desk_of_all.get(PAGE, {"brak": "po_terminie"})).values()
    )


def test_an_assistant_sees_own_families_and_others_what_they_may(phone, case):
    CaseFactory(opened_on=date(2024, 1, 2))
    assert counts(phone)["bez_planu"] == 1
    assert phone.get(PAGE, {"brak": "nic"}).status_code == 200 and phone.post(PAGE).status_code == 405
    social_worker = signed_in(UserFactory(role="social_worker"))
    assert "bez_koordynacji" not in counts(social_worker) and counts(social_worker)["bez_planu"] == 0
    assert "Braki w planach pracy" in words(phone.get(reverse("dues")))
    assert signed_in(UserFactory(role="admin")).get(PAGE).status_code == 403
