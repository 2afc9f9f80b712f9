"""Assistants, their work and their deadlines on the edges of the definitions; the catalogue's sentence comes first."""

from datetime import date
from decimal import Decimal

import pytest

from assistants.assignments.services import assign
from assistants.models import Attendance, Post, Training, Workshop
from cases.models import Assessment, CourtReport
from familycare.centre.models import Funding
from reporting.documents.figures import ReportFigures
from reporting.figures.compute import compute
from reporting.periods import Period
from tests.factories import AssistantFactory, CaseFactory, PersonFactory, VisitFactory
from tests.figures.reading import counted, figures

pytestmark = pytest.mark.django_db


def test_an_occasion_with_several_families_takes_its_time_once():
    # "visits of one assistant with the same `event` are one occasion and count their largest `minutes` once"
    one, other = AssistantFactory.create_batch(2)
    day = date(2024, 5, 9)
    for assistant, event, minutes in [
        (one, "E1", 60),
        (one, "E1", 90),
        (one, "", 30),
        (other, "E1", 45),
        (one, "E2", None),
    ]:
        VisitFactory(assistant=assistant, event=event, minutes=minutes, visited_on=day, advice_count=1)
    work = counted("work", "2024")
    assert work == {"home_visit": 5, "advice": 5, "hours": Decimal("2.75")}


@pytest.mark.parametrize(
    ("period", "children"), [("2024", 1), ("2024-05-09/2024-05-09", 1), ("2024-05-10/2024-12-31", 0)]
)
def test_a_child_that_comes_of_age_between_two_workshops(period, children):
    # "of these under 18 on the first day they attended in p"
    person = PersonFactory(birth_date=date(2006, 5, 10))
    for kind, day in (("workshop", date(2024, 5, 9)), ("support_group", date(2024, 5, 10))):
        workshop = Workshop.objects.create(title="Razem", kind=kind)
        Attendance.objects.create(workshop=workshop, person=person, attended_on=day)
    rows = figures("workshops", period)
    assert (rows["participants"], rows["children"]) == (1, children)
    # "and the same for each code": on the first day of the support group the person is of age
    assert (rows["workshop.children"], rows["support_group.children"]) == (children, 0)


def test_a_child_is_a_child_at_each_kind_of_workshop():
    # "and the same for each code of workshop.kind"
    person = PersonFactory()
    for kind, day in (("workshop", date(2024, 5, 9)), ("support_group", date(2024, 5, 10))):
        workshop = Workshop.objects.create(title="Razem", kind=kind)
        Attendance.objects.create(workshop=workshop, person=person, attended_on=day)
    rows = figures("workshops", "2024")
    assert [rows[f"{prefix}children"] for prefix in ("", "workshop.", "support_group.")] == [1, 1, 1]


def test_a_workshop_day_is_one_event_for_all_who_come():
    # "distinct workshop days in p (workshop and date); distinct persons who attended …; their families"
    workshop = Workshop.objects.create(title="Razem", kind="social_project")
    sibling = PersonFactory()
    for person in (sibling, PersonFactory(family=sibling.family), PersonFactory()):
        for day in (date(2024, 5, 9), date(2024, 5, 16)):
            Attendance.objects.create(workshop=workshop, person=person, attended_on=day)
    for prefix in ("", "social_project."):
        rows = figures("workshops", "2024")
        values = [rows[f"{prefix}{row}"] for row in ("events", "participants", "children", "families")]
        assert values == [2, 3, 3, 2]


def test_two_cases_of_a_family_are_one_of_the_assistant_s_families():
    # "the largest number of families that one was assigned to on one day of p; the mean number on e"
    assistant = AssistantFactory()
    case = CaseFactory()
    for each in (case, CaseFactory(family=case.family, kind="za_zyciem", basis="application")):
        assign(case=each, assistant=assistant, starts_on=date(2024, 2, 1))
    assert counted("caseload", "2024") == {"max": 1, "average": 1}


def test_the_largest_caseload_may_lie_in_the_past():
    # "the largest number of families that one was assigned to on one day of p; the mean number on e (two decimals …)"
    assistant, _other, _third = AssistantFactory(), AssistantFactory(), AssistantFactory()
    assign(case=CaseFactory(), assistant=assistant, starts_on=date(2024, 1, 1))
    assign(case=CaseFactory(), assistant=assistant, starts_on=date(2023, 2, 1), ends_on=date(2024, 3, 31))
    # `assignments.end` is a last day, so that on 31 March there are two.
    assert counted("caseload", "2024") == {"max": 2, "average": Decimal("0.33")}
    assert counted("caseload", "2024-03-31/2024-12-31") == {"max": 2, "average": Decimal("0.33")}
    assert counted("caseload", "2024-04-01/2024-12-31") == {"max": 1, "average": Decimal("0.33")}
    assert counted("caseload", "2024-Q1") == {"max": 2, "average": Decimal("0.67")}


