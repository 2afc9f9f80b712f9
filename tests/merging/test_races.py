"""Two families are merged at the moment when another user writes into one of them."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from assistants.absences.services import record_absence
from assistants.absences.substitutions import appoint_substitute
from assistants.assignments.closing import close_case
from assistants.assignments.services import assign
from assistants.diary.services import log_visit
from assistants.handover.services import hand_over
from assistants.merging.record_moves import records_of
from assistants.merging.services import merge_families
from assistants.models import Assignment, Assistant
from assistants.referrals.services import assign_referral
from cases.models import Family, Referral
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, StaffFactory
from tests.merging.twins import DAY, TODAY, same_persons
from tests.merging.writers import WRITERS

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time, so there is no race"),
]
ROUNDS = 6  # an assistant can have twice as many families


def closing_connections(work):
    """Call `work` in a thread of its own."""
    try:
        return work()
    finally:
        connections.close_all()


def a_lock_is_awaited():
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("write", WRITERS)
def test_writing_into_a_family_while_it_is_merged_is_refused(write, kept, absorbed, manager):
    """The other user writes when the merge has moved everything and is not committed yet."""
    stale = Family.objects.get(pk=absorbed.pk)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            merge_families(kept=kept, absorbed=absorbed, persons=same_persons(kept, absorbed), by=manager)
            writing = pool.submit(closing_connections, partial(write, stale, manager))
            while not (writing.done() or a_lock_is_awaited()):
                pass
        with pytest.raises(ValidationError, match="ktoś właśnie scalił"):
            writing.result(timeout=60)
    assert {field.name for field, _records in records_of(absorbed)} <= {"family"}
    assert not absorbed.drafts.exists() and not absorbed.appointments.exists()


def decide(family, manager):
    ewa, referral = Assistant.objects.get(number="A1"), family.referrals.get()
    return partial(assign_referral, referral=referral, assistant=ewa, starts_on=TODAY, decided_by=manager)


def hand_on(family, _manager):
    ola, assignments = Assistant.objects.get(number="A2"), list(family.assignments.filter(ends_on=None))
    return partial(hand_over, assignments=assignments, to=ola, starts_on=TODAY)


def stand_in(family, _manager):
    iga, assignments = Assistant.objects.get(number="A3"), list(family.assignments.filter(ends_on=None))
    return partial(appoint_substitute, assignments=assignments, substitute=iga, starts_on=TODAY, ends_on=TODAY)


def close(family, _manager):
    return partial(close_case, case=family.cases.get(), closed_on=TODAY, closing_reason="moved_away")


def be_absent(family, _manager):
    ewa, day = Assistant.objects.get(number="A1"), TODAY + timedelta(days=int(family.number[2:]))
    return partial(record_absence, assistant=ewa, kind="leave", starts_on=day, ends_on=day)


def log(family, _manager):
    said = {"visited_on": TODAY, "kind": "home_visit", "minutes": 60, "confirmed": True}
    ewa = Assistant.objects.get(number="A1")
    return partial(log_visit, assistant=ewa, family=family, client_key=uuid.uuid4(), **said)


def log_elsewhere(_family, manager):
    return log(Family.objects.get(number="R30"), manager)


@pytest.mark.parametrize("about_to", [decide, hand_on, stand_in, close, be_absent, log, log_elsewhere])
def test_neither_blocks_the_other(about_to):
    """Two transactions that locked in different orders would block each other, and the database would abort one.

    The assistant has both families of a pair, which the merge puts into one place. The other user reads beforehand.
    """
    manager, ewa = StaffFactory(), AssistantFactory(number="A1")
    for number in ("A2", "A3"):
        AssistantFactory(number=number)
    assign(case=CaseFactory(family__number="R30"), assistant=ewa, starts_on=DAY)
    pairs = []
    for number in range(ROUNDS):
        kept, absorbed = (FamilyFactory(number=f"R{which}{number}") for which in (1, 2))
        assign(case=CaseFactory(family=kept, kind="za_zyciem"), assistant=ewa, starts_on=DAY)
        if about_to is decide:
            Referral.objects.create(family=absorbed, source="family", referred_on=DAY, consent_on=DAY)
        else:
            assign(case=CaseFactory(family=absorbed), assistant=ewa, starts_on=DAY)
        pairs.append((kept, absorbed))
    together = Barrier(2, timeout=60)

    def merging():
        for kept, absorbed in pairs:
            together.wait()
            merge_families(kept=kept, absorbed=absorbed, persons={}, by=manager)

    def acting():
        for _kept, absorbed in pairs:
            act = about_to(absorbed, manager)
            together.wait()
            try:
                act()
            except ValidationError as error:
                assert "ktoś właśnie scalił" in str(error)

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(closing_connections, work) for work in (acting, merging)]
        for each in done:
            each.result(timeout=120)
    assert {family.number[:2] for family in Family.objects.filter(merged_into=None)} == {"R1", "R3"}
    assert not Assignment.objects.exclude(family__merged_into=None).exists()
