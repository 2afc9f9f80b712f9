"""Sources of dues: for each kind a query over all families, as the records stood on a day.

A source takes a day and the centre's rules and returns a queryset of the records for which something is due, annotated
with

- `due_day`: the last day of the deadline, or the first day of a gap; None: no deadline
- `due_since`: since when it waits, if there is no deadline
- `due_about`: a code with details (see `DueKind.in_words`)
- `due_helper`: the key of the assistant concerned
- `due_person`: the key of the person concerned, if it is one person and not the family
"""

from django.db.models import BigIntegerField, DateField, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models import Case as Choose
from django.db.models.functions import Cast, Coalesce, Greatest

from cases.access import documents_in
from cases.assessments.tasks import cases_to_end, cases_to_replan
from cases.choices import CaseBasis, ReferralDecision, ReferralSource
from cases.deadlines import (
    MONITORED_EVERY_MONTHS,
    decision_due_after,
    first_plan_due_after,
    interview_due_after,
    unsent_on,
)
from cases.due.kinds import PARTS, DueKind
from cases.models import Attachment, Case, CourtOrder, CourtReport, Plan, Referral
from cases.models.person import is_member_on
from cases.models_above import Assignment, Substitution, Visit
from cases.overview import with_assessment_due
from cases.states import waiting_referrals
from familycare.lib.dates import DaysLater, MonthsLater
from familycare.lib.working_days import WorkingDaysLater

NO_DAY = Cast(Value(None), DateField())
NO_DETAILS = Value("")
NOBODY = Cast(Value(None), BigIntegerField())
MONITORING = "monitoring"


def contacts(day, rules):
    """Contacts: due so many working days (the centre's rule) after the last contact or the opening of the case."""
    earlier = _other_cases().active_on(day).filter(_before("opened_on"))
    last = _last_visit(Visit.objects.with_the_family(), day)
    of_family = (
        Case.objects.filter(family=OuterRef("family")).annotate(last=last).order_by(F("last").desc(nulls_last=True))
    )
    met_on = Coalesce(Subquery(of_family.values("last")[:1]), "opened_on")
    due = WorkingDaysLater(Greatest("opened_on", met_on), rules.visit_interval_working_days, until=day)
    return (
        _open(day)
        .filter(~Exists(earlier))
        .annotate(**_due_columns(due, helper=_helper(day, case__family=OuterRef("family"))))
    )


def first_plans(day, rules):
    """First plans: due so many days (the centre's rule) after the opening."""
    without = _open(day).filter(~Exists(_plans(day)))
    return without.annotate(**_of_case(day, first_plan_due_after("opened_on", rules.plan_due_days)))


def new_plans(day, rules):
    """New plans: due on the last day of the plan agreed last (art. 15 ust. 3)."""
    in_force = _plans(day).order_by("-agreed_on", "-pk")
    cases = _open(day).annotate(plan_until=Subquery(in_force.values("valid_until")[:1])).exclude(plan_until=None)
    return cases.annotate(**_of_case(day, F("plan_until")))


def plan_reviews(day, rules):
    """Reviews of plans: due on the day that the plan agreed last names, until another day is set or a new plan is
    agreed."""
    in_force = _plans(day).order_by("-agreed_on", "-pk")
    cases = _open(day).annotate(review_on=Subquery(in_force.values("review_on")[:1])).exclude(review_on=None)
    return cases.annotate(**_of_case(day, F("review_on")))


def assessments(day, rules):
    """Assessments: due every six months (art. 15 ust. 1 pkt 15)."""
    return with_assessment_due(_open(day), day).annotate(**_of_case(day, F("assessment_due")))


def plan_changes(day, rules):
    """Changes of a plan that an assessment asked for: due so many days (the centre's rule for plans) after it."""
    asked = cases_to_replan(day)
    return asked.annotate(**_of_case(day, first_plan_due_after("assessed_on", rules.plan_due_days)))


def endings(day, rules):
    """Decisions on the end of the support that an assessment asked for: no deadline, since it was handed over."""
    return cases_to_end(day).annotate(**_of_case(day, NO_DAY) | {"due_since": F("handed_on")})


