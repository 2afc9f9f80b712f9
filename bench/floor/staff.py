"""The assistants: posts, caseload, trainings."""

from decimal import Decimal

from bench.floor.terms import with_group

EMPLOYED = "employed_from <= %(end)s AND (employed_to IS NULL OR employed_to >= %(end)s)"


def once(ask):
    """Spans of days on which an assistant had a family, whatever number of cases it had."""
    ask.table("floor_care_of", "assistant_id BIGINT, starts_on DATE, ends_on DATE")
    earlier = "PARTITION BY assistant_id, family_id ORDER BY starts_on ROWS BETWEEN UNBOUNDED PRECEDING AND"
    ask.do(f"""
        INSERT INTO floor_care_of
        SELECT assistant_id, MIN(starts_on), MAX(ends_on) FROM (
            SELECT *, COUNT(*) FILTER (WHERE before IS NULL OR before < starts_on) OVER ({earlier} CURRENT ROW) AS span
            FROM (
                SELECT assistant_id, family_id, starts_on, COALESCE(ends_on, %(never)s) AS ends_on,
                       MAX(COALESCE(ends_on, %(never)s)) OVER ({earlier} 1 PRECEDING) AS before
                FROM assistants_assignment
            ) AS those
        ) AS spans GROUP BY assistant_id, family_id, span
    """)


def each_period(ask):
    posts(ask)
    loads(ask)
    largest_load(ask)
    trainings(ask)


def posts(ask):
    those = "FROM assistants_post AS post {} WHERE starts_on <= %(end)s AND (ends_on IS NULL OR ends_on >= %(end)s)"
    terms = f"JOIN {with_group('centre_funding')} ON term.own = post.funding_id"
    ask.put(
        f"SELECT term.code, SUM(fraction) {those.format(terms)} GROUP BY term.code "
        f"UNION ALL SELECT 'total', SUM(fraction) {those.format('')}",
        "posts/{}",
    )


def loads(ask):
    ask.do(f"""
        SELECT COUNT(*), SUM(load), COUNT(*) FILTER (WHERE load >= 15)
        FROM assistants_assistant AS assistant
        LEFT JOIN (
            SELECT assistant_id, COUNT(*) AS load FROM floor_care_of
            WHERE starts_on <= %(end)s AND ends_on >= %(end)s GROUP BY assistant_id
        ) AS loads ON loads.assistant_id = assistant.id
        WHERE {EMPLOYED}
    """)
    assistants, families, at_cap = ask.cursor.fetchone()
    ask.keep("support/assistants", assistants)
    ask.keep("caseload/average", Decimal(families or 0), share=assistants or 1)
    ask.keep("caseload/at_cap", at_cap)


def largest_load(ask):
    """Families come and go; on one day they come first, as a last day still counts."""
    ask.put(
        f"""
        WITH those AS (
            SELECT assistant_id, starts_on, ends_on FROM floor_care_of
            WHERE starts_on <= %(end)s AND ends_on >= %(start)s
              AND assistant_id IN (SELECT id FROM assistants_assistant WHERE {EMPLOYED})
        )
        SELECT MAX(load) FROM (
            SELECT SUM(step) OVER (PARTITION BY assistant_id ORDER BY day, step DESC ROWS UNBOUNDED PRECEDING) AS load
            FROM (
                SELECT assistant_id, {ask.words.greatest}(starts_on, %(start)s) AS day, 1 AS step FROM those
                UNION ALL
                SELECT assistant_id, ends_on, -1 FROM those
            ) AS steps
        ) AS loads
        """,
        "caseload/max",
    )


def trainings(ask):
    these = "FROM assistants_training WHERE held_on BETWEEN %(start)s AND %(end)s"
    ask.put(
        f"""
        SELECT COUNT(DISTINCT assistant_id), COALESCE(SUM(hours) FILTER (WHERE kind = 'training'), 0),
               COALESCE(SUM(hours) FILTER (WHERE kind = 'supervision'), 0) {these}
        """,
        *("trainings/assistants", "trainings/training.hours", "trainings/supervision.hours"),
    )
    ask.put(
        f"SELECT kind, COUNT(*) FROM (SELECT DISTINCT kind, title, held_on {these}) AS events GROUP BY kind",
        "trainings/{}.events",
    )
