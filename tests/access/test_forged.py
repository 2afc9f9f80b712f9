"""Forms with forged fields: other users' families, cases, goals, drafts, entries and referrals."""

import json
import uuid
from datetime import date, time

import pytest
from django.apps import apps
from django.urls import reverse

from assistants.models import Appointment, Assignment, Substitution, Visit
from cases.models import Draft, Plan, PlanGoal, Referral
from familycare.audit.models import Change
from tests.access.world import ASSISTANT, MANAGER, SOCIAL_WORKER, TODAY, World
from tests.clients import signed_in

FOREIGN = ("foreign", "restricted", "handed_over", "referred")


@pytest.fixture
def world(db, time_machine):
    time_machine.move_to(f"{TODAY} 12:00")
    world = World()
    for family in world.families.values():
        case = family.cases.get()
        plan = Plan.objects.create(case=case, agreed_on=date(2024, 1, 1))
        PlanGoal.objects.create(plan=plan, goal=f"Cel {family.name}", action="x", due_on=date(2024, 12, 1))
        Appointment.objects.create(
            family=family, assistant=world.assistants["foreign"], planned_on=TODAY, starts_at=time(9)
        )
        Referral.objects.get_or_create(
            family=family, decision="", defaults={"source": "family", "referred_on": date(2024, 5, 1)}
        )
    return world


@pytest.fixture
def sends(world):
    """sends(actor, name, *arguments, query="", **data): the answer to a form that the actor sends.

    It names no family that the actor does not see, and nothing is written unless it is a redirection.
    """

    def send(actor, name, *arguments, query="", **data):
        content = {"data": json.dumps(data.pop("json")), "content_type": "application/json"} if "json" in data else {}
        client = signed_in(world.users[actor])
        before = records()  # signing in is a change
        answer = client.post(reverse(name, args=arguments) + query, content.pop("data", data), **content)
        page = answer.content.decode()
        told = [word for words in world.secrets_from(actor).values() for word in words if word in page]
        assert not [word for word in told if word not in str((arguments, query, data))], told
        if answer.status_code != 302:
            assert records() == before
        return answer

    return send


def records():
    models = [*apps.get_app_config("cases").get_models(), *apps.get_app_config("assistants").get_models()]
    return {model: model._base_manager.count() for model in [*models, Change]}


def entry(**other):
    """The fields of an entry of the diary."""
    keys = {"client_key": str(uuid.uuid4()), "writer": str(uuid.uuid4())}
    return {"visited_on": "2024-05-20", "kind": "home_visit", "duration": "60", **keys} | other


def request(**other):
    """The fields of a referral."""
    return {
        "form_key": str(uuid.uuid4()),
        "source": "family",
        "referred_on": "2024-05-20",
        "consent_on": "2024-05-20",
        "reasons": "Trudności",
    } | other


class TestAssistant:
    @pytest.mark.parametrize("kind", FOREIGN)
    def test_writes_nothing_about_other_families(self, world, sends, kind):
        family = world.families[kind]
        refused = 403 if kind == "handed_over" else 404
        query = f"?rodzina={family.number}"
        assert sends(ASSISTANT, "log_visit", query=query, **entry()).status_code == refused
        assert sends(ASSISTANT, "log_visit", query=query, szkic="1", **entry()).status_code == refused
        draft = {"key": str(uuid.uuid4()), "writer": str(uuid.uuid4()), "data": {"summary": ["x"]}}
        assert sends(ASSISTANT, "save_draft", query=query, json=draft).status_code == refused
        answer = sends(ASSISTANT, "log_group", **entry(families=[world.families["own"].number, family.number]))
        assert answer.status_code == 200

    @pytest.mark.parametrize("kind", FOREIGN)
    def test_puts_nothing_of_other_families_into_an_entry(self, world, sends, kind):
        query = f"?rodzina={world.families['own'].number}"
        case = world.families[kind].cases.get()
        goal = PlanGoal.objects.get(plan__case=case)
        answer = sends(ASSISTANT, "log_visit", query=query, **entry(goals=goal.pk))
        assert answer.status_code == 200 and goal.goal not in answer.content.decode()
        sends(ASSISTANT, "log_visit", query=query, **entry(case=case.pk))
        visit = Visit.objects.get(visited_on=TODAY)
        assert visit.case.family == world.families["own"]
        answer = sends(ASSISTANT, "correct_visit", visit.pk, **entry(case=case.pk, goals=goal.pk))
        assert answer.status_code == 200 and goal.goal not in answer.content.decode()

    @pytest.mark.parametrize("kind", FOREIGN)
    def test_changes_no_entry_or_appointment_of_others(self, world, sends, kind):
        family = world.families[kind]
        for visit in Visit.objects.filter(case__family=family):
            assert sends(ASSISTANT, "correct_visit", visit.pk, **entry(summary="x")).status_code == 404
            assert sends(ASSISTANT, "delete_visit", visit.pk).status_code == 404
        planned = Appointment.objects.get(family=family)
        assert sends(ASSISTANT, "settle_appointment", planned.pk, "odbyte").status_code == 404

    def test_takes_over_no_draft_of_others(self, world, sends):
        other, own = world.users["suspended"], world.families["own"]
        theirs = {"key": uuid.uuid4(), "writer": uuid.uuid4(), "data": {"summary": ["Cudze"]}}
        draft = Draft.objects.create(form="visit", user=other, family=own, **theirs)
        assert sends(ASSISTANT, "delete_draft", draft.pk).status_code == 404
        sent = {"key": str(draft.key), "writer": str(draft.writer), "draft": draft.pk, "version": draft.version}
        signed_in(world.users[ASSISTANT]).post(
            f"{reverse('save_draft')}?rodzina={own.number}",
            json.dumps(sent | {"data": {"summary": ["Moje"]}}),
            content_type="application/json",
        )
        draft.refresh_from_db()
        assert draft.data == {"summary": ["Cudze"]}
        page = signed_in(world.users[ASSISTANT]).get(reverse("log_visit"), {"rodzina": own.number, "szkic": draft.pk})
        assert page.status_code == 404

    @pytest.mark.parametrize("draft", ["[" * 20_000, '{"draft": 1e999}', '{"draft": NaN}', "\ud800", "9" * 5000])
    def test_sends_nonsense_as_a_draft(self, world, draft):
        body = (
            draft
            if "draft" not in draft
            else json.dumps({"key": str(uuid.uuid4()), "writer": str(uuid.uuid4()), "data": {}})[:-1] + f", {draft[1:]}"
        )
        answer = signed_in(world.users[ASSISTANT]).post(
            reverse("save_draft"), body.encode(errors="surrogatepass"), content_type="application/json"
        )
        assert answer.status_code == 400
        assert not Draft.objects.exists()


