"""Courts, blue cards, and figures from outside."""


def once(ask):
    pass


def each_period(ask):
    ask.put(
        """
        SELECT kind, COUNT(DISTINCT court.family_id)
        FROM cases_courtorder AS court JOIN floor_served AS served ON served.family_id = court.family_id
        WHERE issued_on <= %(end)s AND (
            CASE WHEN kind = 'authority_restored' THEN issued_on >= %(start)s
                 ELSE in_force_until IS NULL OR in_force_until > %(start)s END)
        GROUP BY kind
        """,
        "court/{}",
    )
    sent = "sent_on BETWEEN %(start)s AND %(end)s"
    due = "due_on BETWEEN %(start)s AND %(end)s"
    ask.put(
        f"""
        SELECT COUNT(*) FILTER (WHERE {sent}), COUNT(*) FILTER (WHERE {sent} AND sent_on <= due_on),
               COUNT(*) FILTER (WHERE {sent} AND sent_on > due_on),
               COUNT(*) FILTER (WHERE {due} AND (sent_on IS NULL OR sent_on > %(end)s))
        FROM cases_courtreport WHERE ({sent}) OR ({due})
        """,
        *("court_reports/sent", "court_reports/on_time", "court_reports/late", "court_reports/overdue"),
    )
    ask.put(
        """
        SELECT COUNT(*), COUNT(DISTINCT card.family_id)
        FROM cases_bluecard AS card JOIN floor_served AS served ON served.family_id = card.family_id
        WHERE opened_on <= %(end)s AND (closed_on IS NULL OR closed_on >= %(start)s)
        """,
        "blue_cards/procedures",
        "blue_cards/families",
    )
    ask.put(
        'SELECT "group", series, value FROM reporting_outsidefigure WHERE starts_on = %(start)s AND ends_on = %(end)s',
        "figures.{}/{}",
    )
