"""The diary and the workshops."""

from bench.floor.terms import with_group

IN_PERIOD = "BETWEEN %(start)s AND %(end)s"


def once(ask):
    pass


def each_period(ask):
    diary(ask)
    institutions(ask)
    workshops(ask)


def diary(ask):
    ask.do(f"""
        SELECT kind, COUNT(*), SUM(advice_count), SUM(minutes) FROM assistants_visit
        WHERE visited_on {IN_PERIOD} GROUP BY kind
    """)
    advice = minutes = 0
    for kind, visits, given, spent in ask.cursor.fetchall():
        ask.keep(f"work/{kind}", visits)
        advice += given or 0
        minutes += spent or 0
    ask.keep("work/advice", advice)
    ask.keep("work/hours", minutes, share=60)


def institutions(ask):
    ask.put(
        f"""
        SELECT term.code, SUM(visits), COUNT(DISTINCT family_id) FROM (
            SELECT institution_id, family_id, COUNT(*) AS visits
            FROM assistants_visit JOIN cases_case ON cases_case.id = case_id
            WHERE institution_id IS NOT NULL AND visited_on {IN_PERIOD}
            GROUP BY institution_id, family_id
        ) AS contacts JOIN {with_group("centre_institution")} ON term.own = institution_id
        GROUP BY term.code
        """,
        "institutions/{}.contacts",
        "institutions/{}.families",
    )


def workshops(ask):
    ask.do(f"""
        SELECT kind, COUNT(*) FROM (
            SELECT DISTINCT workshop_id, attended_on FROM assistants_attendance WHERE attended_on {IN_PERIOD}
        ) AS events JOIN assistants_workshop AS workshop ON workshop.id = workshop_id GROUP BY kind
    """)
    total = 0
    for kind, events in ask.cursor.fetchall():
        ask.keep(f"workshops/{kind}.events", events)
        total += events
    ask.keep("workshops/events", total)
    age = ask.words.age("first_on", "birth_date")
    counts = f"COUNT(*), COUNT(*) FILTER (WHERE {age} < 18), COUNT(DISTINCT family_id)"
    ask.put(
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
