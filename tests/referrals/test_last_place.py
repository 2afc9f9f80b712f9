"""Two hundred managers assign the last free place at the same moment (UWRiSPZ art. 15 ust. 4)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections

from assistants.assignments.cap import NoFreePlace
from assistants.assignments.services import assign
from assistants.models import Assignment
from assistants.referrals.services import assign_referral
from cases.models import Case, Family, Referral
from tests.factories import AssistantFactory, CaseFactory, StaffFactory

ATTEMPTS = 200
AT_ONCE = 40  # a PostgreSQL server has at least that many connections
DAY = date(2024, 5, 20)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one writer in at a time: there is no race to be lost"
)
def test_of_two_hundred_attempts_at_the_last_place_one_wins():
    manager, assistant = StaffFactory(), AssistantFactory(first_name="Ewa", last_name="Żak")
    for _n in range(14):
        assign(case=CaseFactory(), assistant=assistant, starts_on=date(2024, 1, 2))
    families = Family.objects.bulk_create(Family(number=f"X{n}", name=f"Czekający {n}") for n in range(ATTEMPTS))
    referrals = Referral.objects.bulk_create(
        Referral(number=f"W{n}", family=family, source="social_worker", referred_on=DAY, consent_on=DAY)
        for n, family in enumerate(families)
    )
    ready = Barrier(AT_ONCE)

    def attempt(some):
        """The result for each of these referrals."""
        ready.wait()
        try:
            return [_assigned(referral) for referral in some]
        finally:
            connections.close_all()

    def _assigned(referral):
        try:
            return assign_referral(referral=referral, assistant=assistant, starts_on=DAY, decided_by=manager)
        except NoFreePlace as refused:
            return str(refused)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = sum(pool.map(attempt, [referrals[n::AT_ONCE] for n in range(AT_ONCE)]), [])
    (winner,) = [outcome for outcome in outcomes if isinstance(outcome, Assignment)]
    refused = [outcome for outcome in outcomes if outcome is not winner]
    assert refused == ["Ewa Żak ma już tyle rodzin, ile może mieć naraz (15)."] * (ATTEMPTS - 1)
    # Nothing is saved for the others.
    assert Assignment.objects.filter(assistant=assistant).count() == 15
    assert Case.objects.filter(family__in=families).get() == winner.case
    assert Referral.objects.exclude(decision="").get().family == winner.family
    assert Referral.objects.filter(decision="", case=None, decided_on=None).count() == ATTEMPTS - 1
