"""Cases: za_zyciem, assessments."""

ACTIVE = "opened_on <= %(end)s AND (closed_on IS NULL OR closed_on >= %(start)s) AND kind = 'za_zyciem'"


def prepare(statements):
    """From the opening of a case, and from each assessment, to the day on which the next one is due."""
    statements.create("floor_step", "due_on DATE, closed_on DATE, held_on DATE")
    statements.run(f"""
        INSERT INTO floor_step
        SELECT {statements.dialect.half_year_after("since_on")}, closed_on,
               LEAD(since_on) OVER (PARTITION BY case_id ORDER BY since_on, held)
        FROM (
            SELECT id AS case_id, closed_on, opened_on AS since_on, 0 AS held FROM cases_case
            UNION ALL
            SELECT DISTINCT cases_case.id, closed_on, held_on, 1
            FROM cases_assessment JOIN cases_case ON cases_case.id = case_id WHERE held_on >= opened_on
        ) AS days
    """)


def gather(statements):
    za_zyciem(statements)
    assessments(statements)


def za_zyciem(statements):
    details = f"FROM cases_case JOIN cases_zazyciem AS detail ON detail.case_id = cases_case.id WHERE {ACTIVE}"
    statements.collect(
        f"SELECT entitlement, COUNT(DISTINCT detail.family_id) {details} GROUP BY 1", "za_zyciem/{}.families"
    )
    statements.collect(
        f"""
        SELECT (SELECT COUNT(DISTINCT family_id) FROM cases_case WHERE {ACTIVE}),
               (SELECT COUNT(DISTINCT individual) FROM floor_member WHERE is_child AND family_id IN (
                    SELECT family_id FROM cases_case WHERE {ACTIVE})),
               (SELECT COUNT(DISTINCT detail.case_id) {details} AND at_risk_pregnancy),
               (SELECT COUNT(*) FROM cases_zazyciem WHERE benefit_granted_on BETWEEN %(start)s AND %(end)s)
        """,
        "za_zyciem/families",
        "za_zyciem/children",
        "za_zyciem/at_risk_pregnancies",
        "za_zyciem/benefits",
    )


def assessments(statements):
    """Count assessments. A step that ends with one is due once; any other is due again each half-year."""
    dialect = statements.dialect
    statements.collect(
        f"""
        WITH RECURSIVE missing (due_on, closed_on) AS (
            SELECT due_on, closed_on FROM floor_step
            WHERE due_on <= %(end)s AND (closed_on IS NULL OR due_on <= closed_on)
              AND (held_on IS NULL OR held_on > %(end)s)
            UNION ALL
            SELECT {dialect.half_year_after("due_on")}, closed_on FROM missing
            WHERE {dialect.half_year_after("due_on")} <=
                  {dialect.least}(COALESCE(closed_on, %(end)s), %(end)s)
        )
        SELECT on_time, late, missing, on_time + late + missing
        FROM (SELECT COUNT(*) FILTER (WHERE held_on <= due_on) AS on_time,
                     COUNT(*) FILTER (WHERE held_on > due_on) AS late
              FROM floor_step
              WHERE due_on BETWEEN %(start)s AND %(end)s AND (closed_on IS NULL OR due_on <= closed_on)
                AND held_on <= %(end)s) AS held,
             (SELECT COUNT(*) AS missing FROM missing WHERE due_on >= %(start)s) AS others
        """,
        *("assessments/on_time", "assessments/late", "assessments/missing", "assessments/due"),
    )
