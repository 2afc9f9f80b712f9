"""Each page that names a family is recorded in the log of readings, as each role."""

import pytest
from django.urls import reverse

from familycare.audit.models import Reading
from tests.access.addresses import OURS, OWN
from tests.access.lines import ASSISTANT, DIRECTOR, MANAGER, SOCIAL_WORKER
from tests.access.world import NAMES, objects_of
from tests.clients import everything_in

ACTORS = (ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR)
PAGES = [address for address in OWN if "get" in OURS[address.name].methods]


def unrecorded(client, path):
    """The families that the page names without an entry in the log."""
    before = Reading.objects.count()
    response = client.get(path)
    if response.status_code != 200 or Reading.objects.count() > before:
        return []
    words = everything_in(response)
    return [name for name in NAMES.values() if name in words]


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_is_recorded(address, world):
    line, wrong = OURS[address.name], []
    for actor in ACTORS:
        client = world.client(actor)
        for kind in objects_of(line):
            number = [world.number_of(line.about, actor, kind)] if kind else []
            if named := unrecorded(client, f"{address.path(*number, *line.arguments)}?{line.query}"):
                wrong.append((actor, kind, named))
    assert not wrong, (
        f"The page {address} names families and leaves no entry in the log: call `record_reading` of "
        f"familycare/audit/services.py in its view. (actor, asked for, named): {wrong}"
    )


@pytest.mark.parametrize(
    ("actor", "kind", "name"), [(ASSISTANT, "own", "log_visit"), (SOCIAL_WORKER, "referred", "new_referral")]
)
def test_forms_about_a_family_too(world, actor, kind, name):
    client = world.client(actor)
    path = f"{reverse(name)}?rodzina={world.families[kind].number}"
    assert NAMES[kind] in everything_in(client.get(path))
    assert not unrecorded(client, path)
    assert Reading.objects.filter(family_number=world.families[kind].number).exists()


def test_an_entry_that_is_corrected_too(world):
    family = world.families["own"]
    visit = family.cases.get().visits.get()
    client = world.client(ASSISTANT)
    path = reverse("correct_visit", args=[visit.pk])
    assert NAMES["own"] in everything_in(client.get(path))
    assert not unrecorded(client, path)