def court_reports(day, rules):
    """Unsent letters to the court: due by the deadline of the court (KRO art. 109 § 4)."""
    asked = Q(requested_on__isnull=True) | Q(requested_on__lte=day)
    helper = _helper(day, case__family=OuterRef("family"))
    return (
        CourtReport.objects.order_by()
        .filter(asked, unsent_on(day))
        .annotate(**_due_columns(F("due_on"), since=F("requested_on"), about=F("kind"), helper=helper))
    )


def next_court_reports(day, rules):
    """Reports about supported families in the rhythm that an order sets: due by their term (KRO art. 109 § 4).

    One that is begun and not sent is among `court_reports`.
    """
    orders = CourtOrder.objects.order_by().active_on(day).filter(_is_helped(day)).with_next_report(day)
    return orders.exclude(next_report_on=None).annotate(
        **_due_columns(F("next_report_on"), about=F("kind"), helper=_helper(day, case__family=OuterRef("family")))
    )


def court_orders(day, rules):
    """Orders about supported families: due on their last day, when a new order or a new plan is needed."""
    last_day = DaysLater("in_force_until", -1)
    return (
        CourtOrder.objects.order_by()
        .active_on(day)
        .filter(_is_helped(day), in_force_until__isnull=False)
        .annotate(**_due_columns(last_day, about=F("kind"), helper=_helper(day, case__family=OuterRef("family"))))
    )


def consents(day, rules):
    """Consents and authorisations of supported families: due on their last day."""
    return _documents(DueKind.CONSENT_ENDS, day)


def documents(day, rules):
    """All other documents of supported families: due on their last day."""
    return _documents(DueKind.DOCUMENT_ENDS, day)


def monitoring(day, rules):
    """Monthly contacts with families that are monitored after the end of their support (art. 15 ust. 1 pkt 16).

    Monitoring lasts for the number of months set by the centre, unless the family has support again.
    """
    visited_on = _last_visit(Visit.objects.filter(kind=MONITORING, visited_on__gt=OuterRef("closed_on")), day)
    cases = (
        Case.objects.order_by()
        .monitored_on(day, rules.monitoring_months)
        .annotate(due=MonthsLater(Coalesce(visited_on, "closed_on"), MONITORED_EVERY_MONTHS))
        .filter(due__lte=F("monitored_until"))
    )
    last = Assignment.objects.filter(case=OuterRef("pk")).order_by("-starts_on", "-pk").values("assistant")[:1]
    afterwards = Substitution.objects.order_by().active_on(day).filter(assignment__ends_on__lt=F("starts_on"))
    substitute = afterwards.filter(assignment__case=OuterRef("pk")).values("substitute")[:1]
    return cases.annotate(**_due_columns(F("due"), helper=Coalesce(Subquery(substitute), Subquery(last))))


def interviews(day, rules):
    """Interviews (art. 11) that waiting referrals lack: due so many working days after the referral, by the law of
    its day (14, or 2 if it is urgent).

    „Za życiem” needs none (art. 8).
    """
    lacking = waiting_referrals(day).filter(Q(interview_on__isnull=True) | Q(interview_on__gt=day))
    due = interview_due_after("referred_on", until=day)
    return lacking.exclude(source=ReferralSource.ZA_ZYCIEM).annotate(**_due_columns(due))


def referrals(day, rules):
    """Decisions on referrals: due so many days (the centre's rule) after the referral."""
    due = decision_due_after("referred_on", rules.referral_decision_days)
    return waiting_referrals(day).filter(decision="").annotate(**_due_columns(due, about=F("source")))


def waiting_list(day, rules):
    """Referrals on the waiting list: no deadline."""
    waiting = waiting_referrals(day).filter(decision=ReferralDecision.WAITING)
    return waiting.annotate(**_due_columns(NO_DAY, since=F("referred_on"), about=F("source")))


def without_consent(day, rules):
    """Cases based on consent that lack it, since their opening.

    The consent may be on the referral of the case, or on a referral of the family that led to no case. The referral
    of the case may instead give a reason why there is none.
    """
    requests = Referral.objects.order_by().filter(family=OuterRef("family"))
    given = requests.filter(Q(case=OuterRef("pk")) | Q(case__isnull=True), consent_on__lte=day)
    explained = requests.filter(case=OuterRef("pk")).exclude(no_consent_because="")
    cases = _open(day).filter(~Exists(given), ~Exists(explained), basis=CaseBasis.CONSENT)
    return cases.annotate(**_of_case(day, F("opened_on")))


