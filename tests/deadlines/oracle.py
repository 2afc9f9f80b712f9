"""An oracle of terms: plain loops over the records of one family."""

from datetime import date, timedelta

from assistants.choices import WITH_THE_FAMILY
from cases.deadlines import assessment_dues
from familycare.lib.dates import add_months
from familycare.lib.working_days import working_days_later

DAY = timedelta(days=1)


def dues_of_family(family, day, centre):
    """{(kind, key of the record, the day of its term or None)} of the family on the day."""
    cases = list(family.cases.all())
    is_open = [case for case in cases if case.opened_on <= day and (not case.closed_on or case.closed_on >= day)]
    visits = [visit for case in cases for visit in case.visits.all() if visit.visited_on <= day]
    found = set()
    if is_open:
        first = min(is_open, key=lambda case: (case.opened_on, case.pk))
        met = [visit.visited_on for visit in visits if visit.kind in WITH_THE_FAMILY]
        due = working_days_later(max([first.opened_on, *met]), centre.visit_interval_working_days)
        found.add(("kontakt", first.pk, due))
    for case in is_open:
        found |= {(kind, case.pk, term) for kind, term in of_open_case(case, family, day, centre)}
    found |= of_court(family, is_open, day)
    found |= of_requests(family, cases, day, centre)
    if is_open:
        found |= of_documents(family, day)
    known = [case for case in cases if case.opened_on <= day]
    if known and not is_open:
        last = max(known, key=lambda case: (case.closed_on, case.pk))
        after = [v.visited_on for v in visits if v.kind == "monitoring" and v.case_id == last.pk]
        due = add_months(max([last.closed_on, *(each for each in after if each > last.closed_on)]), 1)
        end = add_months(last.closed_on, centre.monitoring_months)
        if day <= end and due <= end:
            found.add(("monitorowanie", last.pk, due))
    return found


def of_open_case(case, family, day, centre):
    held = sorted(each.held_on for each in case.assessments.all() if each.held_on <= day)
    yield "ocena", next(due for due, done in assessment_dues(case.opened_on, None, held, date(9000, 1, 1)) if not done)
    plans = [plan for plan in case.plans.all() if plan.agreed_on <= day]
    known = [each for each in case.assessments.all() if each.held_on <= day]
    newest = max(known, key=lambda each: (each.held_on, each.pk), default=None)
    if newest and newest.recommendation == "change_plan" and all(plan.agreed_on < newest.held_on for plan in plans):
        yield "zmiana_planu", newest.held_on + centre.plan_due_days * DAY
    is_asked = newest and newest.recommendation == "close" and newest.handed_on and newest.handed_on <= day
    if is_asked and not newest.kept_open_on:
        yield "zakonczenie", None
    if not plans:
        yield "pierwszy_plan", case.opened_on + centre.plan_due_days * DAY
    else:
        in_force = max(plans, key=lambda plan: (plan.agreed_on, plan.pk))
        dues = {"nowy_plan": in_force.valid_until, "przeglad_planu": in_force.review_on}
        yield from ((kind, due) for kind, due in dues.items() if due)
    given = [r for r in family.referrals.all() if r.case_id in (None, case.pk) and r.consent_on and r.consent_on <= day]
    explained = [r for r in family.referrals.all() if r.case_id == case.pk and r.no_consent_because]
    if case.basis == "consent" and not given and not explained:
        yield "brak_zgody", case.opened_on
    assignments = list(case.assignments.all())
    if not any(each.starts_on <= day and (not each.ends_on or each.ends_on >= day) for each in assignments):
        ended = [each.ends_on + DAY for each in assignments if each.ends_on and each.ends_on < day]
        yield "brak_asystenta", max([case.opened_on, *ended])


def of_court(family, is_open, day):
    letters = {
        ("pismo", letter.pk, letter.due_on)
        for letter in family.court_reports.all()
        if (not letter.requested_on or letter.requested_on <= day) and (not letter.sent_on or letter.sent_on > day)
    }
    return (
        letters
        | set(of_rhythm(family, is_open, day))
        | {
            ("postanowienie", order.pk, order.in_force_until - DAY)
            for order in family.court_orders.all()
            if is_open and order.in_force_until and order.issued_on <= day < order.in_force_until
        }
    )


def of_rhythm(family, is_open, day):
    months = {"monthly": 1, "two_monthly": 2, "quarterly": 3, "four_monthly": 4, "half_yearly": 6, "yearly": 12}
    for order in family.court_orders.all():
        reports = [each for each in order.reports.all() if each.kind == "periodic"]
        holds = order.issued_on <= day and (not order.in_force_until or day < order.in_force_until)
        if not (order.report_every and is_open and holds) or any(not r.sent_on or r.sent_on > day for r in reports):
            continue
        terms = [report.due_on or report.sent_on for report in reports]
        term = add_months(max(terms), months[order.report_every]) if terms else order.first_report_on
        if not order.in_force_until or term < order.in_force_until:
            yield "sprawozdanie", order.pk, term


def of_documents(family, day):
    found, in_order = set(), sorted(family.attachments.all(), key=lambda each: (each.dated_on, each.pk))
    there = [each for each in in_order if each.uploaded_on <= day]
    for n, document in enumerate(there):
        if document.person and not is_member(document.person, day):
            continue
        newer = [e for e in there[n + 1 :] if (e.kind, e.person_id) == (document.kind, document.person_id)]
        end = document.valid_until
        if end and not any(each.valid_until is None or each.valid_until > end for each in newer):
            is_consent = document.kind in ("consent", "authorisation")
            found.add(("koniec_zgody" if is_consent else "koniec_dokumentu", document.pk, end))
    return found


def is_member(person, day):
    born = person.birth_date is None or person.birth_date <= day
    return (
        born
        and (person.joined_on is None or person.joined_on <= day)
        and not (person.left_on and person.left_on <= day)
    )


def of_requests(family, cases, day, centre):
    found = set()
    for request in family.referrals.all():
        if request.referred_on <= day and not any(case.opened_on >= request.referred_on for case in cases):
            if request.decision == "":
                term = request.referred_on + centre.referral_decision_days * DAY
                found.add(("wniosek", request.pk, term))
            elif request.decision == "waiting":
                found.add(("kolejka", request.pk, None))
            is_lacking = not request.interview_on or request.interview_on > day
            if request.decision in ("", "waiting") and is_lacking and request.source != "za_zyciem":
                days = 2 if request.is_urgent else 14
                found.add(("wywiad", request.pk, working_days_later(request.referred_on, days)))
    return found
