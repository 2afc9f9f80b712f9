"""What has happened has no day to come: the import and the pages ask the same table for each date."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.utils import timezone

from assistants.models import Attendance, Training, Visit
from cases.day_limits import DAYS_TO_COME, HAPPENED, OVER, PLANNED, TERM, limits_of_day
from cases.families.forms import FamilyForm, NewFamilyFields
from cases.families.person_forms import NewPersonForm, PersonForm, PersonLine
from cases.models import CareCharge, Case, Family, Person, Placement, Referral
from cases.plans.forms import PlanForm
from cases.plans.goal_forms import GoalForm
from cases.records.kinds import KINDS
from cases.referrals.consent_forms import ConsentForm, EarlierRequestForm
from cases.referrals.forms import ReferralForm
from familycare.lib.fields import DayField
from reporting.exchange.columns import DayColumn, MonthColumn
from reporting.exchange.files import DOCUMENTS, FILES

pytestmark = pytest.mark.django_db
DAYS = [(file, column) for file in FILES for column in file.columns if isinstance(column, DayColumn)]
NAMES = [f"{file.name}.{column.name}" for file, column in DAYS]
EACH_DAY = pytest.mark.parametrize("file, column", DAYS, ids=NAMES)


def put(register, file, column, cell):
    """Write the cell into the first row that has a value in the column. Return the line on which the row begins."""
    text = StringIO(register.text(file.name), newline="")
    reader = csv.reader(text)
    header, *rows = reader
    place = header.index(column.name)
    row = next(row for row in rows if row[place])
    row[place] = cell
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    register.write(file.name, out.getvalue())
    return 2 + sum(1 + sum(cell.count("\n") for cell in before) for before in rows[: rows.index(row)])


def told(register, file, column, line):
    """What the import says about the cell."""
    place = f"{file.csv_name}:{line}: {column.name}: "
    return [error.removeprefix(place) for error in register.refusal() if error.startswith(place)]


def as_cell(column, day):
    return f"{day:%Y-%m}" if isinstance(column, MonthColumn) else f"{day}"


@EACH_DAY
def test_the_import_names_a_day_beyond_its_limit(register, file, column):
    ahead = limits_of_day(column.field).days_ahead
    days = 20 * 366 if ahead is None else ahead
    day = timezone.localdate() + timedelta(days=days + (32 if isinstance(column, MonthColumn) else 1))
    sentence = {None: "ten rok jest zbyt odległy", 366: "to ponad rok naprzód. Sprawdź datę"}
    cell = as_cell(column, day)
    line = put(register, file, column, cell)
    assert told(register, file, column, line) == [f"{cell}: {sentence.get(ahead, 'ten dzień jeszcze nie nadszedł')}"]


@EACH_DAY
def test_the_import_reads_the_last_day_within_its_limit(file, column):
    column.today = date(2024, 5, 20)
    last = column.today + timedelta(days=limits_of_day(column.field).days_ahead or 0)
    assert column.read(as_cell(column, last))


@EACH_DAY
def test_the_import_names_the_day_of_an_empty_field_of_a_spreadsheet(register, file, column):
    cell = as_cell(column, date(1900, 1, 1))
    line = put(register, file, column, cell)
    assert told(register, file, column, line) == [
        f"{cell}: tę datę arkusz wpisuje w puste pole. Podaj właściwą albo zostaw pole puste"
    ]


def test_the_import_names_a_birth_of_another_century(register):
    register.change("persons", "1990-05-14,90051412343", "1905-05-14,")
    assert register.refusal() == ["persons.csv:2: birth_date: 1905-05-14: to ponad 120 lat temu. Sprawdź rok"]


def test_a_pesel_of_the_future_is_refused_without_a_birth_date_too(register):
    register.change("persons", "2019-12-31,,", ",30210112341,")
    assert register.refusal() == [
        "persons.csv:5: pesel: PESEL jest błędny: data urodzenia, którą zawiera, jest w przyszłości."
    ]


def test_what_may_be_to_come():
    """Spelled out once more: who changes the table changes what a register and the pages accept."""
    limits = {f"{label}.{name}": each for label, fields in DAYS_TO_COME.items() for name, each in fields.items()}
    assert {name for name, each in limits.items() if each in (PLANNED, TERM)} == {
        "accounts.User.authorised_on",
        "accounts.User.secrecy_on",
        "accounts.User.last_day",
        "assistants.Absence.starts_on",
        "assistants.Absence.ends_on",
        "assistants.Appointment.planned_on",
        "assistants.Assignment.starts_on",
        "assistants.Assignment.ends_on",
        "assistants.Assistant.employed_from",
        "assistants.Assistant.employed_to",
        "assistants.Post.starts_on",
        "assistants.Post.ends_on",
        "assistants.Qualification.renew_on",
        "assistants.Substitution.starts_on",
        "assistants.Substitution.ends_on",
        "assistants.SupplementCap.since",
        "cases.Attachment.valid_until",
        "cases.Case.opened_on",
        "cases.CourtOrder.in_force_until",
        "cases.CourtOrder.first_report_on",
        "cases.CourtReport.due_on",
        "cases.FamilySupport.over_on",
        "cases.Help.over_on",
        "cases.OutsideContact.over_on",
        "cases.GoalAction.due_on",
        "cases.Plan.valid_until",
        "cases.Plan.review_on",
        "cases.PlanGoal.due_on",
        "cases.PlanGoal.action_due_on",
        "cases.DayCareCapacity.starts_on",
        "cases.DayCareCentre.permit_until",
        "cases.DayCareCentre.starts_on",
        "cases.DayCareCentre.ends_on",
        "cases.DayCareStay.over_on",
        "cases.SupportingFamily.starts_on",
        "cases.SupportingFamily.ends_on",
        "centre.LegalParameter.starts_on",
    }
    for model, name in (
        (Visit, "visited_on"),
        (Attendance, "attended_on"),
        (Training, "held_on"),
        (CareCharge, "month"),
        (Case, "closed_on"),
        (Family, "registered_on"),
        (Placement, "starts_on"),
    ):
        assert limits_of_day(model._meta.get_field(name)) == HAPPENED
    assert limits_of_day(Placement._meta.get_field("over_on")) == OVER


def test_the_table_names_fields_that_exist():
    models = {file.model._meta.label: file.model for file in (*FILES, DOCUMENTS)}
    for label, fields in DAYS_TO_COME.items():
        for name in fields:
            assert models[label]._meta.get_field(name)


FORMS = [
    *(kind.form for kind in KINDS),
    FamilyForm,
    PersonForm,
    NewPersonForm,
    PersonLine,
    PlanForm,
    GoalForm,
    ConsentForm,
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_forms_of_records_keep_the_same_limits(form):
    days = {name: field for name, field in form.base_fields.items() if isinstance(field, DayField)}
    assert days
    for name, field in days.items():
        assert field.limits == limits_of_day(form._meta.model._meta.get_field(name)), f"{form.__name__}.{name}"


@pytest.mark.parametrize(
    "form, name, model, of",
    [
        (NewFamilyFields, "birth_date", Person, "birth_date"),
        (ReferralForm, "referred_on", Referral, "referred_on"),
        (ReferralForm, "interview_on", Referral, "interview_on"),
        (ReferralForm, "consent_on", Referral, "consent_on"),
        (EarlierRequestForm, "referred_on", Referral, "referred_on"),
    ],
)
def test_other_forms_too(form, name, model, of):
    assert form.base_fields[name].limits == limits_of_day(model._meta.get_field(of))
