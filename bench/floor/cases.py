"""Cases: flow, basis, closures, outcomes, „Za życiem”, assessments."""

from bench.floor.terms import with_group

ACTIVE = "opened_on <= %(end)s AND (closed_on IS NULL OR closed_on >= %(start)s)"


def once(ask):
    due_steps(ask)


def each_period(ask):
    flow(ask)
    closures(ask)
    court_ordered(ask)
    outcomes(ask)
    za_zyciem(ask)
    assessments(ask)


def flow(ask):
    closed = "closed_on <= %(end)s"
    ask.put(
        f"""
        SELECT COUNT(*) FILTER (WHERE opened_on < %(start)s), COUNT(*) FILTER (WHERE opened_on >= %(start)s),
               COUNT(*) FILTER (WHERE {closed}), COUNT(*) FILTER (WHERE closed_on IS NULL OR closed_on > %(end)s),
               COUNT(*) FILTER (WHERE kind = 'za_zyciem'),
               COUNT(DISTINCT family_id) FILTER (WHERE kind = 'za_zyciem'),
               COUNT(DISTINCT family_id) FILTER (WHERE kind = 'za_zyciem'),
               COUNT(*) FILTER (WHERE {closed}), COUNT(DISTINCT family_id) FILTER (WHERE {closed}),
               COUNT(*) FILTER (WHERE {closed} AND closing_reason = 'goals_achieved'),
               COUNT(*) FILTER (WHERE {closed} AND closing_reason IN ('family_withdrew', 'no_results')),
               COUNT(*) FILTER (WHERE {closed}
                                AND closing_reason NOT IN ('goals_achieved', 'family_withdrew', 'no_results'))
        FROM cases_case WHERE {ACTIVE}
        """,
        *("flow/open_at_start", "flow/opened", "flow/closed", "flow/open_at_end"),
        *("basis/za_zyciem_cases", "basis/za_zyciem_families", "za_zyciem/families"),
        *("closures/total", "closures/families"),
        *("closure_results/completed", "closure_results/interrupted", "closure_results/other"),
    )


def closures(ask):
    ask.put(
        """
        SELECT closing_reason, COUNT(*) FROM cases_case
        WHERE closed_on BETWEEN %(start)s AND %(end)s AND closing_reason <> '' GROUP BY 1
        """,
        "closures/{}",
    )


def court_ordered(ask):
    words = ask.words
    ask.put(
        f"""
        SELECT COUNT(DISTINCT cases_case.id), COUNT(DISTINCT cases_case.family_id)
        FROM cases_case JOIN cases_courtorder AS court ON court.family_id = cases_case.family_id
        WHERE {ACTIVE} AND court.kind = 'assistant_obligation'
          AND issued_on <= {words.least}(COALESCE(closed_on, %(end)s), %(end)s)
          AND (in_force_until IS NULL OR in_force_until > {words.greatest}(opened_on, %(start)s, issued_on))
        """,
        "basis/court_ordered_cases",
        "basis/court_ordered_families",
    )


def outcomes(ask):
    ask.put(
        f"""
        SELECT term.code, COUNT(DISTINCT family_id), SUM(persons)
        FROM cases_outcome AS outcome
        JOIN cases_case ON cases_case.id = outcome.case_id
        JOIN {with_group("centre_outcomekind")} ON term.own = outcome.outcome_id
        WHERE achieved_on BETWEEN %(start)s AND %(end)s
        GROUP BY term.code
        """,
        "outcomes/{}",
        "outcomes/{}.persons",
    )


def za_zyciem(ask):
    ask.put(
        f"""
        SELECT entitlement, COUNT(DISTINCT detail.family_id)
        FROM cases_case JOIN cases_zazyciem AS detail ON detail.case_id = cases_case.id
        WHERE {ACTIVE} AND kind = 'za_zyciem' GROUP BY 1
        """,
        "za_zyciem/{}.families",
    )
    ask.put(
        f"""
        SELECT (SELECT COUNT(*) FROM floor_member WHERE is_child AND family_id IN (
                    SELECT family_id FROM cases_case WHERE {ACTIVE} AND kind = 'za_zyciem')),
               (SELECT COUNT(DISTINCT detail.case_id)
                FROM cases_case JOIN cases_zazyciem AS detail ON detail.case_id = cases_case.id
                WHERE {ACTIVE} AND kind = 'za_zyciem' AND at_risk_pregnancy),
               (SELECT COUNT(*) FROM cases_zazyciem WHERE benefit_granted_on BETWEEN %(start)s AND %(end)s)
        """,
        "za_zyciem/children",
        "za_zyciem/at_risk_pregnancies",
        "za_zyciem/benefits",
    )


def due_steps(ask):
    """From the opening of a case, and from each assessment, to the day on which the next one is due."""
    ask.table("floor_step", "due_on DATE, closed_on DATE, held_on DATE")
    ask.do(f"""
        INSERT INTO floor_step
        SELECT {ask.words.half_year_after("since_on")}, closed_on,
               LEAD(since_on) OVER (PARTITION BY case_id ORDER BY since_on, held)
        FROM (
            SELECT id AS case_id, closed_on, opened_on AS since_on, 0 AS held FROM cases_case
            UNION ALL
            SELECT DISTINCT cases_case.id, closed_on, held_on, 1
            FROM cases_assessment JOIN cases_case ON cases_case.id = case_id WHERE held_on >= opened_on
        ) AS days
    """)


def assessments(ask):
    """Steps with an assessment at their end are due once; the others each half-year anew."""
    ask.put(
        f"""
        WITH RECURSIVE missing (due_on, closed_on) AS (
            SELECT due_on, closed_on FROM floor_step
            WHERE due_on <= %(until)s AND (closed_on IS NULL OR due_on <= closed_on)
              AND (held_on IS NULL OR held_on > %(until)s)
            UNION ALL
            SELECT {ask.words.half_year_after("due_on")}, closed_on FROM missing
            WHERE {ask.words.half_year_after("due_on")} <=
                  {ask.words.least}(COALESCE(closed_on, %(until)s), %(until)s)
        )
        SELECT on_time, late, missing, on_time + late + missing
        FROM (SELECT COUNT(*) FILTER (WHERE held_on <= due_on) AS on_time,
                     COUNT(*) FILTER (WHERE held_on > due_on) AS late
              FROM floor_step
              WHERE due_on BETWEEN %(start)s AND %(until)s AND (closed_on IS NULL OR due_on <= closed_on)
                AND held_on <= %(until)s) AS held,
             (SELECT COUNT(*) AS missing FROM missing WHERE due_on >= %(start)s) AS others
        """,
        *("assessments/on_time", "assessments/late", "assessments/missing", "assessments/due"),
    )