def test_families_that_follow_each_other_are_never_held_at_once():
    # "on one day of p"
    assistant = AssistantFactory()
    assign(case=CaseFactory(), assistant=assistant, starts_on=date(2023, 1, 1), ends_on=date(2024, 3, 31))
    assign(case=CaseFactory(), assistant=assistant, starts_on=date(2024, 4, 1))
    assert figures("caseload", "2024")["max"] == 1


@pytest.mark.parametrize(("employed_to", "number"), [(date(2024, 12, 30), 0), (date(2024, 12, 31), 1), (None, 1)])
def test_only_assistants_employed_on_the_last_day_count(employed_to, number):
    # "over the assistants employed on e"; "0 without assistants"; "assistants employed on e"
    assistant = AssistantFactory(employed_to=employed_to)
    assign(
        case=CaseFactory(closed_on=date(2024, 6, 30)),
        assistant=assistant,
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 6, 30),
    )
    assert figures("caseload", "2024") == {"max": number, "average": 0, "at_cap": 0}
    assert figures("support", "2024")["assistants"] == number


def test_fifteen_families_are_the_limit():
    # "how many hold 15 on e"
    assistant = AssistantFactory()
    for _unused in range(14):
        assign(case=CaseFactory(), assistant=assistant, starts_on=date(2024, 1, 1))
    assert figures("caseload", "2024")["at_cap"] == 0
    assign(case=CaseFactory(), assistant=assistant, starts_on=date(2024, 12, 31))
    assert figures("caseload", "2024") == {"max": 15, "average": 15, "at_cap": 1}


def test_a_post_is_held_on_its_last_day():
    # "the sum of fraction of the posts held on e"; `posts.end` is a last day
    for starts_on, ends_on, fraction in [
        (date(2024, 12, 31), None, "0.5"),
        (date(2020, 1, 1), date(2024, 12, 31), "0.25"),
        (date(2020, 1, 1), date(2024, 12, 30), "1"),
    ]:
        Post.objects.create(
            assistant=AssistantFactory(),
            funding_id="own",
            fraction=Decimal(fraction),
            starts_on=starts_on,
            ends_on=ends_on,
        )
    assert counted("posts", "2024") == {"own": Decimal("0.75"), "total": Decimal("0.75")}


def test_a_source_within_another_is_marked_and_named_once():
    Funding.objects.create(code="most", label="projekt „Most”", group_id="eu_project")
    for funding, fraction in (("eu_project", "0.5"), ("most", "1")):
        Post.objects.create(
            assistant=AssistantFactory(), funding_id=funding, fraction=Decimal(fraction), starts_on=date(2024, 1, 1)
        )
    tables = compute([Period.year(2024)], tables=["posts"])
    part = tables["posts"].row("most")
    assert part.label == "projekt „Most” (w ramach: projekt współfinansowany ze środków UE)"
    assert counted("posts", "2024") == {"eu_project": Decimal("1.5"), "most": 1, "total": Decimal("1.5")}
    # Sentences and charts add up to the whole.
    figures = ReportFigures(tables, (Period.year(2024),))
    assert [row.key for row, _value in figures.ranked("posts")] == ["eu_project"]


def test_a_training_of_two_assistants_is_one_event_with_the_hours_of_both():
    # "distinct (title, date) in p, hours summed over assistants, distinct assistants"
    for assistant in (AssistantFactory(), AssistantFactory()):
        for kind, title, day in [
            ("training", "Dziecko z FASD", date(2024, 1, 1)),
            ("training", "Dziecko z FASD", date(2024, 12, 31)),
            ("supervision", "Superwizja", date(2024, 5, 1)),
        ]:
            Training.objects.create(assistant=assistant, title=title, kind=kind, held_on=day, hours=Decimal("1.25"))
    assert counted("trainings", "2024") == {
        "training.events": 2,
        "training.hours": 5,
        "supervision.events": 1,
        "supervision.hours": Decimal("2.5"),
        "assistants": 2,
    }


