"""Who was served in a period and who was in these families: the terms that most tables begin with.

`take(period)` works the terms out once (`docs/domain.md`, *Terms of the figures*) and keeps the answer in two
temporary tables of the connection, `ServedFamily` and `Member`. Tables join them like any other model: no two of
them can understand "a child on the reference day" differently, and the work is done once for all of them.

The temporary tables hold one period at a time: read what you count or list before the next period is taken.
"""

from django.db import connection
from django.db.models import BooleanField, Case, Count, DateField, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from cases.models import Case as SupportCase
from cases.models import Person, Placement
from cases.spans import holds_in
from cases.vocabulary import FOSTER_CARE, CaseKind
from familycare.dates import age_expression
from reporting.models import FamilyKind, Member, ServedFamily

TABLES = {
    Member: """
        person_id bigint PRIMARY KEY, served_id bigint NOT NULL, age integer, is_child bool NOT NULL,
        is_placed bool NOT NULL, is_in_foster_care bool NOT NULL, is_disabled bool NOT NULL
    """,
    ServedFamily: """
        family_id bigint PRIMARY KEY, reference_day date NOT NULL, only_za_zyciem bool NOT NULL,
        children_at_home integer NOT NULL, kind varchar(20) NOT NULL
    """,
}


def take(period):
    """Fills ServedFamily and Member for the period."""
    with connection.cursor() as cursor:
        for model, columns in TABLES.items():
            cursor.execute(f"DROP TABLE IF EXISTS {model._meta.db_table}")
            cursor.execute(f"CREATE TEMPORARY TABLE {model._meta.db_table} ({columns})")
        _insert(cursor, ServedFamily, _served(period))
        _analyse(cursor, ServedFamily)
        _insert(cursor, Member, _members())
        cursor.execute("CREATE INDEX snapshot_member_served ON snapshot_member (served_id)")
        _analyse(cursor, Member)
    _describe_families()


def _served(period):
    """Families with a case active in the period; the reference day is the last day on which one of them is."""
    last_day = Least(Coalesce("closed_on", Value(period.end)), Value(period.end), output_field=DateField())
    return (
        SupportCase.objects.active_in(period)
        .order_by()
        .values("family")
        .annotate(
            reference_day=Max(last_day),
            other_cases=Count("pk", filter=~Q(kind=CaseKind.ZA_ZYCIEM)),
            only_za_zyciem=_truth(other_cases=0),
            children_at_home=Value(0),
            kind=Value(FamilyKind.DIFFICULTIES),
        )
        .values_list("family", "reference_day", "only_za_zyciem", "children_at_home", "kind")
    )


def _members():
    """Members of the served families on the reference day: born and joined by then, not yet gone."""
    day = F("family__served__reference_day")
    placed = Placement.objects.filter(holds_in("starts_on", "over_on", OuterRef("day"), OuterRef("day"))).filter(
        person=OuterRef("pk")
    )
    return (
        Person.objects.filter(family__served__isnull=False)
        .annotate(day=day, age=age_expression("birth_date", "family__served__reference_day"))
        .filter(Q(birth_date__isnull=True) | Q(birth_date__lte=day))
        .filter(Q(joined_on__isnull=True) | Q(joined_on__lte=day), Q(left_on__isnull=True) | Q(left_on__gt=day))
        .annotate(
            is_child=Coalesce(_truth(age__lt=18, main_carer=False), False),
            is_placed=Exists(placed),
            is_in_foster_care=Exists(placed.filter(form__in=FOSTER_CARE)),
        )
        .order_by()
        .values_list("pk", "family", "age", "is_child", "is_placed", "is_in_foster_care", "disability")
    )


def _describe_families():
    """What a family's members say of it: its children at home, and its kind."""
    children = Member.objects.filter(served=OuterRef("pk"), is_child=True)
    at_home = children.filter(is_placed=False).order_by().values("served").annotate(number=Count("pk"))
    ServedFamily.objects.update(
        children_at_home=Coalesce(Subquery(at_home.values("number")), 0),
        kind=Case(
            When(only_za_zyciem=True, then=Value(FamilyKind.ZA_ZYCIEM)),
            When(Exists(children.filter(is_in_foster_care=True)), then=Value(FamilyKind.IN_CARE)),
            default=Value(FamilyKind.DIFFICULTIES),
        ),
    )


def _truth(**conditions):
    return Case(When(Q(**conditions), then=True), default=False, output_field=BooleanField())


def _insert(cursor, model, rows):
    """INSERT … SELECT: the rows of a queryset go into the temporary table without passing through Python."""
    sql, params = rows.query.sql_with_params()
    columns = ", ".join(field.column for field in model._meta.concrete_fields)
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({columns}) {sql}", params)


def _analyse(cursor, model):
    # Nobody else gathers statistics of a temporary table, and plans without them are poor.
    if connection.vendor == "postgresql":
        cursor.execute(f"ANALYZE {model._meta.db_table}")
