"""Every address × everybody × their own, a foreign, a handed-over and a restricted family × reading and writing."""

import zipfile
from io import BytesIO

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from familycare.accounts.rights import Right
from tests.access.addresses import (
    ADMIN,
    ASSISTANT,
    DIRECTOR,
    MANAGER,
    OPEN,
    OURS,
    SIGNED_IN,
    SOCIAL_WORKER,
    WHO,
    addresses,
    decision_on,
)
from tests.access.world import KINDS, SEES
from tests.clients import signed_in

ADDRESSES = list(addresses())
OWN = [address for address in ADDRESSES if address.name in OURS]
THIRD = [address for address in ADDRESSES if address.is_third_party]
IN, REFUSED, NOTHING, SIGN_IN, NOT_TAKEN = "in", 403, 404, "signs in first", 405


class TestEveryViewIsDecidedOn:
    def test_each_is_in_one_table(self):
        assert {address.name for address in OWN} == OURS.keys()
        assert not [address.name for address in ADDRESSES if address.name not in OURS and not address.is_third_party]

    @pytest.mark.parametrize("address", OWN, ids=str)
    def test_each_of_ours_carries_its_decision(self, address):
        access = getattr(address.view, "access", None)
        assert access in {*Right, "own account", "open to all"}
        may = OURS[address.name].may
        assert (access == "own account") == (may == "own account")
        assert (access == "open to all") == (may in {"open to all", "hold a token"})

    def test_the_administration_holds_nothing_of_families(self):
        apps = {model._meta.app_label for model in admin.site._registry}
        assert apps <= {"centre", "accounts"}


PAGES_OF_A_FILE = {"read families", "read a file's history"}


def objects_of(line):
    """What the address is asked about: a kind of family, whose assistant, or nothing."""
    return {"family": KINDS, "person": KINDS, "assistant": ("own", "foreign")}.get(line.about, (None,))


def expected(line, actor, kind, method):
    """The answer that the tables of the product's description lead to."""
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
        # The page of a family is not there for those who see none; other pages say who may open them.
        return NOTHING if line.about in ("family", "person") and line.may in PAGES_OF_A_FILE else REFUSED
    if actor == "unauthorised" and line.may != "own account":
        return REFUSED
    if line.about in ("family", "person") and not sees(actor, kind):
        return NOTHING
    if line.about == "person" and actor == ASSISTANT and kind == "handed_over":
        return NOTHING
    if kind == "handed_over" and actor == ASSISTANT and line.may != "read families":
        return REFUSED  # its file may be looked back at, and no more
    if line.about == "assistant" and actor == ASSISTANT and kind != "own":
        return NOTHING
    return line.answer or IN


def sees(actor, kind):
    return (kind == "own" if actor == SOCIAL_WORKER else kind in SEES[actor]) and kind != "restricted"


def number_of(world, about, actor, kind):
    if about == "assistant":
        return world.assistants[kind].number
    # A social worker's own family is the one that they referred.
    family = world.families["referred" if actor == SOCIAL_WORKER and kind == "own" else kind]
    return family.persons.first().number if about == "person" else family.number


def said(response):
    """What the answer was, in the words of `expected`."""
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return SIGN_IN
    return response.status_code if response.status_code in (403, 404, 405) else IN


def in_the_log(line):
    """The log names families by their numbers, and by nothing else."""
    return line.may == "read the log"


def words_of(response):
    """All that the answer holds, also inside of a workbook."""
    content = b"".join(response) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as workbook:
            content = b"".join(map(workbook.read, workbook.namelist()))
    return content.decode(errors="replace") + str(response.headers)


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
            number = [number_of(world, line.about, actor, kind)] if kind else []
            path = address.path(*number, *line.arguments)
            for method in ("get", "post"):
                with transaction.atomic():
                    response = getattr(client, method)(f"{path}?{line.query}")
                    words = words_of(response)
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
    assert not wrong


@pytest.mark.parametrize("address", THIRD, ids=str)
def test_libraries_let_in_whom_we_decided(address, world):
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
    assert not wrong


class TestRestrictedFamily:
    def test_is_there_for_whom_it_names(self, world):
        client = signed_in(world.named)
        for name in ("family", "family_access"):
            assert client.get(reverse(name, args=[world.families["restricted"].number])).status_code == 200

    @pytest.mark.parametrize("actor", [ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR])
    def test_is_found_by_nobody_else(self, world, actor):
        client = world.client(actor)
        words = "".join(
            client.get(path, follow=True).content.decode()
            for path in (
                "/rodziny/?szukaj=Chronieccy",
                "/rodziny/?szukaj=Dziecko3",
                "/rodziny/?dzielnica=Dzielnica+restricted",
                f"/rodziny/?asystent={world.assistants['own'].number}",
                "/rodziny/przekazane/?szukaj=Chronieccy",
                "/dane/support/children/?okres=2023",
                "/dane/work/hours/?okres=2023",
            )
        )
        for word in world.secrets_from(actor)["restricted"]:
            # The page repeats what was searched for.
            assert not [
                line for line in words.splitlines() if word in line and "szukaj" not in line and "„" not in line
            ]
