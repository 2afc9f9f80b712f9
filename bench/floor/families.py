"""Served families and their members: support, child_age, children_per_family, family_kind, problems, help."""

from collections import Counter

from bench.floor.statements import with_group


def prepare(statements):
    statements.create("floor_served", "family_id {key}, day DATE, only_za_zyciem BOOLEAN")
    statements.create(
        "floor_member",
        "person_id {key}, individual BIGINT, family_id BIGINT, age INTEGER, is_child BOOLEAN, is_placed BOOLEAN, "
        "in_care BOOLEAN, is_disabled BOOLEAN, is_counted BOOLEAN",
    )


def gather(statements):
    fill(statements)
    by_family(statements)
    by_age(statements)
    problems(statements)
    help_given(statements)


def fill(statements):
    """Fill the tables of served families of the period with their reference day, and of their members on that day."""
    dialect = statements.dialect
    statements.empty("floor_member", "floor_served")
    statements.run(f"""
        INSERT INTO floor_served
        SELECT family_id, MAX({dialect.least}(COALESCE(closed_on, %(end)s), %(end)s)),
               COUNT(*) FILTER (WHERE kind <> 'za_zyciem') = 0
        FROM cases_case WHERE opened_on <= %(end)s AND (closed_on IS NULL OR closed_on >= %(start)s)
        GROUP BY family_id
    """)
    statements.run(f"""
        INSERT INTO floor_member
        SELECT person.id, person.individual, person.family_id, {dialect.age("day", "birth_date")},
               NOT main_carer AND CASE WHEN birth_date IS NULL THEN role = 'child'
                                       ELSE {dialect.age("day", "birth_date")} < 18 END,
               placed.person_id IS NOT NULL, placed.in_care = 1, disability, TRUE
        FROM floor_served AS served
        JOIN cases_person AS person ON person.family_id = served.family_id
        LEFT JOIN (
            SELECT member.id AS person_id, MAX(CASE WHEN stay.in_care THEN 1 ELSE 0 END) AS in_care
            FROM floor_stay AS stay
            JOIN cases_person AS member ON member.individual = stay.individual
            JOIN floor_served AS served ON served.family_id = member.family_id
            WHERE starts_on <= day AND (over_on IS NULL OR over_on > day)
            GROUP BY member.id
        ) AS placed ON placed.person_id = person.id
        WHERE (birth_date IS NULL OR birth_date <= day) AND (joined_on IS NULL OR joined_on <= day)
          AND (left_on IS NULL OR left_on > day)
    """)
    # Of the records of one person, that of the family with the latest reference day counts.
    statements.run("""
        UPDATE floor_member SET is_counted = FALSE WHERE person_id IN (
            SELECT id FROM (
                SELECT person.id, ROW_NUMBER() OVER (
                    PARTITION BY first_record_id ORDER BY day DESC, family.number, person.number) AS place
                FROM floor_member AS member
                JOIN cases_person AS person ON person.id = member.person_id
                JOIN cases_family AS family ON family.id = person.family_id
                JOIN floor_served AS served ON served.family_id = person.family_id
                WHERE first_record_id IS NOT NULL
            ) AS records WHERE place > 1
        )
    """)


def by_family(statements):
    """Count families by kind and children at home, with the sums of their members; the rest is addition."""
    found = statements.run("""
        SELECT CASE WHEN only_za_zyciem THEN 'za_zyciem' WHEN in_care > 0 THEN 'in_care' ELSE 'difficulties' END,
               COALESCE(at_home, 0), COUNT(*), SUM(counted_at_home), SUM(placed), SUM(disabled), SUM(adults),
               SUM(children)
        FROM floor_served AS served
        LEFT JOIN (
            SELECT family_id, COUNT(*) FILTER (WHERE is_counted AND is_child) AS children,
                   COUNT(*) FILTER (WHERE is_child AND NOT is_placed) AS at_home,
                   COUNT(*) FILTER (WHERE is_counted AND is_child AND NOT is_placed) AS counted_at_home,
                   COUNT(*) FILTER (WHERE is_counted AND is_child AND is_placed) AS placed,
                   COUNT(*) FILTER (WHERE is_counted AND is_child AND NOT is_placed AND is_disabled) AS disabled,
                   COUNT(*) FILTER (WHERE is_child AND in_care) AS in_care,
                   COUNT(*) FILTER (WHERE is_counted AND NOT is_child) AS adults
            FROM floor_member GROUP BY family_id
        ) AS those ON those.family_id = served.family_id
        GROUP BY 1, 2
    """)
    sums = Counter()
    for kind, at_home, families, counted_at_home, placed, disabled, adults, children in found:
        sums["support/families"] += families
        sums["support/children"] += counted_at_home or 0
        sums["support/children_placed"] += placed or 0
        sums["support/children_disabled"] += disabled or 0
        sums["support/adults"] += adults or 0
        sums[f"children_per_family/{at_home if at_home < 7 else '7_plus'}"] += families
        for each in (kind, "total"):
            sums[f"family_kind/{each}.families"] += families
            sums[f"family_kind/{each}.adults"] += adults or 0
            sums[f"family_kind/{each}.children"] += children or 0
    for name, number in sums.items():
        statements.keep(name, number)


def by_age(statements):
    statements.collect(
        """
        SELECT CASE WHEN age IS NULL THEN 'unknown' WHEN age <= 6 THEN '0_6' WHEN age <= 15 THEN '7_15'
                    ELSE '16_17' END, COUNT(*)
        FROM floor_member WHERE is_counted AND is_child AND NOT is_placed GROUP BY 1
        """,
        "child_age/{}",
    )


def problems(statements):
    statements.collect(
        f"""
        SELECT code, COUNT(*) FROM (
            SELECT DISTINCT term.code, problem.family_id
            FROM cases_familyproblem AS problem
            JOIN floor_served AS served ON served.family_id = problem.family_id
            JOIN {with_group("centre_problem")} ON term.own = problem.problem_id
            WHERE identified_on <= %(end)s AND (resolved_on IS NULL OR resolved_on > %(start)s)
        ) AS those GROUP BY code
        """,
        "problems/{}",
    )


def help_given(statements):
    active = f"""
        SELECT term.code, form, help.family_id, individual
        FROM cases_help AS help
        LEFT JOIN cases_person AS person ON person.id = help.person_id
        JOIN floor_served AS served ON served.family_id = help.family_id
        JOIN {with_group("centre_helpkind")} ON term.own = help.kind_id
        WHERE starts_on <= %(end)s AND (over_on IS NULL OR over_on > %(start)s)
    """
    statements.collect(
        f"""
        WITH active AS ({active})
        SELECT code, COUNT(DISTINCT individual), COUNT(DISTINCT family_id) FROM active GROUP BY code
        UNION ALL
        SELECT code || '.' || form, COUNT(DISTINCT individual), COUNT(DISTINCT family_id)
        FROM active GROUP BY code, form
        """,
        "help/{}.persons",
        "help/{}.families",
    )
