"""When each kind of thing is due: for all families at once, as the records stood on a day.

A source gives, for a day and the centre's rules, a queryset of the records that something waits for, each with
`due_day`, the last day of the term (of a gap: the first day of it; None: no term was set), `due_since` (since when it
waits, where no term was set), `due_about` (a code that tells more) and `due_helper` (the key of the assistant whom it
concerns).
"""

from django.db.models import BigIntegerField, DateField, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models import Case as Choose
from django.db.models.functions import Cast, Coalesce, Greatest

from cases.access import documents_in
from cases.choices import CaseBasis, ReferralDecision
from cases.deadlines import MONITORED_EVERY_MONTHS, decision_due_after, first_plan_due_after, unsent_on
from cases.due.kinds import PARTS, DueKind
from cases.models import Attachment, Case, CourtOrder, CourtReport, Plan, Referral
from cases.models_above import Assignment, Substitution, Visit
from cases.overview import with_assessment_due
from cases.states import waiting_referrals
from familycare.lib.dates import DaysLater, MonthsLater
from familycare.lib.working_days import WorkingDaysLater

NEVER = Cast(Value(None), DateField())
UNSAID = Value("")
NOBODY = Cast(Value(None), BigIntegerField())
MONITORING = "monitoring"


def contacts(day, rules):
    """A family with support is spoken with in the centre's rhythm, counted from the last contact or the opening."""
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
        .annotate(**_terms(due, helper=_helper(day, case__family=OuterRef("family"))))
    )


def first_plans(day, rules):
    """A plan is agreed in so many days after the opening."""
    without = _open(day).filter(~Exists(_plans(day)))
    return without.annotate(**_of_case(day, first_plan_due_after("opened_on", rules.plan_due_days)))


def new_plans(day, rules):
    """A new plan is agreed by the last day of the one in force, the last that was agreed (art. 15 ust. 3)."""
    in_force = _plans(day).order_by("-agreed_on", "-pk")
    cases = _open(day).annotate(plan_until=Subquery(in_force.values("valid_until")[:1])).exclude(plan_until=None)
    return cases.annotate(**_of_case(day, F("plan_until")))


def assessments(day, rules):
    """The situation is assessed every half-year (art. 15 ust. 1 pkt 15)."""
    return with_assessment_due(_open(day), day).annotate(**_of_case(day, F("assessment_due")))


def court_reports(day, rules):
    """What the court asked for is sent by its term (KRO art. 109 § 4)."""
    asked = Q(requested_on__isnull=True) | Q(requested_on__lte=day)
    helper = _helper(day, case__family=OuterRef("family"))
    return (
        CourtReport.objects.order_by()
        .filter(asked, unsent_on(day))
        .annotate(**_terms(F("due_on"), since=F("requested_on"), about=F("kind"), helper=helper))
    )


def court_orders(day, rules):
    """An order about a family with support ends: the court is asked for another, or the work is planned anew."""
    last_day = DaysLater("in_force_until", -1)
    return (
        CourtOrder.objects.order_by()
        .active_on(day)
        .filter(_is_helped(day), in_force_until__isnull=False)
        .annotate(**_terms(last_day, about=F("kind"), helper=_helper(day, case__family=OuterRef("family"))))
    )


def consents(day, rules):
    """A consent or an authorisation of a family with support is good until its last day, then it needs another."""
    return _documents(DueKind.CONSENT_ENDS, day)


def documents(day, rules):
    """The same with all other documents."""
    return _documents(DueKind.DOCUMENT_ENDS, day)


def monitoring(day, rules):
    """A family is spoken with every month while it is monitored after the end of its support (art. 15 ust. 1 pkt 16):
    for the centre's number of months, unless it has support again."""
    visited_on = _last_visit(Visit.objects.filter(kind=MONITORING, visited_on__gt=OuterRef("closed_on")), day)
    cases = (
        Case.objects.order_by()
        .monitored_on(day, rules.monitoring_months)
        .annotate(due=MonthsLater(Coalesce(visited_on, "closed_on"), MONITORED_EVERY_MONTHS))
        .filter(due__lte=F("monitored_until"))
    )
    last = Assignment.objects.filter(case=OuterRef("pk")).order_by("-starts_on", "-pk").values("assistant")[:1]
    afterwards = Substitution.objects.order_by().active_on(day).filter(assignment__ends_on__lt=F("starts_on"))
    in_stead = afterwards.filter(assignment__case=OuterRef("pk")).values("substitute")[:1]
    return cases.annotate(**_terms(F("due"), helper=Coalesce(Subquery(in_stead), Subquery(last))))


def referrals(day, rules):
    """A request is decided within the centre's term."""
    due = decision_due_after("referred_on", rules.referral_decision_days)
    return waiting_referrals(day).filter(decision="").annotate(**_terms(due, about=F("source")))


