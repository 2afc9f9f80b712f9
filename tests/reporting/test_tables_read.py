"""Which tables a query reads: those that its SQL names."""

import re

import pytest
from django.db.models import Case, Count, Exists, F, FilteredRelation, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from cases.models import Case as SupportCase
from cases.models import Family, Person
from reporting.figures.combined_query import CombinedQuery
from reporting.figures.ctes import WORKING_TABLES
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import rows_of
from reporting.figures.tables_read import tables_read
from reporting.models import Member, ServedFamily

MEMBER, SERVED, FAMILY, PERSON = "snapshot_member", "snapshot_family", "cases_family", "cases_person"
CASE = "cases_case"
FAMILIES, MEMBERS = Family.objects.order_by(), Member.objects.order_by()
OF_FAMILY = MEMBERS.filter(served=OuterRef("pk"))
SERVED_CASES = SupportCase.objects.order_by().filter(family__in=ServedFamily.objects.values("family"))


READING = {
    "itself": (MEMBERS, {MEMBER}),
    "nothing else": (FAMILIES.filter(name="A"), {FAMILY}),
    "join": (FAMILIES.filter(served__children_at_home=1), {FAMILY, SERVED}),
    "join over a join": (FAMILIES.filter(persons__member__is_child=True), {FAMILY, PERSON, MEMBER}),
    "join of an annotation": (FAMILIES.annotate(kind=F("served__kind")), {FAMILY, SERVED}),
    "column in place of a join": (MEMBERS.filter(served__family=1, person__pk=1), {MEMBER}),
    "isnull": (FAMILIES.filter(served__isnull=True), {FAMILY, SERVED}),
    "exclude": (FAMILIES.exclude(persons__member__is_child=True), {FAMILY, PERSON, MEMBER}),
    "list": (FAMILIES.filter(pk__in=MEMBERS.values("served")), {FAMILY, MEMBER}),
    "list of a relation": (
        SupportCase.objects.order_by().filter(family__in=FAMILIES.filter(Exists(OF_FAMILY))),
        {CASE, FAMILY, MEMBER},
    ),
    "exists": (FAMILIES.filter(Exists(OF_FAMILY)), {FAMILY, MEMBER}),
    "not exists, or something else": (FAMILIES.filter(~Exists(OF_FAMILY) | Q(name="A")), {FAMILY, MEMBER}),
    "exists within exists": (
        FAMILIES.filter(Exists(SupportCase.objects.filter(Exists(MEMBERS.filter(served=OuterRef("family")))))),
        {FAMILY, CASE, MEMBER},
    ),
    "outer reference over a join": (
        FAMILIES.filter(Exists(Person.objects.filter(birth_date__lte=OuterRef("served__reference_day")))),
        {FAMILY, SERVED, PERSON},
    ),
    "subquery": (FAMILIES.annotate(oldest=Subquery(OF_FAMILY.values("age")[:1])), {FAMILY, MEMBER}),
    "subquery that is filtered by": (
        FAMILIES.alias(oldest=Subquery(OF_FAMILY.values("age")[:1])).filter(oldest__gt=50),
        {FAMILY, MEMBER},
    ),
    "subquery that nothing asks for": (FAMILIES.annotate(has=Exists(OF_FAMILY)).values("name"), {FAMILY}),
    "subquery within functions": (
        FAMILIES.annotate(
            word=Case(When(Exists(OF_FAMILY), then=Value("a")), default=Coalesce(F("district"), Value("")))
        ),
        {FAMILY, MEMBER},
    ),
    "filter of an aggregate": (
        FAMILIES.values("district").annotate(n=Count("pk", filter=Exists(OF_FAMILY))),
        {FAMILY, MEMBER},
    ),
    "having": (
        FAMILIES.annotate(oldest=Max("persons__member__age")).filter(oldest__gt=50).values("pk"),
        {FAMILY, PERSON, MEMBER},
    ),
    "group": (FAMILIES.values("served__kind").annotate(n=Count("pk")), {FAMILY, SERVED}),
    "group by a subquery": (
        FAMILIES.annotate(has=Exists(OF_FAMILY)).values("has").annotate(n=Count("pk")).values("n"),
        {FAMILY, MEMBER},
    ),
    "order": (Family.objects.order_by("served__kind"), {FAMILY, SERVED}),
    "order by a subquery": (Family.objects.order_by(Exists(OF_FAMILY)), {FAMILY, MEMBER}),
    "related records": (MEMBERS.select_related("served"), {MEMBER, SERVED}),
    "filtered relation": (
        FAMILIES.annotate(
            a=FilteredRelation("persons", condition=Q(Exists(MEMBERS.filter(person=OuterRef("persons__pk")))))
        ).filter(a__first_name="A"),
        {FAMILY, PERSON, MEMBER},
    ),
    "union": (FAMILIES.values("pk").union(MEMBERS.values("served")), {FAMILY, MEMBER}),
    "union of what reads more": (
        FAMILIES.values("pk").union(FAMILIES.filter(Exists(OF_FAMILY)).values("pk")),
        {FAMILY, MEMBER},
    ),
    "list of a union": (
        FAMILIES.filter(pk__in=SERVED_CASES.values("family").union(MEMBERS.values("served"))),
        {FAMILY, CASE, SERVED, MEMBER},
    ),
}


@pytest.mark.parametrize(("queryset", "tables"), READING.values(), ids=READING)
def test_finds_every_table_and_no_other(queryset, tables):
    assert tables_read(queryset.query) == tables
    assert tables_named_in(str(queryset.query)) == tables


def test_reading_changes_no_query():
    queryset = Family.objects.order_by("served__kind").filter(Exists(OF_FAMILY))
    sql = str(queryset.query)
    tables_read(queryset.query)
    assert str(queryset.query) == sql


@pytest.mark.django_db
def test_agrees_with_the_sql_of_every_figure():
    rows = [row for those in rows_of(catalogue().values()).values() for row in those]
    queries = CombinedQuery(rows).queries
    assert len(queries) > 30
    for query in queries:
        assert query.tables == tables_named_in(query.sql), f"reporting/figures/tables_read.py misreads {query.sql}"


@pytest.mark.parametrize("name", WORKING_TABLES)
def test_agrees_with_the_sql_of_every_working_table(name):
    sql, _params, others = WORKING_TABLES[name].definition
    assert others == tables_named_in(sql) - {name}


def tables_named_in(sql):
    """The names after FROM and JOIN."""
    return set(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))
