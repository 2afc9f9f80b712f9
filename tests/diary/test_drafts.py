"""Drafts: each belongs to one family and one user, and no other page overwrites it."""

import json
import uuid

import pytest
from django.contrib.auth import logout
from django.test import RequestFactory
from django.urls import reverse

from assistants.models import Visit
from cases.drafts import MOST_TEXT
from cases.models import Draft
from familycare.accounts.unsent_forms.browser_keys import DEVICE
from familycare.accounts.unsent_forms.models import BrowserKey, UnsentForm
from tests.accounts.signing_in import token_in
from tests.clients import signed_in
from tests.diary.entries import DAY, GROUP, at, sent
from tests.diary.people import TODAY, create_family
from tests.html_forms import field_of
from tests.html_pages import links_of, select, words

KEY, PC, PHONE = (str(uuid.UUID(int=number)) for number in (1, 2, 3))


def keep(client, family, summary, **more):
    """Send what the script sends; return the response."""
    body = {"key": KEY, "writer": PHONE, "draft": "", "version": "", "data": {"summary": [summary]}} | more
    address = reverse("save_draft") + (f"?rodzina={family.number}" if family else "")
    return client.post(address, json.dumps(body), content_type="application/json")


class TestOneDraft:
    def test_grows_with_what_is_typed(self, phone, family):
        for summary in ("Roz", "Rozmowa"):
            assert keep(phone, family, summary).json()["saved"]
        assert Draft.objects.get().data == {"summary": ["Rozmowa"]}

    def test_is_shown_at_its_family_and_opened_there(self, phone, ewa, family):
        other = create_family(ewa, "Inni", "R13")
        keep(phone, family, "Rozmowa")
        assert words(phone.get(DAY)).count("szkic z 20 czerwca") == 1
        page = phone.get(at(family))
        assert "To szkic z 20 czerwca" in words(page)
        assert field_of(page, "summary") == "Rozmowa"
        assert field_of(page, "client_key") == KEY
        assert "Rozmowa" not in phone.get(at(other)).content.decode()

    def test_is_never_attached_to_another_family(self, phone, ewa, family):
        other = create_family(ewa, "Inni", "R13")
        keep(phone, family, "Rozmowa")
        answer = keep(phone, other, "Rozmowa").json()
        assert answer == {"saved": False, "why": "Ten szkic dotyczy innej rodziny. Otwórz nowy formularz."}
        assert Draft.objects.get().family == family
        assert phone.get(f"{at(other)}&szkic={Draft.objects.get().pk}").status_code == 404

    def test_is_not_readable_in_the_database(self, phone, family):
        keep(phone, family, "Rozmowa")
        assert "Rozmowa" not in Draft.objects.get().sealed

    @pytest.mark.parametrize("mark", ["\0", "\ud800"])
    def test_drops_characters_that_cannot_be_stored(self, phone, family, mark):
        assert keep(phone, family, f"Roz{mark}mowa").json()["saved"]
        assert Draft.objects.get().data == {"summary": ["Rozmowa"]}

    def test_drops_them_without_scripts_too(self, phone, family):
        phone.post(at(family), sent(summary="Roz\0mowa") | {"szkic": "1"})
        assert Draft.objects.get().data["summary"] == ["Rozmowa"]

    def test_too_long_for_a_draft_stays_in_the_form(self, phone, family):
        page = phone.post(at(family), sent(summary="a" * (MOST_TEXT + 1)) | {"szkic": "1"})
        assert "za długi" in words(page)
        assert field_of(page, "summary") == "a" * (MOST_TEXT + 1)
        assert not Draft.objects.exists()

    def test_is_hidden_from_colleagues(self, phone, ola, family):
        keep(phone, family, "Rozmowa")
        draft = Draft.objects.get()
        colleague = signed_in(ola.account)
        assert "szkic" not in words(colleague.get(DAY))
        assert colleague.post(reverse("delete_draft", args=[draft.pk])).status_code == 404
        assert keep(colleague, family, "x").status_code == 404

    def test_is_deleted_when_the_entry_is_saved(self, phone, family):
        keep(phone, family, "Rozmowa")
        phone.post(at(family), sent(client_key=KEY, writer=PHONE))
        assert Visit.objects.count() == 1
        assert not Draft.objects.exists()

    def test_can_be_deleted(self, phone, family):
        keep(phone, family, "Rozmowa")
        phone.post(reverse("delete_draft", args=[Draft.objects.get().pk]))
        assert not Draft.objects.exists()

    def test_is_saved_by_a_button_without_scripts(self, phone, family):
        page = phone.post(at(family), sent(kind="", duration="") | {"szkic": "1"}, follow=True)
        assert "Szkic zapisany." in words(page)
        assert field_of(phone.get(at(family)), "summary") == "Rozmowa o szkole."
        assert not Visit.objects.exists()

    def test_waits_while_the_family_is_not_visible(self, phone, family):
        keep(phone, family, "Rozmowa")
        assignment = family.assignments.get()
        assignment.ends_on = TODAY.replace(day=19)
        assignment.save()
        assert "szkic" not in words(phone.get(DAY))
        assert Draft.objects.exists()

    def test_for_several_families_is_listed_separately(self, phone, family):
        keep(phone, None, "Warsztat", data={"summary": ["Warsztat"], "families": ["R12"]})
        draft = Draft.objects.get()
        assert f"{GROUP}?szkic={draft.pk}" in links_of(phone.get(DAY)).values()
        page = phone.get(GROUP)
        assert field_of(page, "summary") == "Warsztat"
        assert select(page, "input[value=R12]:checked")

    @pytest.mark.parametrize("asked", ["0", "x", "9" * 30, "-1"])
    def test_unknown_one_is_not_found(self, phone, family, asked):
        assert phone.get(f"{at(family)}&szkic={asked}").status_code == 404


