"""Goals with several actions, goals of the library, signatures, revisions side by side, visits that moved a goal."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.models import VisitGoal
from cases.goal_library.starting_set import STARTING_SET
from cases.models import Draft, FamilyProblem, GoalAction, LibraryGoal, Plan, PlanGoal, PlanSignature
from familycare.centre.models import LifeArea
from tests.casework.days import TODAY
from tests.casework.family_file import dues
from tests.casework.plans import GOAL, NEW, STATES, plan, sent
from tests.clients import signed_in
from tests.factories import PersonFactory, UserFactory, VisitFactory
from tests.html_forms import errors_of, fields_of
from tests.html_pages import all_words, links_of, select, words

TWO = GOAL | {
    "action_due_on": "30.06.2024",
    "action_2": "Zeszyt wydatków",
    "responsible_2": "rodzice",
    "action_due_on_2": "31.07.2024",
    "area": "income",
    "problem": "debts",
    "success_measure": "potwierdzenia wpłat",
}


class TestActions:
    def test_a_revision_asks_for_no_terms_that_have_passed(self, phone, case):
        goal = PlanGoal.objects.get(plan=plan(case, Czynsz="planned"))
        for due_on, is_done in ((date(2024, 2, 1), False), (date(2024, 2, 2), True), (date(2024, 9, 30), False)):
            GoalAction.objects.create(goal=goal, action="Raty", due_on=due_on, is_done=is_done)
        page = phone.get(NEW)
        terms = [select(page, f"[name=cele-0-action_due_on_{number}]")[0].value for number in (2, 3, 4)]
        assert terms == [None, "02.02.2024", "30.09.2024"]

    def test_of_a_goal_are_shown_revised_and_done(self, phone, django_assert_max_num_queries):
        assert phone.post(NEW, sent(TWO, review_on="20.08.2024")).status_code == 302
        goal = PlanGoal.objects.get()
        assert (goal.area_id, goal.problem_id, goal.action_due_on) == ("income", "debts", date(2024, 6, 30))
        assert [(each.action, each.responsible, each.due_on) for each in goal.actions.all()] == [
            ("Zeszyt wydatków", "rodzice", date(2024, 7, 31))
        ]
        page = words(phone.get("/rodziny/R12/"))
        assert "Zeszyt wydatków (rodzice) do 31 lipca 2024" in page and "Dochody i zadłużenie" in page
        assert {due.what: due.day for due in dues(phone)}["Przegląd planu pracy"] == date(2024, 8, 20)
        form = fields_of(phone.get(STATES))
        done = {f"cele-0-zrobione_{goal.actions.get().pk}": "on", f"plan-{goal.plan_id}-review_on": "20.09.2024"}
        phone.post(STATES, form | done)
        assert goal.actions.get().is_done
        assert {due.what: due.day for due in dues(phone)}["Przegląd planu pracy"] == date(2024, 9, 20)
        with django_assert_max_num_queries(12):
            again = fields_of(phone.get(NEW), "main form")
        assert (again["cele-0-action_2"], again["cele-0-action_done_2"]) == ("Zeszyt wydatków", "on")
        assert "action_done" not in str({*again} - {"cele-0-action_done_2"})

    def test_are_added_one_by_one_without_a_script(self, phone):
        page = phone.post(NEW, sent(TWO, **{"dodaj-dzialanie": "cele-0"}))
        assert {"cele-0-action_2": "Zeszyt wydatków", "cele-0-action_3": ""}.items() <= fields_of(
            page, "main form"
        ).items()
        assert not Plan.objects.exists()

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"action_2": ""}, "Napisz, co trzeba zrobić"),
            ({"action_due_on_2": "1.05.2024"}, "minął, zanim uzgodniono plan"),
            ({"action_due_on": "kiedyś"}, "Nie ma takiego dnia"),
            ({"area": "x"}, "Wybierz jedną z pozycji na liście"),
        ],
    )
    def test_say_what_is_wrong_and_are_then_unfolded(self, change, message, phone):
        page = phone.post(NEW, sent(TWO | change))
        assert any(message in error for error in errors_of(page).values())
        assert len(all_words(page, ".goal-row details[open] summary")) == 2

    def test_an_area_that_was_retired_meanwhile_is_told_at_its_place(self, phone):
        LifeArea.objects.filter(pk="income").update(retired_on=TODAY)
        page = phone.post(NEW, sent(TWO))
        assert "wycofano tymczasem ze słownika" in errors_of(page)["cele-0-area"]
        assert fields_of(page, "main form")["cele-0-action_2"] == "Zeszyt wydatków"

    def test_of_two_plans_at_once_the_second_is_asked_again(self, phone, desk, case):
        mine = fields_of(phone.get(NEW), "main form") | sent(GOAL)
        desk.post(NEW, sent(GOAL | {"goal": "Inny"}))
        page = phone.post(NEW, mine)
        assert "ktoś zapisał już nowy plan" in words(page)
        assert phone.post(NEW, fields_of(page, "main form")).status_code == 302
        assert Plan.objects.count() == 2

    def test_are_corrected_and_taken_out(self, phone):
        phone.post(NEW, sent(TWO | {"action_3": "Porada prawna"}))
        address = reverse("correct_plan", args=["R12", Plan.objects.get().pk])
        form = fields_of(phone.get(address), "main form")
        assert phone.post(address, form | {"cele-0-action_2": "Budżet", "cele-0-action_3": ""}).status_code == 302
        assert [each.action for each in GoalAction.objects.all()] == ["Budżet"]


def test_a_draft_of_a_plan_is_offered_again(phone, case):
    form = fields_of(phone.get(NEW), "main form") | sent(TWO, szkic="1")
    assert phone.post(NEW, form).url == "/rodziny/R12/#plan"
    address = next(each for each in links_of(phone.get("/rodziny/R12/")).values() if "szkic=" in each)
    again = fields_of(phone.get(address), "main form[data-draft]")
    assert (again["cele-0-goal"], again["cele-0-action_2"]) == ("Spłata czynszu", "Zeszyt wydatków")
    assert phone.post(NEW, again, headers={"Accept": "application/json"}).json()["saved"] is True
    assert Plan.objects.count() == 1 and not Draft.objects.exists()


class TestLibrary:
    @pytest.fixture
    def keeper(self, db):
        return signed_in(UserFactory(role="manager"))

    def test_begins_with_a_set_and_is_kept(self, keeper, phone):
        home = reverse("goal_library")
        for _time in range(2):
            keeper.post(reverse("starting_set"))
        assert LibraryGoal.objects.count() == len(STARTING_SET) == 25
        goal = LibraryGoal.objects.get(goal__startswith="Wiemy, ile")
        address = reverse("edit_library_goal", args=[goal.number])
        keeper.post(address, fields_of(keeper.get(address)) | {"goal": "Wiemy, ile jesteśmy winni."})
        assert "Wiemy, ile jesteśmy winni." in words(keeper.get(home))
        keeper.post(reverse("retire_library_goal", args=[goal.number]))
        assert not LibraryGoal.objects.offered().filter(pk=goal.pk).exists()
        assert phone.get(home).status_code == 403 and "Biblioteka celów" in words(keeper.get(reverse("dictionaries")))

    def test_fills_in_a_row_and_keeps_what_was_typed(self, keeper, phone, family):
        keeper.post(reverse("starting_set"))
        FamilyProblem.objects.create(family=family, problem_id="debts", identified_on=TODAY)
        page = phone.get(NEW)
        assert all_words(page, "optgroup")[-1] and "Do problemów tej rodziny" in page.content.decode()
        chosen = LibraryGoal.objects.get(problem="debts")
        page = phone.post(NEW, sent(GOAL, {}, biblioteka=chosen.number, **{"z-biblioteki": "1"}))
        rows = fields_of(page, "main form")
        assert (rows["cele-0-goal"], rows["cele-1-goal"]) == ("Spłata czynszu", chosen.goal)
        assert (rows["cele-1-action"], rows["cele-1-action_2"], rows["cele-1-area"]) == (
            "Lista wszystkich długów",
            "Ugoda z wierzycielem",
            "income",
        )
        page = phone.post(NEW, sent(GOAL, biblioteka="B0", **{"z-biblioteki": "1"}))
        assert "Wybierz cel z biblioteki" in words(page) and fields_of(page, "main form")["cele-0-goal"]


def test_signatures_and_refusals(phone, desk, case, family):
    carer = PersonFactory(family=family, role="parent", main_carer=True, first_name="Ewa", last_name="Lis")
    made = plan(case, Praca="planned")
    address = reverse("sign_plan", args=["R12", made.pk])
    row = f"osoba-{carer.pk}-"
    mine = fields_of(phone.get(address), "main form")
    page = phone.post(address, mine | {f"{row}refused": "1", "ktos-name": "Babcia Zofia"})
    assert "dlaczego ta osoba nie podpisała" in str(errors_of(page)) and not PlanSignature.objects.exists()
    assert fields_of(page, "main form")["ktos-name"] == "Babcia Zofia"
    answers = {f"{row}refused": "1", f"{row}reason": "za mało czasu", "ktos-name": "Babcia Zofia", "ktos-refused": "0"}
    assert phone.post(address, mine | answers).url == "/rodziny/R12/#plan"
    shown = words(phone.get("/rodziny/R12/"))
    assert "Nie podpisano: Ewa Lis, 8 stycznia 2024. Powód: za mało czasu" in shown and "Podpis: Babcia Zofia" in shown
    page = desk.post(address, mine | {f"{row}refused": "0"})
    assert "Ktoś zmienił te dane" in words(page)
    assert PlanSignature.objects.get(person=carer).is_refused


def test_two_plans_side_by_side(phone, case):
    plan(case, Praca="planned", Dom="achieved")
    assert phone.get(reverse("compare_plans", args=["R12"])).status_code == 404
    later = plan(case, agreed_on=TODAY, Szkoła="planned")
    PlanGoal.objects.create(
        plan=later, goal="Praca", status="achieved", due_on=date(2024, 4, 1), expected_effect="jest"
    )
    page = phone.get(reverse("compare_plans", args=["R12"]))
    assert all_words(page, "main section h2") == ["Szkoła nowe", "Praca zmieniono", "Dom nie ma w późniejszym"]
    assert all_words(page, "del") == ["zaplanowany"] and all_words(page, "ins") == ["osiągnięty"]


def test_visits_that_moved_a_goal(phone, case, ewa):
    goal = plan(case, Praca="planned").goals.get()
    revised = plan(case, agreed_on=TODAY, Praca="in_progress").goals.get()
    for day, each in ((date(2024, 5, 6), goal), (TODAY, revised)):
        visit = VisitFactory(case=case, assistant=ewa, visited_on=day, summary=f"Notatka {day}")
        VisitGoal.objects.create(visit=visit, goal=each)
    address = reverse("goal_visits", args=["R12", revised.pk])
    page = phone.get("/rodziny/R12/")
    assert "wizyty w tej sprawie, ostatnia 20 maja 2024" in words(page) and address in page.content.decode()
    assert "Notatka 2024-05-06" in words(phone.get(address))
    assert phone.get(reverse("goal_visits", args=["R12", 987])).status_code == 404
