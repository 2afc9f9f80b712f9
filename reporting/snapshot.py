"""Who was served in a period and who was in these families: the terms that most tables begin with.

`take(period)` works the terms out once (`docs/domain.md`, *Terms of the figures*) and keeps the answer in two
temporary tables of the connection, `ServedFamily` and `Member`. Tables of figures join them like any other model:
no two of them can understand "a child on the reference day" differently, and the work is done once for all.

The temporary tables hold one period at a time: read what you count or list before the next period is taken.
"""

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least

from cases.models import Case as SupportCase
from cases.models import Person, Placement
from cases.spans import holds_in
from cases.vocabulary import FOSTER_CARE, CaseKind
from familycare import bulk
from familycare.dates import age_expression
from reporting.models import FamilyKind, Member, ServedFamily


def take(period):
    """Fills ServedFamily and Member for the period. Returns a token by which `taken` knows this snapshot again."""
    fill(ServedFamily, _served(period))
    fill(Member, _members(), index="served_id")
    _describe_families()
    connection.snapshot = object()
    return connection.snapshot


def taken():
    """The token of the last snapshot of this connection, or None."""
    return getattr(connection, "snapshot", None)


def fill(model, rows, index=None):
    """Makes the temporary table of `model` anew, with `rows`: a `values_list` queryset of its fields in their order
    (the database copies these itself), or a list of tuples of them. Each row brings its own key."""
    table = model._meta.db_table
    fields = model._meta.concrete_fields
    columns = ", ".join(
        f"{field.column} {field.rel_db_type(connection) if field.is_relation else field.db_type(connection)}"
        for field in fields
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(f"CREATE TEMPORARY TABLE {table} ({columns})")
        if isinstance(rows, list):
            bulk.insert(model, [field.name for field in fields], rows)
        else:
            sql, params = rows.query.sql_with_params()
            names = ", ".join(field.column for field in fields)
            cursor.execute(f"INSERT INTO {table} ({names}) {sql}", params)
        for column in filter(None, (model._meta.pk.column, index)):
            cursor.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
        if connection.vendor == "postgresql":
            # Nobody else gathers statistics of a temporary table, and plans without them are poor.
            cursor.execute(f"ANALYZE {table}")


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
            supported_since=Min("opened_on"),
            open_cases=Count("pk", filter=Q(closed_on__isnull=True)),
            supported_until=Case(When(open_cases=0, then=Max("closed_on"))),
            children_at_home=Value(0),
            kind=Value(FamilyKind.DIFFICULTIES),
        )
        .values_list(
            "family",
            "reference_day",
            "only_za_zyciem",
            "supported_since",
            "supported_until",
            "children_at_home",
            "kind",
        )
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