class TestEntryThatWasRefused:
    """The refused entry waits as the draft of its page: once, and still as a draft."""

    @pytest.fixture
    def refused(self, phone, family):
        """The draft of an entry that was sent after the family had been handed over."""
        token = token_in(phone.get(at(family)))
        keep(phone, family, "Rozmowa")
        self.hand_over(family, TODAY.replace(day=19))
        entry = sent(client_key=KEY, writer=PHONE, summary="Rozmowa, do końca", csrfmiddlewaretoken=token)
        assert phone.post(at(family), entry).status_code == 403
        return Draft.objects.get()

    def hand_over(self, family, last_day):
        family.assignments.update(ends_on=last_day)

    def test_waits_for_its_author_as_it_was_sent(self, phone, refused):
        assert UnsentForm.objects.count() == 1
        page = phone.get(reverse("unsent_forms"))
        assert "Rozmowa, do końca" in words(page)
        assert dict(refused.pairs)["client_key"] == KEY
        assert "client_key" not in refused.data

    @pytest.mark.parametrize("way", ["discards", "sends with a mistake", "saves a draft"])
    def test_waits_no_longer_and_is_still_a_draft(self, phone, family, refused, way):
        self.hand_over(family, None)
        if way == "discards":
            phone.post(reverse("discard_unsent_form", args=[refused.pk]))
        else:
            entry = sent(client_key=KEY, writer=PHONE, summary="Rozmowa", kind="", zachowany=str(refused.pk))
            phone.post(at(family), entry | ({"szkic": "1"} if way == "saves a draft" else {}))
        assert "Nic tu nie czeka" in words(phone.get(reverse("unsent_forms")))
        assert words(phone.get(DAY)).count("szkic z 20 czerwca") == 1

    def test_is_deleted_when_it_is_sent_again(self, phone, family, refused):
        self.hand_over(family, None)
        phone.post(at(family), dict(refused.pairs) | {"zachowany": str(refused.pk)})
        assert Visit.objects.get().summary == "Rozmowa, do końca"
        assert not UnsentForm.objects.exists()

    def test_is_not_replaced_by_a_page_with_an_older_draft(self, phone, family, refused):
        self.hand_over(family, None)
        shown = {"draft": str(refused.pk), "version": str(refused.version - 1)}
        assert keep(phone, family, "Z komputera", writer=PC, **shown).json()["others"] == 1
        refused.refresh_from_db()
        assert refused.data["summary"] == ["Rozmowa, do końca"]


