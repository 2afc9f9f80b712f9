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
        SELECT kind, COUNT(*), SUM(advice_count), SUM(minutes) FROM assistants_visit
        WHERE visited_on {IN_PERIOD} GROUP BY kind
    """):
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
    counts = f"COUNT(*), COUNT(*) FILTER (WHERE {age} < 18), COUNT(DISTINCT family_id)"
    statements.collect(
        f"""
        WITH attended AS (
            SELECT kind, person_id, MIN(attended_on) AS first_on
            FROM assistants_attendance JOIN assistants_workshop AS workshop ON workshop.id = workshop_id
            WHERE attended_on {IN_PERIOD} GROUP BY kind, person_id
        )
        SELECT kind || '.', {counts} FROM attended JOIN cases_person AS person ON person.id = person_id GROUP BY kind
        UNION ALL
        SELECT '', {counts}
        FROM (SELECT person_id, MIN(first_on) AS first_on FROM attended GROUP BY person_id) AS each_once
        JOIN cases_person AS person ON person.id = person_id
        """,
        "workshops/{}participants",
        "workshops/{}children",
        "workshops/{}families",
    )
