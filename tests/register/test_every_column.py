"""Every column of the register is entered and corrected in the browser, or closed on purpose (see `doors.py`)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import (
    Absence,
    Appointment,
    Assignment,
    Assistant,
    PlannedTraining,
    Qualification,
    Training,
    Visit,
)
from cases.models import (
    Assessment,
    Case,
    DayCareCapacity,
    Diagnosis,
    Family,
    GoalAction,
    Plan,
    PlanGoal,
    Referral,
)
from cases.records.kinds import KINDS
from familycare.accounts.models import User
from familycare.audit.acting import acting_as
from reporting.exchange import import_register
from reporting.exchange.files import FILES
from tests.clients import signed_in
from tests.completeness import assert_complete
from tests.factories import CaseFactory, UserFactory
from tests.html_pages import select
from tests.register.doors import CALLED, FILES_WITH_PAGES, OF_A_KIND, WITH_OWN_PAGES, doors
from tests.register.folder import Register

KINDS_BY_FILE = {kind.csv.name: kind for kind in KINDS}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return Register(tmp_path_factory.mktemp("every_column") / "register").folder


@pytest.fixture
def centre(db, folder):
    """The complete register, with a new plan, a case that nobody has and another one of A1; {role: browser}."""
    import_register(folder)
    users = {role: UserFactory(role=role) for role in ("manager", "assistant", "admin")}
    first = Assistant.objects.get(number="A1")
    Assistant.objects.filter(pk=first.pk).update(account=users["assistant"])
    with acting_as(users["manager"]):  # a plan is corrected on its day by whoever entered it, and revised later
        plan = Plan.objects.create(case=Case.objects.get(number="S2"), agreed_on=date(2021, 4, 6))
        goal = PlanGoal.objects.create(plan=plan, goal="Dom", action="Remont")
        Diagnosis.objects.create(case=plan.case, made_on=date(2021, 4, 6))
        GoalAction.objects.create(goal=goal, action="Przeprowadzka")
    Assessment.objects.create(
        case=Case.objects.get(number="S2"),
        held_on=date(2021, 4, 5),
        recommendation="close",
        safety="safe",
        handed_on=date(2021, 4, 5),
    )
    CaseFactory(family=Family.objects.get(number="R2"), opened_on=date(2022, 7, 1))
    assign(
        case=CaseFactory(opened_on=date(2020, 1, 2)), assistant=first, starts_on=date(2020, 1, 2)
    )  # to move an entry to
    Referral.objects.filter(number="W2").update(filed_by=users["manager"])
    return {role: signed_in(user) for role, user in users.items()}


def records():
    """{name in the lines of doors.py: primary key of a record of the complete register}"""
    return {
        "account": User.objects.get(email="kos@zrebice.example").pk,
        "qualification": Qualification.objects.get(requirement="education").pk,
        "absence": Absence.objects.get().pk,
        "appointment": Appointment.objects.get(family__number="R1").pk,
        "post": Assistant.objects.get(number="A1").posts.earliest("starts_on").pk,
        "open_case": Case.objects.get(number="S2").pk,
        "closed_case": Case.objects.get(number="S1").pk,
        "first_assignment": Assignment.objects.get(case__number="S2").pk,
        "case_alone": Case.objects.get(assignments=None).pk,
        "assessment": Assessment.objects.get(held_on=date(2021, 3, 30)).pk,
        "decided": Assessment.objects.get(held_on=date(2021, 4, 5)).pk,
        "plan": Plan.objects.get(case__number="S2").pk,
        "diagnosis": Diagnosis.objects.get(case__number="S2").pk,
        "visit": Visit.objects.filter(assistant__number="A1", case__number="S1").earliest("visited_on").pk,
        "training": Training.objects.earliest("held_on").pk,
        "capacity": DayCareCapacity.objects.earliest("starts_on").pk,
        "planned": PlannedTraining.objects.earliest("year").number,
    }


def address_of(name, *arguments):
    """The address of a page of doors.py; an argument that begins with „?” is its query."""
    query = [each for each in arguments if each.startswith("?")]
    return reverse(name, args=[each for each in arguments if each not in query]) + "".join(query)


def doors_of(file):
    """The Doors of the file; those of a kind of record follow from its declaration."""
    if file.name in FILES_WITH_PAGES:
        return FILES_WITH_PAGES[file.name]
    kind = KINDS_BY_FILE[file.name]
    key, number = kind.model.objects.order_by("pk").values_list("pk", f"{kind.family}__number").first()
    return doors(
        f"manager add_record {number} {kind.word}",
        f"manager edit_record {number} {kind.word} {key}",
        {name: reason for name, reason in OF_A_KIND.items() if name in {column.name for column in file.columns}},
    )


def fields_on(browsers, pages):
    """The names of the fields in all forms of the pages, also without the prefix of a set of forms or a grid."""
    names = set()
    for line in pages:
        role, name, *arguments = line.format(**records()).split()
        address = address_of(name, *arguments)
        page = browsers[role].get(address)
        assert page.status_code == 200, f"{address} answers {page.status_code} to the {role}"
        for field in select(page, "form [name]"):
            name = field.get("name")
            last = name.rpartition("-")[2]
            names |= {name, last, *(re.sub(r"_[0-9]+$", "", each) for each in (name, last)), *name.split(":")}
    return names - {"id"}


@pytest.mark.parametrize("when", ["entered", "corrected"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_has_a_field_or_a_reason(file, when, centre):
    doors = doors_of(file)
    pages, closed = (doors.entered, doors.given) if when == "entered" else (doors.corrected, doors.kept)
    there = fields_on(centre, pages)
    missing = [column.name for column in file.columns if not field_names(file, column) & there]
    assert_complete(
        missing,
        closed,
        add=f"{file.csv_name}: {{}} is {when} on no page. Give it a field, or a reason in tests/register/doors.py.",
        remove=f"{file.csv_name}: {{}} is {when} on a page now. Take its reason out of tests/register/doors.py.",
    )


def field_names(file, column):
    """The names that the field of the column may have in a form."""
    called = CALLED.get((file.name, column.name))
    return {column.name, column.field.name} if called is None else {called}


def test_names_files_of_the_register():
    assert_complete(
        [file.name for file in FILES if file.name not in KINDS_BY_FILE or file.name in WITH_OWN_PAGES],
        FILES_WITH_PAGES,
        add="Say in tests/register/doors.py where {} is entered and corrected.",
        remove="The register has no file {}.",
    )
