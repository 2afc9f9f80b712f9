"""The diary and the workshops: work, workshops."""

IN_PERIOD = "BETWEEN %(start)s AND %(end)s"


def prepare(statements):
    pass


def gather(statements):
    work(statements)
    events(statements)
    participants(statements)


def work(statements):
    advice = minutes = 0
    for kind, visits, given, spent in statements.run(f"""
        SELECT kind, COUNT(*), SUM(advice_count), SUM(CASE WHEN event = '' THEN minutes END) FROM assistants_visit
        WHERE visited_on {IN_PERIOD} GROUP BY kind
        UNION ALL
        SELECT '', 0, 0, SUM(longest) FROM (
            SELECT MAX(minutes) AS longest FROM assistants_visit
            WHERE visited_on {IN_PERIOD} AND event <> '' GROUP BY assistant_id, event
        ) AS occasions
    """):
        if kind:
            statements.keep(f"work/{kind}", visits)
        advice += given or 0
        minutes += spent or 0
    statements.keep("work/advice", advice)
    statements.keep("work/hours", minutes, divisor=60)


def events(statements):
    total = 0
    for kind, number in statements.run(f"""
        SELECT kind, COUNT(*) FROM (
            SELECT DISTINCT workshop_id, attended_on FROM assistants_attendance WHERE attended_on {IN_PERIOD}
        ) AS events JOIN assistants_workshop AS workshop ON workshop.id = workshop_id GROUP BY kind
    """):
        statements.keep(f"workshops/{kind}.events", number)
        total += number
    statements.keep("workshops/events", total)


def participants(statements):
    age = statements.dialect.age("first_on", "birth_date")
    counts = (
        "COUNT(DISTINCT individual), "
        f"COUNT(DISTINCT CASE WHEN first_on = earliest AND {age} < 18 THEN individual END), COUNT(DISTINCT family_id)"
    )
    statements.collect(
        f"""
        WITH attended AS (
            SELECT kind, individual, family_id, birth_date, MIN(attended_on) AS first_on
            FROM assistants_attendance
            JOIN assistants_workshop AS workshop ON workshop.id = workshop_id
            JOIN cases_person AS person ON person.id = person_id
            WHERE attended_on {IN_PERIOD} GROUP BY kind, individual, family_id, birth_date
        )
        SELECT kind || '.', {counts} FROM (
            SELECT *, MIN(first_on) OVER (PARTITION BY kind, individual) AS earliest FROM attended
        ) AS of_kinds GROUP BY kind
        UNION ALL
        SELECT '', {counts} FROM (
            SELECT *, MIN(first_on) OVER (PARTITION BY individual) AS earliest FROM attended
        ) AS of_all
        """,
        "workshops/{}participants",
        "workshops/{}children",
        "workshops/{}families",
    )