def waiting_list(day, rules):
    """Whoever waits for a free place waits without a term."""
    waiting = waiting_referrals(day).filter(decision=ReferralDecision.WAITING)
    return waiting.annotate(**_terms(NEVER, since=F("referred_on"), about=F("source")))


def without_consent(day, rules):
    """Work on the ground of consent needs the consent, of the request for this case or of one that led to none; or a
    reason, in the request for this case, why there is none."""
    requests = Referral.objects.order_by().filter(family=OuterRef("family"))
    given = requests.filter(Q(case=OuterRef("pk")) | Q(case__isnull=True), consent_on__lte=day)
    explained = requests.filter(case=OuterRef("pk")).exclude(no_consent_because="")
    cases = _open(day).filter(~Exists(given), ~Exists(explained), basis=CaseBasis.CONSENT)
    return cases.annotate(**_of_case(day, F("opened_on")))


def without_assistant(day, rules):
    """Somebody works with each family that has support."""
    of_case = Assignment.objects.order_by().filter(case=OuterRef("pk"))
    ended = of_case.filter(ends_on__lt=day).values("case").annotate(last=Max("ends_on")).values("last")
    free = Greatest("opened_on", Coalesce(DaysLater(Subquery(ended), 1), "opened_on"))
    return _open(day).filter(~Exists(of_case.active_on(day))).annotate(**_of_case(day, free))


SOURCES = {
    DueKind.CONTACT: contacts,
    DueKind.FIRST_PLAN: first_plans,
    DueKind.NEW_PLAN: new_plans,
    DueKind.ASSESSMENT: assessments,
    DueKind.COURT_REPORT: court_reports,
    DueKind.COURT_ORDER: court_orders,
    DueKind.CONSENT_ENDS: consents,
    DueKind.DOCUMENT_ENDS: documents,
    DueKind.MONITORING: monitoring,
    DueKind.REFERRAL: referrals,
    DueKind.WAITING_LIST: waiting_list,
    DueKind.NO_CONSENT: without_consent,
    DueKind.NO_ASSISTANT: without_assistant,
}


def _open(day):
    return Case.objects.order_by().active_on(day)


def _is_helped(day):
    """The condition that the family of the outer record has support."""
    return Exists(_open(day).filter(family=OuterRef("family")))


def _documents(kind, day):
    """Documents of that DueKind that end, unless a newer one of the same kind, about the same person or about the
    family as well, is good for longer."""
    held = Attachment.objects.order_by().held_on(day).alias(whose=Coalesce("person_id", 0))
    newer = Q(dated_on__gt=OuterRef("dated_on")) | Q(dated_on=OuterRef("dated_on"), pk__gt=OuterRef("pk"))
    longer = Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until"))
    same = {name: OuterRef(name) for name in ("family", "kind", "whose")}
    ending = held.filter(kind__in=documents_in(PARTS[kind]), valid_until__isnull=False)
    return ending.filter(_is_helped(day), ~Exists(held.filter(newer, longer, **same))).annotate(
        **_terms(F("valid_until"), about=F("kind"), helper=_helper(day, case__family=OuterRef("family")))
    )


def _other_cases():
    """The other cases of the family of the outer case."""
    return Case.objects.order_by().filter(family=OuterRef("family")).exclude(pk=OuterRef("pk"))


def _before(field, after=False):
    """The condition that a case comes before the outer one by that field (or after it), or was entered so."""
    than = "gt" if after else "lt"
    same = {field: OuterRef(field), f"pk__{than}": OuterRef("pk")}
    return Q(**{f"{field}__{than}": OuterRef(field)}) | Q(**same)


def _last_visit(visits, day):
    """The day of the last of `visits` to the outer case, by `day`."""
    done = visits.filter(case=OuterRef("pk"), visited_on__lte=day).order_by("-visited_on")
    return Subquery(done.values("visited_on")[:1])


def _plans(day):
    return Plan.objects.order_by().filter(case=OuterRef("pk"), agreed_on__lte=day)


def _helper(day, **of):
    helpers = Assignment.objects.active_on(day).filter(**of).order_by("starts_on", "pk")
    return Subquery(helpers.values("assistant")[:1])


def _of_case(day, due):
    """The terms of a case; where the family has two at once, its kind tells which of them."""
    other = Exists(_other_cases().active_on(day))
    return _terms(
        due,
        about=Choose(When(other, then=F("kind")), default=Value("")),
        helper=_helper(day, case=OuterRef("pk")),
    )


def _terms(due, *, since=NEVER, about=UNSAID, helper=NOBODY):
    return {"due_day": due, "due_since": since, "due_about": about, "due_helper": helper}
