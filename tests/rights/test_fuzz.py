"""Nasty input to all addresses and forms, as all roles: no error, no family out of scope, no write by a refused form.

FAMILYCARE_FUZZ is the number of requests, which are the same each time.
"""

import os
from datetime import date

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import is_valid_path
from hypothesis import HealthCheck, example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from assistants.assignments.services import assign
from cases.models import NamedReader, Referral
from familycare.accounts.models import Role
from tests.clients import everything_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    UserFactory,
    VisitFactory,
)
from tests.rights.fuzzing import (
    FILES,
    IN_ADDRESS,
    LONG,
    LONGEST_IN_ADDRESS,
    TEXTS,
    address,
    as_file,
    fields_of_forms,
    parameters,
    routes,
)

REQUESTS = int(os.environ.get("FAMILYCARE_FUZZ", "500"))
ROUTES = sorted(set(routes()))
WRITTEN = [model for app in ("cases", "assistants", "centre") for model in apps.get_app_config(app).get_models()]
# The families of the assistant and of the social worker, one of neither, and one that only the director may see.
OWNERS = ["assistant", "social_worker", "neither", "restricted"]


class World:
    """A family of each owner, with a unique name; `who` is {role or "anonymous": user}."""

    def __init__(self):
        CentreFactory()
        self.who = {role: UserFactory(role=role, email=f"{role}@zrebice.example") for role in Role.values}
        self.ids = []
        for number, owner in enumerate(OWNERS, start=1):
            self.add_family(number, owner)
        self.ids += ["A1", "A2", "problemy", "poverty"]
        self.who["anonymous"] = None

    def add_family(self, number, owner):
        family = FamilyFactory(number=f"R{number}", name=name_of(owner), is_restricted=owner == "restricted")
        person = PersonFactory(family=family, number=f"O{number}", first_name="Jaś", last_name=name_of(owner))
        case = CaseFactory(family=family, number=f"S{number}")
        account = self.who["assistant"] if owner == "assistant" else None
        assistant = AssistantFactory(number=f"A{number}", account=account)
        assign(case=case, assistant=assistant, starts_on=date(2022, 3, 1))
        VisitFactory(case=case, assistant=assistant, summary=f"Notatka: {name_of(owner)}")
        filed_by = self.who["social_worker"] if owner == "social_worker" else None
        Referral.objects.create(
            number=f"W{number}", family=family, source="family", referred_on=date(2022, 1, 1), filed_by=filed_by
        )
        if owner == "restricted":
            NamedReader.objects.create(family=family, user=self.who["director"])
        self.ids += [family.number, person.number]

    def client(self, role, **options):
        client = Client(**options)
        if self.who[role]:
            client.force_login(self.who[role])
        return client

    def pages(self):
        """A page of each route that has pages, as the first role that may open it sees it."""
        left = dict.fromkeys(ROUTES)
        for role in ("manager", "assistant", "social_worker", "auditor", "admin", "anonymous"):
            client = self.client(role)
            for route in [*left]:
                if page := self._page(client, route):
                    yield page
                    del left[route]

    def _page(self, client, route):
        """(address, HTML) of the route with the first known number that it answers to, or None."""
        for known in self.ids if parameters(route) else [""]:
            where = address(route, dict.fromkeys(parameters(route), known))
            if not is_valid_path(where):  # a number of a family where a page has that of an entry
                continue
            answer = client.get(where)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                return where, answer.content.decode()
            if answer.status_code != 404:
                return None
        return None


def name_of(owner):
    """The name of the owner's family, which is in no value that is sent."""
    return f"Rodzinowscy{owner}"


SEEN = {
    "assistant": {"assistant"},
    "social_worker": {"social_worker"},
    "manager": {"assistant", "social_worker", "neither"},
    "director": set(OWNERS),
}


def hidden_from(role):
    return [name_of(owner) for owner in OWNERS if owner not in SEEN.get(role, ())]


def everything():
    """The rows of all tables about families, assistants and the centre."""
    return [list(model._base_manager.order_by("pk").values_list()) for model in WRITTEN]


def one_of_these_or(draw, choices, others):
    """One of `choices` mostly, or one of `others`."""
    return draw(st.sampled_from(choices if draw(st.integers(0, 3)) else others))


@st.composite
def requests(draw, fields, ids):
    """(role, method, address, data, whether the form is forged)"""
    method = draw(st.sampled_from(["get", "post", "post", "post"]))
    route = one_of_these_or(draw, [each for each in ROUTES if method == "get" or (method, each) in fields], ROUTES)
    everybody = [*Role.values, "anonymous"]
    role = one_of_these_or(draw, ["manager", "assistant"], everybody)
    where = address(route, {name: one_of_these_or(draw, ids, IN_ADDRESS) for name in parameters(route)})
    data = dict(fields.get((method, route), ())) if draw(st.booleans()) else {}
    names = sorted(fields.get((method, route)) or set().union(*fields.values()))
    for name in draw(st.lists(st.sampled_from(names), max_size=5, unique=True)) if names else ():
        data[name] = draw(st.sampled_from(TEXTS + ids))
    if data and not draw(st.integers(0, 19)):
        data[draw(st.sampled_from(sorted(data)))] = LONG if method == "post" else LONGEST_IN_ADDRESS
    for name in ("register", "file"):
        if name in data and draw(st.booleans()):
            data[name] = draw(st.sampled_from(FILES))
    return role, method, where, data, not draw(st.integers(0, 19))


@pytest.mark.django_db
def test_nasty_input_does_no_harm(time_machine, settings, tmp_path):
    settings.VAR = tmp_path
    time_machine.move_to(date(2024, 5, 20))
    world = World()
    fields = fields_of_forms(world.pages())
    assert {"szukaj", "pesel", "version", "register", "file", "name"} <= set().union(*fields.values())
    before = everything()

    @limits(
        max_examples=REQUESTS,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(requests(fields, world.ids))
    @example(("manager", "post", "/osoby/O1/popraw/", {"first_name": LONG, "version": "x"}, False))
    def send(request):
        with transaction.atomic():
            judge(*request)
            transaction.set_rollback(True)

    def judge(role, method, where, data, forged):
        client = world.client(role, enforce_csrf_checks=forged)
        data = {name: as_file(value) if isinstance(value, bytes) else value for name, value in data.items()}
        answer = getattr(client, method)(where, data)
        asked = f"{method} {where} as {role}"
        assert answer.status_code < 500, f"{asked} is an error: refuse such input in its form or view."
        text = everything_in(answer)
        told = [name for name in hidden_from(role) if name in text]
        assert not told, f"{asked} names {told}: read families by `visible_to` or `get_or_404` in its view."
        # The form comes back instead of a redirection; scripts get JSON.
        came_back = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        if method == "post" and (came_back or answer.status_code >= 400):
            assert everything() == before, f"{asked} is refused and writes nevertheless: validate before writing."

    send()
