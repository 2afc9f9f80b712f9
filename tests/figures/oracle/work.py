"""Work with families: courts, visits, institutions, workshops, blue cards."""

from tests.figures.oracle.codes import ORDER_KINDS, VISIT_KINDS, WORKSHOP_KINDS, counted_as
from tests.figures.oracle.rounding import two_places
from tests.figures.oracle.terms import age_on


def tables(register, terms):
    return {
        "court": court(register, terms),
        "court_reports": court_reports(register, terms),
        "work": work(register, terms),
        "institutions": institutions(register, terms),
        "workshops": workshops(register, terms),
        "blue_cards": blue_cards(register, terms),
    }


def court(register, terms):
    families = {kind: set() for kind in ORDER_KINDS}
    for order in register.court_orders:
        if order.kind == "authority_restored":
            counts = terms.contains(order.issued_on)
        else:
            counts = terms.is_active(order.issued_on, order.in_force_until)
        if counts and order.family in terms.reference_day:
            families[order.kind].add(order.family)
    return {kind: len(those) for kind, those in families.items()}


def court_reports(register, terms):
    rows = {"sent": 0, "on_time": 0, "late": 0, "overdue": 0}
    for report in register.court_reports:
        if terms.contains(report.sent_on):
            rows["sent"] += 1
            if report.due_on:
                rows["on_time" if report.sent_on <= report.due_on else "late"] += 1
        if terms.contains(report.due_on) and (report.sent_on is None or report.sent_on > terms.end):
            rows["overdue"] += 1
    return rows


def work(register, terms):
    visits = [visit for visit in register.visits if terms.contains(visit.date)]
    rows = {kind: len([visit for visit in visits if visit.kind == kind]) for kind in VISIT_KINDS}
    return rows | {
        "advice": int(sum(visit.advice_count or 0 for visit in visits)),
        "hours": two_places(sum(minutes_of_occasions(visits)) / 60),
    }


def minutes_of_occasions(visits):
    """The minutes of each visit; of visits of one assistant with the same event, those of the longest."""
    together = {}
    for visit in visits:
        if event := getattr(visit, "event", None):
            together.setdefault((visit.assistant, event), []).append(visit.minutes or 0)
        else:
            yield visit.minutes or 0
    yield from map(max, together.values())


def institutions(register, terms):
    contacts, families = {}, {}
    for visit in register.visits:
        if visit.institution and terms.contains(visit.date):
            for code in counted_as(register, "institution", visit.institution):
                contacts[code] = contacts.get(code, 0) + 1
                families.setdefault(code, set()).add(register.case[visit.case].family)
    rows = {f"{code}.contacts": number for code, number in contacts.items()}
    return rows | {f"{code}.families": len(those) for code, those in families.items()}


def workshops(register, terms):
    kind_of = {workshop.id: workshop.kind for workshop in register.workshops}
    attended = [row for row in register.workshop_attendance if terms.contains(row.date)]
    rows = workshop_rows(register, attended)
    for kind in WORKSHOP_KINDS:
        of_kind = workshop_rows(register, [row for row in attended if kind_of[row.workshop] == kind])
        rows |= {f"{kind}.{row}": value for row, value in of_kind.items()}
    return rows


def workshop_rows(register, attended):
    first_day = {}
    for row in attended:
        individual = register.person[row.person].individual
        first_day[individual] = min(row.date, first_day.get(individual, row.date))
    persons = {row.person: register.person[row.person] for row in attended}.values()
    children = set()
    for row in attended:
        person = register.person[row.person]
        if row.date == first_day[person.individual] and person.birth_date and age_on(person, row.date) < 18:
            children.add(person.individual)
    return {
        "events": len({(row.workshop, row.date) for row in attended}),
        "participants": len(first_day),
        "children": len(children),
        "families": len({person.family for person in persons}),
    }


def blue_cards(register, terms):
    cards = [
        card
        for card in register.blue_cards
        if card.family in terms.reference_day
        and card.opened_on <= terms.end
        and (card.closed_on is None or card.closed_on >= terms.start)
    ]
    return {"procedures": len(cards), "families": len({card.family for card in cards})}
