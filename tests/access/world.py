"""A small centre with a user of each role and families of each kind, and which user sees which family."""

from datetime import date, timedelta

from django.conf import settings
from django.test import Client

from assistants.assignments.services import assign
from cases.models import NamedReader, Referral
from tests.access.lines import ADMIN, ASSISTANT, AUDITOR, DIRECTOR, MANAGER, SOCIAL_WORKER
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    UserFactory,
    VisitFactory,
)

TODAY = date(2024, 5, 20)
HANDED_OVER = date(2024, 4, 30)
LATER = date(2024, 5, 6)
KINDS = ("own", "foreign", "handed_over", "restricted")
# All families that each user sees.
SEES = {
    ASSISTANT: {"own", "handed_over"},
    SOCIAL_WORKER: {"referred"},
    MANAGER: {"own", "foreign", "handed_over", "referred", "of_suspended", "of_unauthorised"},
    DIRECTOR: {"own", "foreign", "handed_over", "referred", "of_suspended", "of_unauthorised"},
    AUDITOR: set(),
    ADMIN: set(),
    "suspended": set(),
    "unauthorised": set(),
    "left": set(),
    "anonymous": set(),
}
NAMES = {
    "own": "Własnowscy",
    "foreign": "Obcowscy",
    "handed_over": "Przekazańscy",
    "restricted": "Chronieccy",
    "referred": "Zgłoszyńscy",
    "of_suspended": "Zawieszeccy",
    "of_unauthorised": "Czekajscy",
}


class World:
    """`users` by actor, `families` by kind, `assistants` by "own", "foreign", "suspended", "unauthorised"."""

    def __init__(self):
        CentreFactory()
        roles = (ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR, AUDITOR, ADMIN)
        self.users = {role: UserFactory(role=role) for role in roles}
        self.users["suspended"] = UserFactory(role=ASSISTANT, is_active=False)
        self.users["unauthorised"] = UserFactory(role=ASSISTANT, secrecy_on=None)
        self.users["left"] = UserFactory(role=MANAGER, last_day=TODAY - timedelta(days=1))
        self.assistants = {
            "own": AssistantFactory(account=self.users[ASSISTANT]),
            "foreign": AssistantFactory(),
            "suspended": AssistantFactory(account=self.users["suspended"]),
            "unauthorised": AssistantFactory(account=self.users["unauthorised"]),
        }
        self.families = {kind: self._family(kind, number) for number, kind in enumerate(NAMES)}
        self._entrust("own", "own")
        self._entrust("foreign", "foreign")
        self._entrust("restricted", "own")
        self._entrust("of_suspended", "suspended")
        self._entrust("of_unauthorised", "unauthorised")
        self._entrust("handed_over", "own", until=HANDED_OVER)
        case = self.families["handed_over"].cases.get()
        assign(case=case, assistant=self.assistants["foreign"], starts_on=HANDED_OVER + timedelta(days=1))
        VisitFactory(case=case, assistant=self.assistants["foreign"], visited_on=LATER, summary="Notatka następczyni.")
        restricted = self.families["restricted"]
        restricted.is_restricted, restricted.social_worker = True, self.users[SOCIAL_WORKER]
        restricted.save()
        self.named = UserFactory(role=MANAGER)
        NamedReader.objects.create(family=restricted, user=self.named)
        Referral.objects.create(
            family=self.families["referred"],
            source="social_worker",
            filed_by=self.users[SOCIAL_WORKER],
            referred_on=date(2024, 1, 2),
        )

    def _family(self, kind, number):
        family = FamilyFactory(name=NAMES[kind], number=f"R9070{number}", district=f"Dzielnica {kind}")
        PersonFactory(family=family, first_name=f"Dziecko{number}", last_name=NAMES[kind])
        CaseFactory(family=family, opened_on=date(2022, 3, 1))
        return family

    def _entrust(self, kind, whose, until=None):
        case = self.families[kind].cases.get()
        assistant = self.assistants[whose]
        assign(case=case, assistant=assistant, starts_on=date(2022, 3, 1), ends_on=until)
        VisitFactory(case=case, assistant=assistant, visited_on=date(2023, 6, 1), summary=f"Notatka {kind}.")

    def sign_all_in(self):
        self._sessions = {actor: signed_in(user).session.session_key for actor, user in self.users.items()}

    def client(self, actor):
        """A browser in which the actor is signed in, or no user for "anonymous"."""
        client = Client()
        if actor in self._sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[actor]
        return client

    def secrets_from(self, actor):
        """{kind: words} of families that the actor must read nowhere."""
        return {
            kind: [family.name, family.number, f"Dziecko{family.number[-1]}", family.district]
            for kind, family in self.families.items()
            if kind not in SEES[actor]
        }

    def number_of(self, about, actor, kind):
        """The number in the address of a page about a "family", "person" or "assistant" of that kind."""
        if about == "assistant":
            return self.assistants[kind].number
        # A social worker's own family is the one that they referred.
        family = self.families["referred" if actor == SOCIAL_WORKER and kind == "own" else kind]
        return family.persons.first().number if about == "person" else family.number


def objects_of(line):
    """The kinds of families or assistants that the address of the Line is about, or (None,)."""
    return {"family": KINDS, "person": KINDS, "assistant": ("own", "foreign")}.get(line.about, (None,))
