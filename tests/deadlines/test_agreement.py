"""Terms of a whole register: for all families at once, for each family alone, and from an oracle in plain loops."""

from datetime import date, timedelta
from functools import partial

import pytest

from cases.choices import DocumentKind, ReportRhythm
from cases.due import DueKind, DueList, DuePeriod
from cases.models import Attachment, CourtOrder, CourtReport, Family, Plan, Referral
from familycare.centre.models import Centre
from reporting.exchange.demo import generate_register
from tests.crowd import crowded_family
from tests.deadlines.oracle import dues_of_family
from tests.factories import UserFactory
from tests.figures import crowded

pytestmark = pytest.mark.django_db
UNTIL = date(2025, 12, 31)
INVENTED = [date(2023, 5, 4), date(2024, 2, 29), date(2024, 12, 27), date(2025, 6, 19), date(2025, 11, 12)]
CROWDED = [day + step * crowded.DAY for day in crowded.EDGES for step in (-1, 0, 1)]
REGISTERS = [
    pytest.param(partial(generate_register, families=60, years=3, seed=3, until=UNTIL), INVENTED, id="invented"),
    pytest.param(partial(crowded.crowded_register, seed=1), CROWDED, id="crowded-1"),
    pytest.param(partial(crowded.crowded_register, seed=2), CROWDED, id="crowded-2"),
]


def keys_of(rows):
    return {(due.kind, due.record, due.day) for due in rows}


def add_what_registers_lack():
    """Add plans, requests, orders and documents on boundary days to every family of a crowded register."""
    user = UserFactory()
    for n, family in enumerate(Family.objects.order_by("pk")):
        day, later = crowded.DAYS[n % len(crowded.DAYS)], crowded.DAYS[-1 - n % 5]
        Referral.objects.create(
            family=family,
            source="court",
            referred_on=day,
            is_urgent=n % 2 == 0,
            interview_on=later if n % 4 == 0 else None,
            decision=("", "waiting", "refused")[n % 3],
            consent_on=later if n % 4 else None,
            case=None,
        )
        order = CourtOrder.objects.create(
            family=family,
            kind="other",
            issued_on=day,
            in_force_until=None if n % 3 else max(day, later),
            report_every=ReportRhythm.values[n % len(ReportRhythm)],
            first_report_on=max(day, later),
        )
        if n % 2:
            CourtReport.objects.create(
                family=family, kind="periodic", court_order=order, due_on=later, sent_on=later if n % 4 == 1 else None
            )
        for m in range(n % 4):
            first, last = sorted(crowded.DAYS[(n * m + step) % len(crowded.DAYS)] for step in (0, m))
            Attachment.objects.create(
                family=family,
                kind=DocumentKind.values[(n + m // 2) % len(DocumentKind.values)],
                person=family.persons.first() if n % 3 == 0 else None,
                dated_on=first,
                valid_until=last if (n + m) % 4 else None,
                uploaded_by=user,
                uploaded_on=max(first, day) if n % 2 else first,
                stored_as=f"{n}-{m}",
                format="pdf",
                size=1,
            )
        for case in family.cases.all():
            if n % 3:
                until = max(day, later)
                review = {"valid_until": until if n % 2 else None, "review_on": until if n % 4 else None}
                Plan.objects.create(case=case, agreed_on=day, **review)
            if n % 5 == 0 and case.opened_on == case.family.cases.first().opened_on:
                case.closed_on, case.closing_reason = None, ""
                if not case.family.cases.filter(kind=case.kind, closed_on=None).exists():
                    case.save()


@pytest.mark.parametrize(("imported_register", "days"), REGISTERS, indirect=["imported_register"], scope="module")
def test_all_families_at_once_each_alone_and_the_oracle_agree(imported_register, days):
    if days is CROWDED:
        add_what_registers_lack()
    centre = Centre.current()
    seen = set()
    for day in days:
        everything = DueList(Family.objects.all(), day, DueKind)
        dues = everything.dues()
        assert len(dues) == len(keys_of(dues))
        expected = set()
        for family in Family.objects.all():
            of_family = dues_of_family(family, day, centre)
            alone = DueList(Family.objects.filter(pk=family.pk), day, DueKind).dues()
            assert keys_of(alone) == of_family, (family, day)
            expected |= of_family
        assert keys_of(dues) == expected, (
            f"On {day} cases/due and tests/deadlines/oracle.py do not agree: a new kind of deadline belongs into both."
        )
        assert_counts(everything, dues, day)
        seen |= {due.kind for due in dues}
    assert len(seen) >= (9 if days is CROWDED else 7)


def assert_counts(everything, dues, day):
    for kind, count in everything.counts.items():
        own = [due.day for due in dues if due.kind == kind]
        sunday = day + timedelta(days=6 - day.weekday() or 7)  # on a Sunday: the next one
        assert count.all == len(own)
        assert count.overdue == sum(term is not None and term < day for term in own)
        assert count.week == sum(term is not None and day <= term <= sunday for term in own)
        assert count.month == sum(
            term is not None and term >= day and (term.year, term.month) == (day.year, day.month) for term in own
        )
    for when in DuePeriod:
        total = sum(count.of(when) for count in everything.counts.values())
        assert len(everything.dues(when=when)) == total


@pytest.mark.parametrize("day", [date(2024, 3, 1), date(2024, 3, 5), date(2024, 9, 2), date(2025, 1, 1)])
def test_a_family_with_records_of_every_kind(day):
    family = crowded_family("R9007", children=6, visits=80)
    alone = DueList(Family.objects.filter(pk=family.pk), day, DueKind)
    assert keys_of(alone.dues()) == dues_of_family(family, day, Centre.current())


def test_families_are_a_queryset_or_their_keys_and_may_be_none():
    family, day = crowded_family("R9007", children=2, visits=2), date(2024, 9, 2)
    dues = DueList(Family.objects.filter(pk=family.pk), day, DueKind).dues()
    assert dues
    assert DueList([family.pk], day, DueKind).dues() == dues
    for nobody in ([], Family.objects.none(), Family.objects.filter(number="nie ma")):
        nothing = DueList(nobody, day, DueKind)
        assert nothing.dues() == nothing.only([DueKind.CONTACT]).dues() == []
        assert nothing.counts[DueKind.CONTACT].all == 0
