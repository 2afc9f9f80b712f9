"""The plan of work: its goals, revisions and states."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.models import VisitGoal
from cases.models import Plan, PlanGoal
from familycare.audit.services import changes_of_today
from tests.casework.days import OPENED, TODAY
from tests.casework.family_file import dues
from tests.casework.plans import GOAL, NEW, STATES, WORK, plan, sent
from tests.clients import signed_in
from tests.factories import CaseFactory, VisitFactory
from tests.html_forms import errors_of, field_of, fields_of
from tests.html_pages import all_words, links_of, rows_of, words


def errors(page):
    goals = page.context["goals"]
    return str(page.context["form"].errors) + str(goals.errors) + str(goals.non_form_errors())


class TestNew:
    def test_a_plan_of_the_same_day_that_says_more_is_another(self, phone, case):
        for more in ({}, {}, {"review_on": "20.08.2024"}):
            phone.post(NEW, sent(GOAL, **more))
        assert [each.review_on for each in Plan.objects.order_by("pk")] == [None, date(2024, 8, 20)]

    def test_is_saved_with_its_goals(self, phone, case):
        assert any(due.what == "Pierwszy plan pracy" for due in dues(phone))
        assert phone.post(NEW, sent(GOAL, WORK)).url == "/rodziny/R12/#plan"
        saved = Plan.objects.get()
        assert (saved.case, saved.agreed_on, saved.valid_until) == (case, TODAY, date(2024, 11, 20))
        assert [(goal.goal, goal.due_on) for goal in saved.goals.order_by("pk")] == [
            ("Spłata czynszu", date(2024, 9, 30)),
            ("Praca", date(2024, 10, 31)),
        ]
        assert "Spłata czynszu" in words(phone.get("/rodziny/R12/"))
        terms = {due.what: due.day for due in dues(phone)}
        assert "Pierwszy plan pracy" not in terms
        assert terms["Nowy plan pracy"] == date(2024, 11, 20)

    def test_sent_twice_is_saved_once(self, phone):
        for _time in range(2):
            assert phone.post(NEW, sent(GOAL, WORK)).status_code == 302
        assert (Plan.objects.count(), PlanGoal.objects.count()) == (1, 2)

    def test_adding_a_goal_keeps_what_was_typed(self, phone):
        page = phone.post(
            NEW, sent(GOAL, {"goal": "Nie", "due_on": "kiedyś"}, agreed_on="wczoraj", **{"dodaj-cel": ""})
        )
        kept = {
            "agreed_on": "wczoraj",
            "cele-0-goal": "Spłata czynszu",
            "cele-0-due_on": "30.09.2024",
            "cele-1-due_on": "kiedyś",
        }
        assert kept.items() <= fields_of(page, "main form").items()
        assert all_words(page, "legend") == ["Cel 1", "Cel 2", "Cel 3"]
        assert not errors_of(page)
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
            ([GOAL | {"goal": "a" * 501}], {}, "może mieć najwyżej"),
            ([GOAL | {"due_on": "19.05.2024"}], {}, "minął, zanim uzgodniono plan"),
            ([GOAL | {"status": "x"}], {}, "Wybierz jedną z pozycji na liście"),
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
        assert any(part in errors(page) for part in message.split("|"))
        assert "Do poprawy" in words(page)

    def test_needs_support(self, phone, desk, case):
        case.closed_on = TODAY
        case.save()
        assert desk.get(NEW).status_code == 403
        assert desk.post(NEW, sent(GOAL)).status_code == 403

    def test_belongs_to_the_requested_case(self, phone, family, case):
        other = CaseFactory(family=family, kind="za_zyciem", opened_on=OPENED, number="S13")
        assert f"{NEW}?objecie=S12" in links_of(phone.get("/rodziny/R12/")).values()
        phone.post(f"{NEW}?objecie=S13", sent(GOAL))
        assert Plan.objects.get().case == other


class TestRevision:
    def test_starts_with_the_open_goals(self, phone, case):
        before = plan(case, Praca="achieved", Dom="in_progress", Szkoła="")
        goals = phone.get(NEW).context["goals"]
        assert [form.initial["goal"] for form in goals] == ["Dom", "Szkoła"]
        phone.post(NEW, sent(GOAL | {"goal": "Dom", "status": "in_progress"}))
        assert Plan.objects.count() == 2
        assert before.goals.count() == 3
        assert "Wcześniejsze plany" in words(phone.get("/rodziny/R12/"))


class TestStates:
    def states(self, client, **status):
        """The fields of the form, with these states of goals."""
        page = client.get(STATES)
        fields = {form.instance.goal: f"{form.prefix}-status" for form in page.context["forms"]}
        return fields_of(page) | {fields[goal]: state for goal, state in status.items()}

    def test_are_changed(self, phone, case):
        goals = plan(case, Praca="planned", Dom="in_progress").goals
        assert STATES in links_of(phone.get("/rodziny/R12/")).values()
        assert phone.post(STATES, self.states(phone, Praca="achieved")).url == "/rodziny/R12/#plan"
        assert dict(goals.values_list("goal", "status")) == {"Praca": "achieved", "Dom": "in_progress"}

    def test_a_colleagues_change_is_shown(self, phone, desk, case):
        goals = plan(case, Praca="planned").goals
        mine = self.states(phone, Praca="achieved")
        desk.post(STATES, self.states(desk, Praca="dropped"))
        page = phone.post(STATES, mine)
        assert "Ktoś zmienił te dane" in words(page)
        assert rows_of(page) == [["Praca", "zaniechany", "osiągnięty"]]
        assert goals.get().status == "dropped"

    def test_of_another_family_stay_unchanged(self, phone, case):
        plan(case, Praca="planned")
        other = plan(CaseFactory(), Cudzy="planned").goals.get()
        mine = self.states(phone, Praca="achieved") | {"cele-0-id": other.pk}
        assert phone.post(STATES, mine).status_code == 200
        other.refresh_from_db()
        assert other.status == "planned"

    def test_a_plan_revised_meanwhile_is_shown_again(self, phone, case):
        plan(case, Praca="planned", Dom="in_progress")
        mine = self.states(phone, Praca="achieved")
        revised = plan(case, agreed_on=TODAY, Szkoła="planned")
        page = phone.post(STATES, mine)
        assert page.status_code == 200 and "przybyło celów albo ubyło" in words(page)
        assert [form.instance.goal for form in page.context["forms"]] == ["Szkoła"]
        assert revised.goals.get().status == "planned"

    def test_choices_stay_when_goals_were_added_and_deleted(self, phone, desk, case):
        first = plan(case, Praca="planned", Dom="in_progress", Szkoła="planned", Dług="planned")
        mine = self.states(phone, Praca="achieved", Dom="dropped", Szkoła="achieved")
        goals = first.goals
        goals.get(goal="Szkoła").delete()
        goals.filter(goal="Dom").update(status="achieved")
        goals.create(goal="Zdrowie", status="in_progress", due_on=TODAY)
        page = phone.post(STATES, mine)
        assert page.context["gone"] == [("Szkoła", "osiągnięty")]
        shown = {form.instance.goal: form["status"].value() for form in page.context["forms"]}
        assert shown == {"Praca": "achieved", "Dom": "dropped", "Dług": "planned", "Zdrowie": "in_progress"}
        assert page.context["forms"][1].conflicts == [("Dom", "osiągnięty", "zaniechany")]
        assert set(goals.values_list("status", flat=True)) == {"planned", "achieved", "in_progress"}
        assert phone.post(STATES, fields_of(page)).url == "/rodziny/R12/#plan"
        assert dict(goals.values_list("goal", "status")) == shown

    def test_choices_for_an_earlier_plan_are_listed(self, phone, case):
        plan(case, Praca="planned", Dom="in_progress")
        mine = self.states(phone, Praca="achieved")
        plan(case, agreed_on=TODAY, Praca="planned")
        page = phone.post(STATES, mine)
        assert page.context["gone"] == [("Praca", "osiągnięty")]
        assert "Wybrano dla celów, których nie ma już w planie" in words(page)

    def test_without_goals_there_is_nothing_to_change(self, phone, case):
        assert "nie ma dziś planu" in words(phone.get(STATES))
        assert phone.post(STATES, {}).status_code == 200


class TestCorrecting:
    def address(self):
        return reverse("correct_plan", args=["R12", Plan.objects.get().pk])

    def opened(self, client, *changes, **fields):
        """The fields of the form as opened, with `changes` of its rows."""
        data = fields_of(client.get(self.address()), "main form")
        for row, change in enumerate(changes):
            data |= {f"cele-{row}-{name}": value for name, value in change.items()}
        return data | fields

    @pytest.fixture
    def written(self, phone):
        phone.post(NEW, sent(GOAL, WORK))
        return Plan.objects.get()

    def test_is_possible_on_the_same_day_and_logged(self, phone, written):
        assert self.address() in links_of(phone.get("/rodziny/R12/")).values()
        keys = list(written.goals.order_by("pk").values_list("pk", flat=True))
        changes = {"goal": "Spłata zaległego czynszu", "due_on": "30.10.2024"}, {}, GOAL | {"goal": "Dom"}
        answer = phone.post(self.address(), self.opened(phone, *changes, valid_until="20.12.2024"))
        assert answer.url == "/rodziny/R12/#plan"
        written.refresh_from_db()
        assert (Plan.objects.count(), written.valid_until) == (1, date(2024, 12, 20))
        goals = list(written.goals.order_by("pk"))
        assert [goal.goal for goal in goals] == ["Spłata zaległego czynszu", "Praca", "Dom"]
        assert [goal.pk for goal in goals[:2]] == keys and goals[0].due_on == date(2024, 10, 30)
        logged = [change.payload["values"] for change in changes_of_today(goals[0])]
        assert logged[0]["goal"] == ["Spłata czynszu", "Spłata zaległego czynszu"]

    def test_is_possible_for_an_old_plan_entered_today(self, phone, case):
        phone.post(NEW, sent(GOAL, agreed_on="02.10.2023", valid_until=""))
        assert self.address() in links_of(phone.get("/rodziny/R12/")).values()

    def test_saves_nothing_where_nothing_is_changed(self, phone, written):
        phone.post(self.address(), self.opened(phone))
        assert (Plan.objects.count(), PlanGoal.objects.count()) == (1, 2)
        assert len(changes_of_today(written.goals.first())) == 1

    def test_is_for_the_author(self, phone, desk, written):
        assert self.address() not in desk.get("/rodziny/R12/").content.decode()
        assert desk.get(self.address()).status_code == desk.post(self.address(), {}).status_code == 403

    def test_is_refused_on_the_next_day(self, ewa, phone, written, time_machine):
        data = self.opened(phone, {"goal": "Za późno"})
        time_machine.move_to("2024-05-21 09:00")
        phone = signed_in(ewa.account)
        assert self.address() not in phone.get("/rodziny/R12/").content.decode()
        assert "Potem układa się nowy plan" in words(phone.get(self.address()))
        assert phone.post(self.address(), data).status_code == 403
        assert not PlanGoal.objects.filter(goal="Za późno").exists()

    def test_of_another_family_is_not_found(self, phone, family, written):
        CaseFactory(family__number="R13")
        assert phone.get(reverse("correct_plan", args=["R13", written.pk])).status_code == 404

    def test_a_goal_is_deleted_unless_the_diary_refers_to_it(self, phone, case, ewa, written):
        data = self.opened(phone, {"DELETE": "on"})
        visit = VisitFactory(case=case, assistant=ewa, visited_on=TODAY)
        touched = VisitGoal.objects.create(visit=visit, goal=written.goals.get(goal="Spłata czynszu"))
        page = phone.post(self.address(), data | {"cele-1-goal": "Stała praca"})
        assert "dotyczy wpis w dzienniku" in errors(page)
        assert field_of(page, "cele-1-goal") == "Stała praca"
        assert {goal.goal for goal in written.goals.all()} == {"Spłata czynszu", "Praca"}
        touched.delete()
        assert phone.post(self.address(), data).status_code == 302
        assert written.goals.get().goal == "Praca"

    @pytest.mark.parametrize(
        ("change", "fields", "message"),
        [
            ({"due_on": "19.05.2024"}, {}, "minął, zanim uzgodniono plan"),
            ({"goal": ""}, {}, "Napisz, co ma się zmienić"),
            ({}, {"agreed_on": "21.05.2024"}, "jeszcze nie nadszedł"),
            ({"DELETE": "on"}, {"cele-1-DELETE": "on"}, "Wpisz co najmniej jeden cel."),
        ],
    )
    def test_says_what_is_wrong(self, change, fields, message, phone, written):
        page = phone.post(self.address(), self.opened(phone, change, **fields))
        assert message in errors(page) and "Do poprawy" in words(page)
        assert [goal.goal for goal in written.goals.order_by("pk")] == ["Spłata czynszu", "Praca"]

    def test_shows_both_versions_of_what_another_page_changed(self, phone, written):
        mine = self.opened(phone, {"goal": "Czynsz"})
        phone.post(self.address(), self.opened(phone, {"goal": "Opłaty"}))
        page = phone.post(self.address(), mine)
        assert "Ktoś zmienił te dane" in words(page) and "Opłaty" in words(page)
        assert written.goals.order_by("pk").first().goal == "Opłaty"

    def test_says_that_a_goal_was_deleted_meanwhile(self, phone, written):
        mine = self.opened(phone, {}, {"goal": "Zlecenie"})
        phone.post(self.address(), self.opened(phone, {"DELETE": "on"}))
        page = phone.post(self.address(), mine)
        assert page.status_code == 200 and "przybyło celów albo ubyło" in words(page)
        assert "Pokaż, co wpisano" in words(page)
        typed = all_words(page, "main li")
        assert "Zlecenie" in typed and "planned" not in typed
        assert [goal.goal for goal in written.goals.all()] == ["Praca"]