def test_the_diary_is_added_up():
    # "visits in p; the sum of advice_count; the sum of minutes / 60"; "visits in p with that institution"
    case = CaseFactory(closed_on=date(2024, 5, 31))
    for day, kind, minutes in [
        (date(2024, 1, 1), "home_visit", 50),
        (date(2024, 1, 2), "home_visit", None),
        (date(2024, 12, 31), "monitoring", 45),
        (date(2025, 1, 1), "monitoring", 45),
    ]:
        VisitFactory(case=case, visited_on=day, kind=kind, minutes=minutes, advice_count=2, institution_id="court")
    expected = {"home_visit": 2, "monitoring": 1, "advice": 6, "hours": Decimal("1.58")}
    assert counted("work", "2024") == expected
    assert counted("institutions", "2024") == {"court.contacts": 3, "court.families": 1}


@pytest.mark.parametrize(
    ("due_on", "sent_on", "rows"),
    [
        (date(2024, 6, 30), date(2024, 6, 30), {"sent": 1, "on_time": 1}),
        (date(2024, 6, 29), date(2024, 6, 30), {"sent": 1, "late": 1}),
        (date(2023, 6, 29), date(2024, 6, 30), {"sent": 1, "late": 1}),
        (date(2024, 6, 30), date(2024, 7, 1), {"overdue": 1}),
        (date(2024, 6, 30), None, {"overdue": 1}),
        (date(2024, 7, 1), None, {}),
        (None, date(2024, 6, 30), {"sent": 1}),
    ],
)
def test_reports_to_the_court_and_their_terms(due_on, sent_on, rows):
    # "sent in p; of these not later than, or after, due_on; due in p and not sent by e"
    CourtReport.objects.create(family=CaseFactory().family, kind="opinion", due_on=due_on, sent_on=sent_on)
    assert counted("court_reports", "2024-H1") == rows


@pytest.mark.parametrize(
    ("held", "period", "rows"),
    [
        (
            [],
            "2024-02-29/2024-02-29",
            {"due": 1, "missing": 1},
        ),  # "Six months after 31 August is the last day of February"
        ([], "2024-02-01/2024-02-28", {}),
        (["2024-02-29"], "2024-H1", {"due": 1, "on_time": 1}),  # "on_time when held by that day"
        (["2024-03-01"], "2024-H1", {"due": 1, "late": 1}),  # "late when held later but by e"
        (["2024-03-01"], "2024-02", {"due": 1, "missing": 1}),  # "missing when not held by e"
        ([], "2024", {"due": 2, "missing": 2}),  # "moves the next due day by six months from the day it was due"
        ([], "2024-08-29/2024-08-29", {"due": 1, "missing": 1}),
        ([], "2024-08-30/2024-12-31", {}),
        # Held nine months late, but by e: one term only, and the next counts from the day on which it was held.
        (["2024-12-01"], "2024", {"due": 1, "late": 1}),
        (["2024-12-01"], "2025-06-01/2025-06-01", {"due": 1, "missing": 1}),
        # Held early: the term falls on its day, and the next one counts from the day on which it was held.
        (["2023-10-10"], "2024-02", {"due": 1, "on_time": 1}),
        (["2023-10-10"], "2024-04-10/2024-04-10", {"due": 1, "missing": 1}),
        # "(and after the one before)": of two on one day the second meets no further term.
        (["2024-02-29", "2024-02-29"], "2024", {"due": 2, "on_time": 1, "missing": 1}),
        (["2024-02-29", "2024-08-29"], "2024", {"due": 2, "on_time": 2}),
        (["2024-02-29", "2024-08-30"], "2024", {"due": 2, "on_time": 1, "late": 1}),
    ],
)
def test_when_an_assessment_is_due(held, period, rows, time_machine):
    time_machine.move_to(date(2026, 3, 1))
    case = CaseFactory(opened_on=date(2023, 8, 31))
    for day in held:
        Assessment.objects.create(case=case, held_on=date.fromisoformat(day))
    assert counted("assessments", period) == rows


@pytest.mark.parametrize(
    ("closed_on", "rows"), [(date(2024, 2, 28), {}), (date(2024, 2, 29), {"due": 1, "missing": 1})]
)
def test_no_assessment_is_due_after_the_case_closed(closed_on, rows, time_machine):
    # "when that last day falls in p and the case was still open on it"
    time_machine.move_to(date(2026, 3, 1))
    CaseFactory(opened_on=date(2023, 8, 31), closed_on=closed_on)
    assert counted("assessments", "2024") == rows


@pytest.mark.parametrize(("today", "rows"), [(date(2024, 2, 28), {}), (date(2024, 2, 29), {"due": 1, "missing": 1})])
def test_a_due_day_after_today_is_not_due_yet(today, rows, time_machine):
    # "A due day later than today is not due yet."
    time_machine.move_to(today)
    CaseFactory(opened_on=date(2023, 8, 31))
    assert counted("assessments", "2024") == rows
