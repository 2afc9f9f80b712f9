"""Each address, as each user, about an own, a foreign, a handed-over and a restricted family, to read and to write."""

import pytest
from django.db import transaction
from django.urls import reverse
from lxml.html import tostring

from familycare.accounts.rights import Right
from tests.access.addresses import OPEN, OURS, OWN, SIGNED_IN, addresses, decision_on
from tests.access.lines import ADMIN, ASSISTANT, DIRECTOR, MANAGER, SOCIAL_WORKER, WHO
from tests.access.world import SEES, objects_of
from tests.clients import everything_in, signed_in
from tests.completeness import assert_complete
from tests.html_pages import parsed, select

ADDRESSES = list(addresses())
THIRD = [address for address in ADDRESSES if address.is_third_party]
IN, REFUSED, NOTHING, SIGN_IN, NOT_TAKEN = "in", 403, 404, "signs in first", 405


class TestDecisions:
    def test_each_is_in_one_table(self):
        assert_complete(
            (address.name for address in ADDRESSES if not address.is_third_party),
            OURS,
            add="It is not decided who may open the address {}: add it to OURS in tests/access/addresses.py; if its "
            "view is a library's, add the beginning of its name to THIRD_PARTY there.",
            remove="There is no address {} any more: take it out of OURS in tests/access/addresses.py.",
        )

    @pytest.mark.parametrize("address", OWN, ids=str)
    def test_each_of_ours_carries_its_decision(self, address):
        access = getattr(address.view, "access", None)
        assert access in {*Right, "own account", "open to all"}, (
            f"The view of {address} does not say who may use it: decorate it with `needs`, `own_account` or "
            "`open_to_all` of familycare/accounts/rights.py."
        )
        may = OURS[address.name].may
        of_the_table = {"hold a token": "open to all"}.get(may, may)
        for decision in ("own account", "open to all"):
            assert (access == decision) == (of_the_table == decision), (
                f"The decorator of the view of {address} says “{access}” and OURS in tests/access/addresses.py "
                f"“{may}”: correct one of them."
            )


PAGES_OF_A_FILE = {"read families", "read a file's history", "read assessments"}


def expected(line, actor, kind, method):
    """The answer that docs/access.md leads to."""
    if line.may == "hold a token":
        return line.answer if method in line.methods else NOT_TAKEN
    if actor in ("anonymous", "suspended", "left") and line.may != "open to all":
        return SIGN_IN
    if method not in line.methods:
        return NOT_TAKEN
    if line.may == "open to all":
        return line.answer or IN
    role = ASSISTANT if actor == "unauthorised" else actor
    if role not in WHO[line.may]:
        # Users who see no family get 404 from the pages of one; other pages say who may open them.
        return NOTHING if line.about in ("family", "person") and line.may in PAGES_OF_A_FILE else REFUSED
    if actor == "unauthorised" and line.may != "own account":
        return REFUSED
    if line.about in ("family", "person") and not sees(actor, kind):
        return NOTHING
    if line.about == "person" and actor == ASSISTANT and kind == "handed_over":
        return NOTHING
    if kind == "handed_over" and actor == ASSISTANT and line.may != "read families":
        return REFUSED  # they may read its file, and no more
    if line.about == "assistant" and actor == ASSISTANT and kind != "own":
        return NOTHING
    return line.answer or IN


def sees(actor, kind):
    return (kind == "own" if actor == SOCIAL_WORKER else kind in SEES[actor]) and kind != "restricted"


def said(response):
    """The answer in the terms of `expected`."""
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return SIGN_IN
    return response.status_code if response.status_code in (403, 404, 405) else IN


def in_the_log(line):
    """Whether the page may name families by their numbers."""
    return line.may == "read the log"


@pytest.mark.parametrize(
    "address",
    [pytest.param(each, marks=[pytest.mark.every_table] if "tables" in each.name else []) for each in OWN],
    ids=str,
)
def test_answers_each_as_the_table_of_roles_says(address, world):
    line, wrong = OURS[address.name], []
    for actor in SEES:
        client = world.client(actor)
        for kind in objects_of(line):
            number = [world.number_of(line.about, actor, kind)] if kind else []
            path = address.path(*number, *line.arguments)
            for method in ("get", "post"):
                with transaction.atomic():
                    response = getattr(client, method)(f"{path}?{line.query}")
                    words = everything_in(response)
                    transaction.set_rollback(True)
                if response.status_code >= 500 or said(response) != expected(line, actor, kind, method):
                    wrong.append((actor, kind, method, response.status_code, expected(line, actor, kind, method)))
                wrong += [
                    (actor, kind, method, "reads of", hidden, word)
                    for hidden, secrets in world.secrets_from(actor).items()
                    for word in secrets
                    if word in words
                    and word != (number and number[0])
                    and not (in_the_log(line) and word == world.families[hidden].number)
                ]
    assert not wrong, (
        f"The address {address} does not answer as the table of roles says: compare the decorator of its view with "
        f"its Line in OURS of tests/access/addresses.py. (actor, family, method, answer, expected): {wrong}"
    )


@pytest.mark.parametrize("address", THIRD, ids=str)
def test_libraries_let_in_those_on_whom_we_decided(address, world):
    decision, wrong = decision_on(address.name), []
    for actor in SEES:
        client = world.client(actor)
        response = client.get(address.path(*["1"] * 9), follow=True)
        sent_to_sign_in = any(url.startswith(reverse("account_login")) for url, _status in response.redirect_chain)
        came = SIGN_IN if sent_to_sign_in else said(response)
        if decision == OPEN:
            right = came in (IN, NOTHING) or actor != "anonymous"  # there is no directory called 1
        elif actor in ("anonymous", "suspended", "left"):
            right = came == SIGN_IN
        else:
            right = decision == SIGNED_IN or actor == ADMIN or came == REFUSED
        if response.status_code >= 500 or not right:
            wrong.append((actor, response.status_code, response.redirect_chain))
    assert not wrong, (
        f"The address {address} of a library is not “{decision}”: see THIRD_PARTY in tests/access/addresses.py. "
        f"(actor, answer, redirects): {wrong}"
    )


class TestRestrictedFamily:
    def test_opens_for_the_named_user(self, world):
        client = signed_in(world.named)
        for name in ("family", "family_access"):
            assert client.get(reverse(name, args=[world.families["restricted"].number])).status_code == 200

    @pytest.mark.parametrize("actor", [ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR])
    def test_no_other_user_finds_it(self, world, actor):
        client = world.client(actor)
        for path, typed in (
            ("/rodziny/?szukaj=Chronieccy", "Chronieccy"),
            ("/rodziny/?szukaj=Dziecko3", "Dziecko3"),
            ("/rodziny/?dzielnica=Dzielnica+restricted", "Dzielnica restricted"),
            (f"/rodziny/?asystent={world.assistants['own'].number}", ""),
            ("/rodziny/przekazane/?szukaj=Chronieccy", "Chronieccy"),
            ("/dane/support/children/?okres=2023", ""),
            ("/dane/work/hours/?okres=2023", ""),
        ):
            page = parsed(client.get(path, follow=True))
            for field in select(page, "[name=szukaj]"):  # repeats what the user typed
                field.drop_tree()
            shown = tostring(page, encoding="unicode").replace(f"„{typed}”", "")
            told = [word for word in world.secrets_from(actor)["restricted"] if word in shown]
            assert not told, f"{path} shows {told} of the restricted family."
