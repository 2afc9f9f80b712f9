"""The plan of work with its goals: agreed, revised, and how far it is."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Plan, PlanGoal
from tests.casework.conftest import OPENED, TODAY
from tests.casework.test_records import dues
from tests.factories import CaseFactory

NEW, STATES = reverse("new_plan", args=["R12"]), reverse("goal_states", args=["R12"])
GOAL = {
    "goal": "Spłata czynszu",
    "action": "Ugoda ze spółdzielnią",
    "responsible": "matka",
    "due_on": "30.09.2024",
    "expected_effect": "brak zaległości",
    "status": "planned",
}
WORK = GOAL | {"goal": "Praca", "due_on": "31.10.2024"}


def sent(*goals, **fields):
    rows = {f"cele-{row}-{name}": value for row, goal in enumerate(goals) for name, value in goal.items()}
    counts = {"cele-TOTAL_FORMS": len(goals), "cele-INITIAL_FORMS": 0}
    return {"agreed_on": "20.05.2024", "valid_until": "20.11.2024"} | counts | rows | fields


def errors(page):
    goals = page.context["goals"]
    return str(page.context["form"].errors) + str(goals.errors) + str(goals.non_form_errors())


def plan(case, agreed_on=date(2024, 1, 8), **goals):
    made = Plan.objects.create(case=case, agreed_on=agreed_on)
    for goal, status in goals.items():
        PlanGoal.objects.create(plan=made, goal=goal, status=status, due_on=date(2024, 4, 1), expected_effect="jest")
    return made


class TestNew:
    def test_is_saved_with_its_goals(self, phone, case):
        assert any(due.what == "Pierwszy plan pracy" for due in dues(phone))
        assert phone.post(NEW, sent(GOAL, WORK)).url == "/rodziny/R12/#plan"
        saved = Plan.objects.get()
        assert (saved.case, saved.agreed_on, saved.valid_until) == (case, TODAY, date(2024, 11, 20))
        assert [(goal.goal, goal.due_on) for goal in saved.goals.order_by("pk")] == [
            ("Spłata czynszu", date(2024, 9, 30)),
            ("Praca", date(2024, 10, 31)),
        ]
        assert "Spłata czynszu" in phone.get("/rodziny/R12/").content.decode()
        terms = {due.what: due.day for due in dues(phone)}
        assert "Pierwszy plan pracy" not in terms
        assert terms["Nowy plan pracy"] == date(2024, 11, 20)

    def test_sent_twice_is_saved_once(self, phone):
        for _time in range(2):
            assert phone.post(NEW, sent(GOAL, WORK)).status_code == 302
        assert (Plan.objects.count(), PlanGoal.objects.count()) == (1, 2)

    def test_another_row_keeps_what_was_typed(self, phone):
        page = phone.post(
            NEW, sent(GOAL, {"goal": "Nie", "due_on": "kiedyś"}, agreed_on="wczoraj", **{"dodaj-cel": ""})
        )
        text = page.content.decode()
        assert all(f'value="{typed}"' in text for typed in ("wczoraj", "kiedyś", "30.09.2024"))
        assert "Spłata czynszu</textarea>" in text
        assert "Cel 3" in text
        assert "Do poprawy" not in text
        assert not Plan.objects.exists()

    def test_empty_rows_and_left_out_goals_are_no_goals(self, phone):
        left_out = {"goal": "Zbędny", "DELETE": "on"}
        assert phone.post(NEW, sent(GOAL, {"status": "planned"}, left_out)).status_code == 302
        assert [goal.goal for goal in PlanGoal.objects.all()] == ["Spłata czynszu"]

    @pytest.mark.parametrize(
        ("goals", "fields", "message"),
        [
            ([], {}, "Wpisz co najmniej jeden cel."),
            ([{"status": "planned"}], {}, "Wpisz co najmniej jeden cel."),
            ([GOAL | {"due_on": ""}], {}, "plan bez terminów nie jest planem"),
            ([GOAL | {"expected_effect": ""}], {}, "po czym poznacie"),
            ([GOAL | {"goal": ""}], {}, "Napisz, co ma się zmienić"),
            ([GOAL | {"goal": "a" * 501}], {}, "co najwyżej"),
            ([GOAL | {"due_on": "19.05.2024"}], {}, "minął, zanim uzgodniono plan"),
            ([GOAL | {"status": "x"}], {}, "Wybierz poprawną wartość"),
            ([GOAL], {"agreed_on": "21.05.2024"}, "jeszcze nie nadszedł"),
            ([GOAL], {"agreed_on": "03.09.2023"}, "zaczęło się dopiero 04.09.2023"),
            ([GOAL], {"valid_until": "19.05.2024"}, "zanim go uzgodniono"),
            ([GOAL], {"cele-TOTAL_FORMS": "x"}, "Wpisz co najmniej|ManagementForm|formularz"),
            ([GOAL], {"cele-TOTAL_FORMS": "9" * 30}, ""),
        ],
    )
    def test_says_what_is_wrong(self, goals, fields, message, phone):
        page = phone.post(NEW, sent(*goals, **fields))
        assert page.status_code == 200
        assert not Plan.objects.exists()
        assert any(words in errors(page) for words in message.split("|"))
        assert "Do poprawy" in page.content.decode()

    def test_needs_support(self, phone, desk, case):
        case.closed_on = TODAY
        case.save()
        assert desk.get(NEW).status_code == 403
        assert desk.post(NEW, sent(GOAL)).status_code == 403

    def test_of_the_case_that_is_asked_for(self, phone, family, case):
        other = CaseFactory(family=family, kind="za_zyciem", opened_on=OPENED, number="S13")
        page = phone.get("/rodziny/R12/").content.decode()
        assert f"{NEW}?objecie=S12" in page
        phone.post(f"{NEW}?objecie=S13", sent(GOAL))
        assert Plan.objects.get().case == other


class TestRevision:
    def test_begins_with_the_goals_still_worked_on(self, phone, case):
        before = plan(case, Praca="achieved", Dom="in_progress", Szkoła="")
        goals = phone.get(NEW).context["goals"]
        assert [form.initial["goal"] for form in goals] == ["Dom", "Szkoła"]
        phone.post(NEW, sent(GOAL | {"goal": "Dom", "status": "in_progress"}))
        assert Plan.objects.count() == 2
        assert before.goals.count() == 3
        page = phone.get("/rodziny/R12/").content.decode()
        assert "Wcześniejsze plany" in page


class TestStates:
    def states(self, client, **status):
        page = client.get(STATES)
        data = {"cele-TOTAL_FORMS": 0}
        for field in ("TOTAL_FORMS", "INITIAL_FORMS"):
            data[f"cele-{field}"] = page.context["forms"].management_form[field].value()
        for form in page.context["forms"]:
            row = {"id": form.instance.pk, "status": form.instance.status, "version": form.initial["version"]}
            row["status"] = status.get(form.instance.goal, row["status"])
            data |= {f"{form.prefix}-{name}": value for name, value in row.items()}
        return data

    def test_are_changed(self, phone, case):
        goals = plan(case, Praca="planned", Dom="in_progress").goals
        assert f'href="{STATES}"' in phone.get("/rodziny/R12/").content.decode()
        assert phone.post(STATES, self.states(phone, Praca="achieved")).url == "/rodziny/R12/#plan"
        assert dict(goals.values_list("goal", "status")) == {"Praca": "achieved", "Dom": "in_progress"}

    def test_a_colleagues_change_is_shown(self, phone, desk, case):
        goals = plan(case, Praca="planned").goals
        mine = self.states(phone, Praca="achieved")
        desk.post(STATES, self.states(desk, Praca="dropped"))
        page = phone.post(STATES, mine).content.decode()
        assert "Ktoś zmienił te dane" in page
        assert "zaniechany" in page
        assert goals.get().status == "dropped"

    def test_of_another_family_are_out_of_reach(self, phone, case):
        plan(case, Praca="planned")
        other = plan(CaseFactory(), Cudzy="planned").goals.get()
        mine = self.states(phone, Praca="achieved") | {"cele-0-id": other.pk}
        assert phone.post(STATES, mine).status_code == 200
        other.refresh_from_db()
        assert other.status == "planned"

    def test_without_goals_there_is_nothing_to_change(self, phone, case):
        assert "nie ma dziś planu" in phone.get(STATES).content.decode()
        assert phone.post(STATES, {}).status_code == 200
