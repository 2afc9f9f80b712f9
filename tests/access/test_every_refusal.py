"""Each refused attempt at a family's file is in the log once, from every address and as each role."""

import pytest
from django.db import OperationalError, transaction
from django.urls import reverse

from assistants.models import Appointment
from cases.choices import DocumentKind
from cases.models import Attachment, Referral
from familycare.audit.models import Reading
from familycare.audit.services import search_fingerprint
from tests.access.addresses import OURS, OWN
from tests.access.lines import ADMIN, ASSISTANT, AUDITOR, DIRECTOR, EVERY_ROLE, MANAGER, SOCIAL_WORKER

ABOUT_FILES = [address for address in OWN if OURS[address.name].about in ("family", "person")]


def refusals():
    """What the log has of refused attempts: (who, the family's number, whether it was out of scope)."""
    entries = Reading.objects.filter(kind="refused").order_by("pk")
    return [(entry.actor, entry.family_number, entry.scope == "outside") for entry in entries]


@pytest.mark.parametrize("address", ABOUT_FILES, ids=str)
def test_is_recorded(address, world):
    line, wrong, tried = OURS[address.name], [], 0
    for actor in EVERY_ROLE:
        client = world.client(actor)
        for kind in ("own", "foreign", "restricted"):
            number = world.number_of(line.about, actor, kind)
            family = world.families["referred" if actor == SOCIAL_WORKER and kind == "own" else kind]
            for method in line.methods:
                with transaction.atomic():
                    response = getattr(client, method)(address.path(number, *line.arguments))
                    told = [(who, of) for who, of, _outside in refusals()]
                    transaction.set_rollback(True)
                refused = response.status_code in (403, 404)
                tried += refused
                if told != ([(world.users[actor], family.number)] if refused else []):
                    wrong.append((actor, kind, method, response.status_code, told))
    assert tried
    assert not wrong, (
        f"Declare with `protect` of familycare/audit/refusals.py which argument of the address {address} stands for "
        f"which record, in `ready` of its app. (actor, family, method, answer, entries): {wrong}"
    )


@pytest.fixture
def foreign(world):
    """A family out of the assistant's scope, with a record of each kind that has an address of its own."""
    family = world.families["foreign"]
    referral = Referral.objects.create(
        family=family, number="W77", source="court", referred_on="2024-01-02", decision="assigned"
    )
    document = Attachment.objects.create(
        family=family,
        kind=DocumentKind.OTHER,
        title="x",
        dated_on="2024-01-02",
        uploaded_on="2024-01-02",
        uploaded_by=world.users[MANAGER],
        stored_as="x",
        format="pdf",
        size=1,
    )
    visit = family.cases.get().visits.get()
    appointment = Appointment.objects.create(
        family=family, assistant=world.assistants["foreign"], planned_on="2024-06-01"
    )
    return {
        "family": family,
        "person": family.persons.get(),
        "referral": referral,
        "document": document,
        "case": family.cases.get(),
        "visit": visit,
        "appointment": appointment,
    }


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("family", ["family.pk"]),
        ("family", ["family.lower"]),
        ("person", ["person.pk"]),
        ("document", ["own", "document.pk"]),
        ("delete_document", ["own", "document.pk"]),
        ("close_case", ["own", "case.pk"]),
        ("correct_visit", ["visit.pk"]),
        ("delete_visit", ["visit.pk"]),
        ("move_appointment", ["appointment.pk"]),
        ("referral", ["referral.number"]),
        ("referral_letter", ["referral.pk"]),
    ],
)
def test_by_any_number_of_what_is_refused(world, foreign, page, keys):
    def value(key):
        if key == "own":
            return world.families["own"].number
        name, attribute = key.split(".")
        return foreign[name].number.lower() if attribute == "lower" else getattr(foreign[name], attribute)

    response = world.client(ASSISTANT).get(reverse(page, args=map(value, keys)))
    assert response.status_code in (403, 404)
    assert refusals() == [(world.users[ASSISTANT], foreign["family"].number, True)]


@pytest.mark.parametrize("page", ["log_visit", "plan_appointment", "handover_pack"])
def test_by_a_family_that_is_asked_for(world, page):
    own, foreign = (world.families[kind] for kind in ("own", "foreign"))
    world.client(ASSISTANT).get(reverse(page), {"rodzina": foreign.number})
    assert refusals() == [(world.users[ASSISTANT], foreign.number, True)]
    assert own.number not in str(refusals())


@pytest.mark.parametrize("role", [ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR, AUDITOR, ADMIN])
@pytest.mark.parametrize("page", ["family", "person"])
def test_of_a_number_that_does_not_exist(world, role, page):
    """The number itself is not kept: somebody may have typed a name."""
    assert world.client(role).get(reverse(page, args=["Kowalska"])).status_code == 404
    (entry,) = Reading.objects.filter(kind="refused")
    assert (entry.actor, entry.family_key, entry.scope) == (world.users[role], None, "outside")
    assert entry.searched == search_fingerprint("Kowalska") and "Kowalska" not in f"{entry.what}{entry.family_number}"


def test_of_an_own_family_is_no_attempt_out_of_scope(world):
    client = world.client(ASSISTANT)
    own, left = (world.families[kind].number for kind in ("own", "handed_over"))
    assert client.get(reverse("document", args=[own, 999_999])).status_code == 404
    assert client.get(reverse("correct_family", args=[left])).status_code == 403
    user = world.users[ASSISTANT]
    assert refusals() == [(user, own, False), (user, left, False)]


def test_what_cannot_be_recorded_is_not_answered(world, monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("familycare.audit.refusals.record_reading", locked)
    number = world.families["foreign"].number
    assert world.client(ASSISTANT).get(reverse("family", args=[number])).status_code == 503


def test_nothing_of_a_stranger_is_recorded(world):
    """Nobody who is not signed in gets as far as a refusal, and nobody may fill the log from outside."""
    client = world.client("anonymous")
    assert client.get(reverse("family", args=["R1"])).status_code == 302
    assert client.get(reverse("calendar_feed", args=["x.y"])).status_code == 404
    assert refusals() == []
