"""Served families, their members, and what is known of them."""

from bench.floor.terms import with_group


def once(ask):
    ask.table("floor_served", "family_id {key}, day DATE, only_za_zyciem BOOLEAN")
    ask.table(
        "floor_member",
        "person_id {key}, family_id BIGINT, age INTEGER, is_child BOOLEAN, is_placed BOOLEAN, in_care BOOLEAN, "
        "is_disabled BOOLEAN, main_carer BOOLEAN, marital_status VARCHAR(20), education VARCHAR(20), "
        "income_source VARCHAR(20)",
    )


def each_period(ask):
    snapshot(ask)
    by_family(ask)
    by_age(ask)
    of_carers(ask)
    problems(ask)
    conditions(ask)
    help_given(ask)


def snapshot(ask):
    words = ask.words
    ask.empty("floor_member", "floor_served")
    ask.do(f"""
        INSERT INTO floor_served
        SELECT family_id, MAX({words.least}(COALESCE(closed_on, %(end)s), %(end)s)),
               COUNT(*) FILTER (WHERE kind <> 'za_zyciem') = 0
        FROM cases_case WHERE opened_on <= %(end)s AND (closed_on IS NULL OR closed_on >= %(start)s)
        GROUP BY family_id
    """)
    ask.do(f"""
        INSERT INTO floor_member
        SELECT person.id, person.family_id, {words.age("day", "birth_date")},
               birth_date IS NOT NULL AND NOT main_carer AND {words.age("day", "birth_date")} < 18,
               placed.person_id IS NOT NULL, placed.in_care = 1, disability,
               main_carer, marital_status, education, income_source
        FROM floor_served AS served
        JOIN cases_person AS person ON person.family_id = served.family_id
        LEFT JOIN (
            SELECT person_id, MAX(CASE WHEN stay.in_care THEN 1 ELSE 0 END) AS in_care
            FROM floor_stay AS stay JOIN floor_served AS served ON served.family_id = stay.family_id
            WHERE starts_on <= day AND (over_on IS NULL OR over_on > day)
            GROUP BY person_id
        ) AS placed ON placed.person_id = person.id
        WHERE (birth_date IS NULL OR birth_date <= day) AND (joined_on IS NULL OR joined_on <= day)
          AND (left_on IS NULL OR left_on > day)
    """)


def by_family(ask):
    """Families by structure, kind and children at home, with the sums of their members: the rest is adding up."""
    ask.do("""
        SELECT structure,
               CASE WHEN only_za_zyciem THEN 'za_zyciem' WHEN in_care > 0 THEN 'in_care' ELSE 'difficulties' END,
               COALESCE(at_home, 0), COUNT(*), SUM(placed), SUM(disabled), SUM(adults), SUM(children)
        FROM floor_served AS served
        JOIN cases_family AS family ON family.id = served.family_id
        LEFT JOIN (
            SELECT family_id, COUNT(*) FILTER (WHERE is_child) AS children,
                   COUNT(*) FILTER (WHERE is_child AND NOT is_placed) AS at_home,
                   COUNT(*) FILTER (WHERE is_child AND is_placed) AS placed,
                   COUNT(*) FILTER (WHERE is_child AND NOT is_placed AND is_disabled) AS disabled,
                   COUNT(*) FILTER (WHERE is_child AND in_care) AS in_care,
                   COUNT(*) FILTER (WHERE NOT is_child) AS adults
            FROM floor_member GROUP BY family_id
        ) AS those ON those.family_id = served.family_id
        GROUP BY 1, 2, 3
    """)
    sums = {}

    def add(name, number):
        sums[name] = sums.get(name, 0) + (number or 0)

    for structure, kind, at_home, families, placed, disabled, adults, children in ask.cursor.fetchall():
        add("support/families", families)
        add("support/children", families * at_home)
        add("support/children_placed", placed)
        add("support/children_disabled", disabled)
        add("support/adults", adults)
        add(f"structure/{structure or 'unknown'}", families)
        add(f"children_per_family/{at_home if at_home < 7 else '7_plus'}", families)
        for each in (kind, "total"):
            add(f"family_kind/{each}.families", families)
            add(f"family_kind/{each}.adults", adults)
            add(f"family_kind/{each}.children", children)
    for name, number in sums.items():
        ask.keep(name, number)


def by_age(ask):
    ask.put(
        """
        SELECT CASE WHEN age <= 6 THEN '0_6' WHEN age <= 15 THEN '7_15' ELSE '16_17' END, COUNT(*)
        FROM floor_member WHERE is_child AND NOT is_placed GROUP BY 1
        """,
        "child_age/{}",
    )


def of_carers(ask):
    ask.do("""
        SELECT marital_status, education, income_source,
               CASE WHEN age IS NULL THEN 'unknown' WHEN age < 18 THEN 'under_18' WHEN age <= 25 THEN '18_25'
                    WHEN age <= 35 THEN '26_35' WHEN age <= 45 THEN '36_45' ELSE '46_plus' END,
               COUNT(*)
        FROM floor_member WHERE main_carer GROUP BY 1, 2, 3, 4
    """)
    sums = {}
    tables = ("carer_marital_status", "carer_education", "carer_income_source", "carer_age")
    for *codes, number in ask.cursor.fetchall():
        for table, code in zip(tables, codes, strict=True):
            name = f"{table}/{code or 'unknown'}"
            sums[name] = sums.get(name, 0) + number
    for name, number in sums.items():
        ask.keep(name, number)


def problems(ask):
    ask.put(
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


def conditions(ask):
    ask.put(
        """
        SELECT condition, COUNT(*) FROM (
            SELECT DISTINCT condition, condition.person_id
            FROM cases_condition AS condition
            JOIN floor_member AS member ON member.person_id = condition.person_id
            WHERE NOT is_child AND since_on <= %(end)s AND (over_on IS NULL OR over_on > %(start)s)
        ) AS those GROUP BY condition
        """,
        "conditions/{}",
    )


def help_given(ask):
    active = f"""
        SELECT term.code, form, help.family_id, person_id
        FROM cases_help AS help
        JOIN floor_served AS served ON served.family_id = help.family_id
        JOIN {with_group("centre_helpkind")} ON term.own = help.kind_id
        WHERE starts_on <= %(end)s AND (over_on IS NULL OR over_on > %(start)s)
    """
    ask.put(
        f"""
        WITH active AS ({active})
        SELECT code, COUNT(DISTINCT person_id), COUNT(DISTINCT family_id) FROM active GROUP BY code
        UNION ALL
        SELECT code || '.' || form, COUNT(DISTINCT person_id), COUNT(DISTINCT family_id) FROM active GROUP BY code, form
        """,
        "help/{}.persons",
        "help/{}.families",
    )