class TestSocialWorker:
    @pytest.mark.parametrize("kind", ["own", "foreign", "restricted", "handed_over"])
    def test_writes_nothing_about_other_families(self, world, sends, kind):
        family = world.families[kind]
        query = f"?rodzina={family.number}"
        assert sends(SOCIAL_WORKER, "new_referral", query=query, **request()).status_code == 404
        assert sends(SOCIAL_WORKER, "new_referral", query=query, zapisz_szkic="1", **request()).status_code == 404
        number = Referral.objects.get(family=family).number
        for name in ("complete_referral", "withdraw_referral"):
            assert sends(SOCIAL_WORKER, name, number, **request(reason="x")).status_code == 404

    def test_continues_no_draft_about_a_family_that_is_no_longer_theirs(self, world, sends):
        client, family = signed_in(world.users[SOCIAL_WORKER]), world.families["restricted"]
        draft = Draft.objects.create(
            form="referral", user=world.users[SOCIAL_WORKER], family=family, data={"reasons": ["Zaczęte"]}
        )
        query = f"?szkic={draft.pk}"
        assert client.get(reverse("new_referral") + query).status_code == 404
        assert sends(SOCIAL_WORKER, "new_referral", query=query, **request()).status_code == 404
        assert sends(SOCIAL_WORKER, "new_referral", query=query, zapisz_szkic="1", **request()).status_code == 404
        assert family.name not in client.get(reverse("referrals")).content.decode()

    def test_sends_the_key_of_another_users_referral(self, world, sends):
        theirs = Referral.objects.get(family=world.families["foreign"])
        theirs.form_key = str(uuid.uuid4())
        theirs.save()
        query = f"?rodzina={world.families['referred'].number}"
        Referral.objects.filter(family=world.families["referred"]).delete()
        world.families["referred"].cases.update(closed_on=date(2024, 2, 1))
        world.families["referred"].social_worker = world.users[SOCIAL_WORKER]
        world.families["referred"].save()
        answer = sends(SOCIAL_WORKER, "new_referral", query=query, **request(form_key=theirs.form_key))
        assert answer.status_code == 200
        assert theirs.number not in answer.content.decode()


class TestManager:
    def test_decides_nothing_about_a_family_restricted_to_others(self, world, sends):
        family = world.families["restricted"]
        number = Referral.objects.get(family=family).number
        for decision in ("przydzielenie", "oczekiwanie", "odmowa", "zwrot"):
            data = {"assistant": world.assistants["foreign"].number, "starts_on": "2024-05-20", "reason": "x"}
            assert sends(MANAGER, "decide_referral", number, decision, **data, because="x").status_code == 404
        assert sends(MANAGER, "family_access", family.number, readers=[world.users[MANAGER].pk]).status_code == 404

    def test_appoints_no_substitute_there(self, world, sends):
        assignment = Assignment.objects.get(family=world.families["restricted"])
        data = {"substitute": world.assistants["foreign"].number, "starts_on": "2024-05-20", "ends_on": "2024-05-21"}
        answer = sends(
            MANAGER,
            "substitute",
            world.assistants["own"].number,
            **data,
            which="wybrane",
            assignments=[assignment.pk],
        )
        assert answer.status_code == 200
        sends(MANAGER, "substitute", world.assistants["own"].number, **data, which="wszystkie")
        assert {each.assignment.family for each in Substitution.objects.all()} == {world.families["own"]}


@pytest.mark.parametrize("actor", [ASSISTANT, MANAGER])
def test_no_pack_of_a_family_out_of_scope(world, actor):
    own, hidden = (world.families[kind].number for kind in ("own", "restricted"))
    client = signed_in(world.users[actor])
    assert client.get(reverse("handover_pack"), {"rodzina": [own, hidden]}).status_code == 404
