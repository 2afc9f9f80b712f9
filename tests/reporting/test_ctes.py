"""Working tables, which are read like models and hold the rows of one period."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.models import Family
from reporting.figures.ctes import definitions_for, read
from reporting.models import ReferenceDay, ServedFamily
from reporting.periods import Period
from tests.factories import CaseFactory, PersonFactory

pytestmark = pytest.mark.django_db
YEAR = Period.year(2024).known


def test_hold_the_rows_of_one_period():
    closed = CaseFactory(opened_on="2022-01-01", closed_on="2023-06-30").family
    opened = CaseFactory(opened_on="2024-02-01").family
    for year, families in ((2023, {closed}), (2024, {opened}), (2021, set())):
        served = read(ServedFamily.objects.select_related("family"), Period.year(year).known)
        assert {each.family for each in served} == families


def test_are_current_after_a_change():
    case = CaseFactory(opened_on="2024-02-01")
    (day,) = read(ReferenceDay.objects.all(), YEAR)
    assert day.supported_until is None
    case.closed_on = "2024-03-31"
    case.save()
    (day,) = read(ReferenceDay.objects.all(), YEAR)
    assert str(day.supported_until) == "2024-03-31"


def test_can_be_joined_and_used_in_subqueries():
    person = PersonFactory(family=CaseFactory(opened_on="2024-02-01").family, birth_date="2020-05-01")
    CaseFactory(opened_on="2025-02-01")
    families = Family.objects.filter(pk__in=ServedFamily.objects.values("family"), served__children_at_home=1)
    assert read(families, YEAR) == [person.family]
    (member,) = read(person.family.persons.filter(member__served__family=person.family), YEAR)
    assert member == person


def test_do_not_exist_in_the_database():
    with pytest.raises(DatabaseError), transaction.atomic():
        list(ServedFamily.objects.all())


def test_a_statement_defines_no_more_than_it_reads():
    with CaptureQueriesContext(connection) as queries:
        read(Family.objects.all(), YEAR)
        read(ReferenceDay.objects.all(), YEAR)
    assert [query["sql"].count("snapshot_") > 0 for query in queries] == [False, True]
    assert definitions_for({"cases_family"}) == ("", ())
    of_days, _params = definitions_for({"snapshot_reference_day"})
    assert "snapshot_member" not in of_days
    # A table comes after those that it reads.
    of_members, _params = definitions_for({"snapshot_member", "cases_family"})
    assert of_members.index('"snapshot_reference_day" (') < of_members.index('"snapshot_placed" (')
    assert of_members.index('"snapshot_placed" (') < of_members.index('"snapshot_member" (')