def without_assistant(day, rules):
    """Open cases without an assistant, since the day after the last assignment or since the opening."""
    of_case = Assignment.objects.order_by().filter(case=OuterRef("pk"))
    ended = of_case.filter(ends_on__lt=day).values("case").annotate(last=Max("ends_on")).values("last")
    free = Greatest("opened_on", Coalesce(DaysLater(Subquery(ended), 1), "opened_on"))
    return _open(day).filter(~Exists(of_case.active_on(day))).annotate(**_of_case(day, free))


SOURCES = {
    DueKind.CONTACT: contacts,
    DueKind.FIRST_PLAN: first_plans,
    DueKind.NEW_PLAN: new_plans,
    DueKind.PLAN_REVIEW: plan_reviews,
    DueKind.ASSESSMENT: assessments,
    DueKind.PLAN_CHANGE: plan_changes,
    DueKind.ENDING: endings,
    DueKind.COURT_REPORT: court_reports,
    DueKind.NEXT_COURT_REPORT: next_court_reports,
    DueKind.COURT_ORDER: court_orders,
    DueKind.CONSENT_ENDS: consents,
    DueKind.DOCUMENT_ENDS: documents,
    DueKind.MONITORING: monitoring,
    DueKind.INTERVIEW: interviews,
    DueKind.REFERRAL: referrals,
    DueKind.WAITING_LIST: waiting_list,
    DueKind.NO_CONSENT: without_consent,
    DueKind.NO_ASSISTANT: without_assistant,
}


def _open(day):
    return Case.objects.order_by().active_on(day)


def _is_helped(day):
    """Return the condition that the family of the outer record has an open case."""
    return Exists(_open(day).filter(family=OuterRef("family")))


def _documents(kind, day):
    """Return the documents of that DueKind that have a last day.

    A document is left out if a newer one of the same kind, about the same person or also about the family, is valid
    for longer, or if the person whom it is about is no longer a member of the family.
    """
    held = Attachment.objects.order_by().held_on(day).alias(whose=Coalesce("person_id", 0))
    newer = Q(dated_on__gt=OuterRef("dated_on")) | Q(dated_on=OuterRef("dated_on"), pk__gt=OuterRef("pk"))
    longer = Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until"))
    same = {name: OuterRef(name) for name in ("family", "kind", "whose")}
    ending = held.filter(kind__in=documents_in(PARTS[kind]), valid_until__isnull=False)
    whose = Q(person__isnull=True) | is_member_on(day, "person__")
    return ending.filter(whose, _is_helped(day), ~Exists(held.filter(newer, longer, **same))).annotate(
        **_due_columns(
            F("valid_until"),
            about=F("kind"),
            helper=_helper(day, case__family=OuterRef("family")),
            person=F("person_id"),
        )
    )


def _other_cases():
    """Return the other cases of the family of the outer case."""
    return Case.objects.order_by().filter(family=OuterRef("family")).exclude(pk=OuterRef("pk"))


def _before(field, after=False):
    """Return the condition that a case comes before the outer one (or after it) by that field, then by key."""
    than = "gt" if after else "lt"
    same = {field: OuterRef(field), f"pk__{than}": OuterRef("pk")}
    return Q(**{f"{field}__{than}": OuterRef(field)}) | Q(**same)


def _last_visit(visits, day):
    """Return an expression: the day of the last of the `visits` in the outer case, up to `day`."""
    done = visits.filter(case=OuterRef("pk"), visited_on__lte=day).order_by("-visited_on")
    return Subquery(done.values("visited_on")[:1])


def _plans(day):
    return Plan.objects.order_by().filter(case=OuterRef("pk"), agreed_on__lte=day)


def _helper(day, **of):
    helpers = Assignment.objects.active_on(day).filter(**of).order_by("starts_on", "pk")
    return Subquery(helpers.values("assistant")[:1])


def _of_case(day, due):
    """Return the annotations of a case; `due_about` is its kind if the family has two open cases."""
    other = Exists(_other_cases().active_on(day))
    return _due_columns(
        due,
        about=Choose(When(other, then=F("kind")), default=Value("")),
        helper=_helper(day, case=OuterRef("pk")),
    )


def _due_columns(due, *, since=NO_DAY, about=NO_DETAILS, helper=NOBODY, person=NOBODY):
    return {"due_day": due, "due_since": since, "due_about": about, "due_helper": helper, "due_person": person}
