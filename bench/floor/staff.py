"""The assistants: caseload, and the row of assistants in support."""

from decimal import Decimal

EMPLOYED = "employed_from <= %(end)s AND (employed_to IS NULL OR employed_to >= %(end)s)"


def prepare(statements):
    """Create a table of spans of days on which an assistant had a family, however many of its cases were open."""
    statements.create("floor_care_of", "assistant_id BIGINT, starts_on DATE, ends_on DATE")
    earlier = "PARTITION BY assistant_id, family_id ORDER BY starts_on ROWS BETWEEN UNBOUNDED PRECEDING AND"
    statements.run(f"""
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


def gather(statements):
    loads(statements)
    largest_load(statements)


def loads(statements):
    """Collect the figures of the last day of the period."""
    ((assistants, families, at_cap),) = statements.run(f"""
        SELECT COUNT(*), SUM(load), COUNT(*) FILTER (WHERE load >= 15)
        FROM assistants_assistant AS assistant
        LEFT JOIN (
            SELECT assistant_id, COUNT(*) AS load FROM floor_care_of
            WHERE starts_on <= %(end)s AND ends_on >= %(end)s GROUP BY assistant_id
        ) AS loads ON loads.assistant_id = assistant.id
        WHERE {EMPLOYED}
    """)
    statements.keep("support/assistants", assistants)
    statements.keep("caseload/average", Decimal(families or 0), divisor=assistants or 1)
    statements.keep("caseload/at_cap", at_cap)


def largest_load(statements):
    """Add up families that come and go. Within a day they come first, because the last day still counts."""
    statements.collect(
        f"""
        WITH those AS (
            SELECT assistant_id, starts_on, ends_on FROM floor_care_of
            WHERE starts_on <= %(end)s AND ends_on >= %(start)s
              AND assistant_id IN (SELECT id FROM assistants_assistant WHERE {EMPLOYED})
        )
        SELECT MAX(load) FROM (
            SELECT SUM(step) OVER (PARTITION BY assistant_id ORDER BY day, step DESC ROWS UNBOUNDED PRECEDING) AS load
            FROM (
                SELECT assistant_id, {statements.dialect.greatest}(starts_on, %(start)s) AS day, 1 AS step FROM those
                UNION ALL
                SELECT assistant_id, ends_on, -1 FROM those
            ) AS steps
        ) AS loads
        """,
        "caseload/max",
    )
