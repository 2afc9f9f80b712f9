"""Children outside of the family, and what the municipality pays."""

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


def once(ask):
    stays(ask)
    charges(ask)


def each_period(ask):
    current(ask)
    begun(ask)
    returned(ask)
    costs(ask)


def stays(ask):
    """Placements, whether one begins a stay, and when the stay in care began that it belongs to."""
    ask.table(
        "floor_stay",
        "person_id BIGINT, family_id BIGINT, form TEXT, kind TEXT, in_care BOOLEAN, starts_on DATE, over_on DATE, "
        "end_reason TEXT, begins BOOLEAN, care_started_on DATE",
    )
    earlier = "ORDER BY starts_on GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    ask.do(f"""
        INSERT INTO floor_stay
        SELECT person_id, family_id, form, kind, in_care, starts_on, over_on, end_reason,
               before IS NULL OR before < starts_on,
               MAX(CASE WHEN in_care AND (care_before IS NULL OR care_before < starts_on) THEN starts_on END)
                   OVER (PARTITION BY person_id ORDER BY starts_on)
        FROM (
            SELECT *, MAX(COALESCE(over_on, %(never)s)) OVER (PARTITION BY person_id {earlier}) AS before,
                   MAX(CASE WHEN in_care THEN COALESCE(over_on, %(never)s) END)
                       OVER (PARTITION BY person_id {earlier}) AS care_before
            FROM (
                SELECT person_id, family_id, form, {GROUP} AS kind, {GROUP} <> 'outside_care' AS in_care,
                       starts_on, over_on, end_reason
                FROM cases_placement JOIN cases_person AS person ON person.id = person_id
            ) AS placement
        ) AS chained
    """)


def charges(ask):
    """Charges with the place of the month: the earliest that touches it; and with the municipality's share."""
    ask.table("floor_charge", "person_id BIGINT, month DATE, total_cost NUMERIC(12, 2), kind TEXT, share INTEGER")
    years = ask.words.age("month", "care_started_on")
    ask.do(f"""
        INSERT INTO floor_charge
        SELECT person_id, month, total_cost, kind,
               CASE WHEN {years} < 1 THEN 10 WHEN {years} = 1 THEN 30 ELSE 50 END
        FROM (
            SELECT charge.person_id, month, total_cost, kind, care_started_on,
                   ROW_NUMBER() OVER (PARTITION BY charge.id ORDER BY starts_on) AS number
            FROM cases_carecharge AS charge
            LEFT JOIN floor_stay AS stay ON stay.person_id = charge.person_id AND in_care
                 AND (over_on IS NULL OR over_on > month) AND starts_on < {ask.words.month_after("month")}
            WHERE month BETWEEN %(start)s AND %(end)s
        ) AS places WHERE number = 1
    """)


def current(ask):
    ask.put(
        """
        WITH here AS (
            SELECT form, kind, in_care, care_started_on, person_id, stay.family_id
            FROM floor_stay AS stay JOIN cases_person AS person ON person.id = person_id
            WHERE starts_on <= %(end)s AND (over_on IS NULL OR over_on > %(end)s)
              AND birth_date <= %(end)s AND birth_date > %(eighteen)s AND NOT main_carer
              AND (joined_on IS NULL OR joined_on <= %(end)s) AND (left_on IS NULL OR left_on > %(end)s)
        )
        SELECT 'current/' || form, COUNT(DISTINCT person_id), COUNT(DISTINCT family_id) FROM here GROUP BY form
        UNION ALL
        SELECT 'current/' || kind, COUNT(DISTINCT person_id), COUNT(DISTINCT family_id) FROM here GROUP BY kind
        UNION ALL
        SELECT 'current/total', COUNT(DISTINCT person_id), COUNT(DISTINCT family_id) FROM here
        UNION ALL
        SELECT CASE WHEN care_started_on >= %(start)s THEN 'by_start/this_period'
                    WHEN care_started_on >= %(year_before)s THEN 'by_start/year_before'
                    ELSE 'by_start/earlier' END,
               COUNT(DISTINCT person_id), COUNT(DISTINCT family_id) FROM here WHERE in_care GROUP BY 1
        """,
        "placements_{}.children",
        "placements_{}.families",
    )


def child_on(ask, day):
    return f"""{ask.words.age(day, "birth_date")} < 18 AND birth_date <= {day} AND NOT main_carer
        AND (joined_on IS NULL OR joined_on <= {day}) AND (left_on IS NULL OR left_on > {day})"""


def begun(ask):
    ask.put(
        f"""
        SELECT COUNT(DISTINCT person_id), COUNT(DISTINCT stay.family_id),
               COUNT(DISTINCT person_id) FILTER (WHERE in_care), COUNT(DISTINCT stay.family_id) FILTER (WHERE in_care)
        FROM floor_stay AS stay JOIN cases_person AS person ON person.id = person_id
        WHERE begins AND starts_on BETWEEN %(start)s AND %(end)s AND {child_on(ask, "starts_on")}
        """,
        *("placement_flow/placed.children", "placement_flow/placed.families"),
        *("placement_flow/placed_in_care.children", "placement_flow/placed_in_care.families"),
    )


def returned(ask):
    ask.put(
        f"""
        SELECT COUNT(DISTINCT person_id), COUNT(DISTINCT stay.family_id)
        FROM floor_stay AS stay JOIN cases_person AS person ON person.id = person_id
        WHERE end_reason = 'returned_home' AND over_on BETWEEN %(start)s AND %(end)s AND {child_on(ask, "over_on")}
        """,
        "placement_flow/returned_home.children",
        "placement_flow/returned_home.families",
    )


def costs(ask):
    """The municipality's part of each month is rounded to a grosz, and kept in whole groszes."""
    these = "FROM floor_charge WHERE month BETWEEN %(start)s AND %(end)s"
    ask.put(
        f"SELECT kind, COUNT(DISTINCT person_id) {these} AND kind IS NOT NULL GROUP BY kind "
        f"UNION ALL SELECT 'total', COUNT(DISTINCT person_id) {these} AND kind IS NOT NULL",
        "care_costs/{}.children",
    )
    ask.put(
        f"""
        SELECT share, COUNT(*) FROM (
            SELECT share, kind, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY month DESC) AS number {these}
        ) AS last WHERE number = 1 AND kind IS NOT NULL GROUP BY share
        """,
        "care_costs/share_{}.children",
    )
    part = "(CAST(ROUND(total_cost * 100) AS BIGINT) * share + 50) / 100"
    ask.do(f"SELECT kind, share, SUM({part}) {these} AND kind IS NOT NULL GROUP BY kind, share")
    sums = {}
    for kind, share, cost in ask.cursor.fetchall():
        for name in (kind, f"share_{share}", "total"):
            sums[name] = sums.get(name, 0) + cost
    for name, cost in sums.items():
        ask.keep(f"care_costs/{name}.municipal_cost", cost, share=100)
