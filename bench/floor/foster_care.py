"""What the municipality pays for children in foster care: care_costs. Also the placements that `families` reads."""

from collections import Counter

from cases.choices import PLACEMENT_GROUPS, PlacementGroup

FORMS_OF = {
    group: ", ".join(f"'{form.value}'" for form in PLACEMENT_GROUPS[group])
    for group in (PlacementGroup.FAMILY_CARE, PlacementGroup.INSTITUTIONAL_CARE)
}
GROUP = (
    f"CASE WHEN form IN ({FORMS_OF[PlacementGroup.FAMILY_CARE]}) THEN 'family_care' "
    f"WHEN form IN ({FORMS_OF[PlacementGroup.INSTITUTIONAL_CARE]}) THEN 'institutional_care' "
    "ELSE 'outside_care' END"
)


def prepare(statements):
    stays(statements)
    charges(statements)


def gather(statements):
    """The municipality's part of each month is rounded to a grosz, and kept in whole groszes."""
    these = "FROM floor_charge WHERE month BETWEEN %(start)s AND %(end)s"
    statements.collect(
        f"SELECT kind, COUNT(DISTINCT individual) {these} AND kind IS NOT NULL GROUP BY kind "
        f"UNION ALL SELECT 'total', COUNT(DISTINCT individual) {these} AND kind IS NOT NULL",
        "care_costs/{}.children",
    )
    statements.collect(
        f"""
        SELECT share, COUNT(DISTINCT individual) FROM (
            SELECT share, kind, individual, RANK() OVER (PARTITION BY individual ORDER BY month DESC) AS number {these}
        ) AS last WHERE number = 1 AND kind IS NOT NULL GROUP BY share
        """,
        "care_costs/share_{}.children",
    )
    part = "(CAST(ROUND(total_cost * 100) AS BIGINT) * share + 50) / 100"
    sums = Counter()
    found = f"SELECT kind, share, SUM({part}) {these} AND kind IS NOT NULL GROUP BY kind, share"
    for kind, share, groszes in statements.run(found):
        for name in (kind, f"share_{share}", "total"):
            sums[name] += groszes
    of_age = f"{these} AND kind IS NOT NULL AND age >= 18"
    ((persons, groszes),) = statements.run(f"SELECT COUNT(DISTINCT individual), SUM({part}) {of_age}")
    statements.keep("care_costs/adult_wards.persons", persons)
    sums["adult_wards"] = groszes or 0
    for name, groszes in sums.items():
        statements.keep(f"care_costs/{name}.municipal_cost", groszes, divisor=100)


def stays(statements):
    """Create a table of placements, with the first day of the stay in foster care that each belongs to."""
    statements.create(
        "floor_stay",
        "person_id BIGINT, individual BIGINT, kind TEXT, in_care BOOLEAN, starts_on DATE, over_on DATE, "
        "care_started_on DATE",
    )
    statements.run(f"""
        INSERT INTO floor_stay
        SELECT person_id, individual, kind, in_care, starts_on, over_on,
               MAX(CASE WHEN in_care AND (care_before IS NULL OR care_before < starts_on) THEN starts_on END)
                   OVER (PARTITION BY individual ORDER BY starts_on)
        FROM (
            SELECT *, MAX(CASE WHEN in_care THEN COALESCE(over_on, %(never)s) END) OVER (
                PARTITION BY individual ORDER BY starts_on GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS care_before
            FROM (
                SELECT person_id, individual, {GROUP} AS kind, {GROUP} <> 'outside_care' AS in_care, starts_on, over_on
                FROM cases_placement JOIN cases_person AS person ON person.id = person_id
            ) AS placement
        ) AS chained
    """)


def charges(statements):
    """Charges with the place of the month (the earliest that touches it) and the municipality's share."""
    dialect = statements.dialect
    statements.create(
        "floor_charge",
        "individual BIGINT, month DATE, total_cost NUMERIC(12, 2), kind TEXT, share INTEGER, age INTEGER",
    )
    years = dialect.age("month", "care_started_on")
    statements.run(f"""
        INSERT INTO floor_charge
        SELECT individual, month, total_cost, kind,
               CASE WHEN {years} < 1 THEN 10 WHEN {years} = 1 THEN 30 ELSE 50 END, age
        FROM (
            SELECT person.individual, {dialect.age("month", "birth_date")} AS age, month, total_cost, kind,
                   care_started_on,
                   ROW_NUMBER() OVER (PARTITION BY charge.id ORDER BY starts_on) AS number
            FROM cases_carecharge AS charge
            JOIN cases_person AS person ON person.id = charge.person_id
            LEFT JOIN floor_stay AS stay ON stay.person_id = charge.person_id AND in_care
                 AND (over_on IS NULL OR over_on > month) AND starts_on < {dialect.month_after("month")}
            WHERE month BETWEEN %(start)s AND %(end)s
        ) AS places WHERE number = 1
    """)
