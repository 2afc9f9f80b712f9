"""Made-up addresses are not found, and nothing breaks."""

import pytest
from django.urls import reverse

from tests.access.addresses import OURS, OWN
from tests.access.lines import MANAGER, WHO

WITH_PLACES = [address for address in OWN if address.places]
NONSENSE = ["-1", "0", "9" * 30, "abc", "\0", "R1\0", "x" * 10_000, " ", "'; --", "..", "ł" * 50, "R1 "]
IDENTIFIERS = {"number", "key"}


@pytest.fixture
def manager(world):
    return world.client(MANAGER)


@pytest.fixture
def reader(world, address):
    """The manager, or, if they may not open the address, a user who may."""
    roles = WHO[OURS[address.name].may]
    return world.client(MANAGER if MANAGER in roles else min(roles))


@pytest.mark.parametrize("address", WITH_PLACES, ids=str)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nonsense_is_not_found(address, method, reader):
    wrong = []
    for place, name in enumerate(address.places):
        for nonsense in NONSENSE:
            arguments = ["1"] * len(address.places)
            arguments[place] = nonsense
            status = getattr(reader, method)(address.path(*arguments)).status_code
            fine = {404, 405} if name in IDENTIFIERS else {400, 404, 405, 410}
            if status not in fine:
                wrong.append((name, nonsense[:20], status))
    assert not wrong, (
        f"The address {address} does not answer nonsense with 404: look the object up with `get_or_404` in its view, "
        f"and mind the character 0 and huge numbers. (place, nonsense, answer): {wrong}"
    )


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_a_saved_view_with_a_nonsense_key_is_not_found(nonsense, manager):
    assert manager.post(f"/rodziny/widoki/{nonsense[:100]}/usun/").status_code == 404


@pytest.mark.parametrize("text", ["\0", "x" * 10_000, "%", "_", "'", "R1\0"])
def test_searches_accept_any_text(text, manager):
    for name in ("families", "handed_over"):
        assert (
            manager.get(reverse(name), {"szukaj": text, "strona": text, "asystent": text}, follow=True).status_code
            == 200
        )


@pytest.mark.parametrize("address", ["/konto/a%00b/powrot/", "/konto/a%00b/", "/rodziny/R%001/"])
def test_nul_is_in_no_address(address, manager):
    assert manager.get(address).status_code == 404