class TestTwoVersions:
    @pytest.fixture
    def opened(self, phone, family):
        """The draft that the phone wrote and the PC opened."""
        keep(phone, family, "Pierwsze")
        draft = Draft.objects.get()
        return {"draft": str(draft.pk), "version": str(draft.version)}

    def test_the_page_with_the_current_draft_continues_it(self, phone, family, opened):
        assert keep(phone, family, "Pierwsze i drugie", writer=PC, **opened).json()["others"] == 0
        assert Draft.objects.get().data == {"summary": ["Pierwsze i drugie"]}

    def test_neither_overwrites_the_other(self, phone, family, opened):
        keep(phone, family, "Z telefonu")
        assert keep(phone, family, "Z komputera", writer=PC, **opened).json()["others"] == 1
        assert keep(phone, family, "Z telefonu dalej").json()["others"] == 1
        assert {draft.data["summary"][0] for draft in Draft.objects.all()} == {"Z komputera", "Z telefonu dalej"}

    def test_are_shown_side_by_side(self, phone, family, opened):
        keep(phone, family, "Z telefonu")
        keep(phone, family, "Z komputera", writer=PC, **opened)
        text = words(phone.get(at(family)))
        assert "Zaczęto to pisać w kilku miejscach" in text
        assert "Z telefonu" in text
        assert "Z komputera" in text
        pc = Draft.objects.get(writer=PC)
        assert field_of(phone.get(f"{at(family)}&szkic={pc.pk}"), "summary") == "Z komputera"
        assert "Z komputera" not in phone.get(f"{at(family)}&nowa=1").content.decode()

    def test_the_other_stays_when_one_is_saved(self, phone, family, opened):
        keep(phone, family, "Z telefonu")
        keep(phone, family, "Z komputera", writer=PC, **opened)
        phone.post(at(family), sent(client_key=KEY, writer=PHONE, summary="Z telefonu"))
        assert Draft.objects.get().data == {"summary": ["Z komputera"]}
        page = phone.post(at(family), sent(client_key=KEY, writer=PC, summary="Z komputera"))
        assert "Wersja zapisana" in words(page)


class TestBadInput:
    @pytest.mark.parametrize(
        "body",
        [
            "",
            "[]",
            "{",
            "null",
            "1",
            '{"data": {}}',
            '{"data": [], "key": "x"}',
            json.dumps({"key": KEY, "writer": PC, "data": {"summary": 5}}),
            json.dumps({"key": KEY, "writer": PC, "data": {"summary": [5]}}),
            json.dumps({"key": KEY, "writer": PC, "data": {"summary": [["a"]]}}),
            json.dumps({"key": KEY, "writer": PC, "data": {}, "draft": "x"}),
            json.dumps({"key": "x", "writer": PC, "data": {}}),
        ],
    )
    def test_nonsense_is_refused(self, phone, family, body):
        address = f"{reverse('save_draft')}?rodzina={family.number}"
        assert phone.post(address, body, content_type="application/json").status_code == 400
        assert not Draft.objects.exists()

    def test_too_long_a_text_gets_a_message(self, phone, family):
        assert "za długi" in keep(phone, family, "a" * (MOST_TEXT + 1)).json()["why"]

    def test_draft_with_nonsense_can_be_opened(self, phone, family):
        keep(phone, family, "x", data={"kind": ["nie_ma"], "goals": ["x"], "visited_on": ["wczoraj"], "inne": ["y"]})
        keep(phone, family, "x", writer=PC, data={"kind": [], "institution": ["nie_ma"], "case": ["7"]})
        assert phone.get(at(family)).status_code == 200
        for draft in Draft.objects.all():
            assert phone.get(f"{at(family)}&szkic={draft.pk}").status_code == 200


class TestBrowserKey:
    def sign_out(self, client, user):
        request = RequestFactory().post("/")
        request.COOKIES = {name: cookie.value for name, cookie in client.cookies.items()}
        request.session, request.user = client.session, user
        logout(request)

    def test_is_the_same_until_signing_out(self, phone, ewa):
        first = phone.post(reverse("browser_key"))
        assert first.cookies[DEVICE]["httponly"]
        assert phone.post(reverse("browser_key")).json() == first.json()
        self.sign_out(phone, ewa.account)
        assert not BrowserKey.objects.exists()

    def test_comes_back_after_an_expired_session(self, phone, ewa):
        first = phone.post(reverse("browser_key")).json()
        phone.session.flush()
        phone.force_login(ewa.account)
        assert phone.post(reverse("browser_key")).json() == first

    def test_is_another_for_another_person(self, phone, ola):
        first = phone.post(reverse("browser_key")).json()
        phone.force_login(ola.account)
        assert phone.post(reverse("browser_key")).json() != first

    def test_of_another_browser_stays(self, phone, ewa):
        phone.post(reverse("browser_key"))
        self.sign_out(signed_in(ewa.account), ewa.account)
        assert BrowserKey.objects.exists()

    def test_forged_cookie_does_no_harm(self, phone, ewa):
        phone.cookies[DEVICE] = "x"
        self.sign_out(phone, ewa.account)
