"""What somebody types into a form of the editor is kept for them, and comes back."""

import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from familycare.accounts.unsent_forms.models import UnsentForm
from reporting.documents.comments.services import write_comment
from reporting.documents.editor.canonical import fingerprint
from reporting.documents.editor.changing import (
    chapter_version,
    move_block,
    move_chapter,
    remove_block,
    remove_chapter,
    save_block,
    whole_version,
)
from reporting.documents.editor.drafts import restoring
from reporting.documents.editor.drafts.models import EditorDraft
from reporting.documents.editor.drafts.services import save_editor_draft
from tests.clients import signed_in
from tests.documents.editor.documents import KEY, blocks_now, data_now, save
from tests.documents.own.definitions import text
from tests.factories import StaffFactory
from tests.html_forms import field_of, fields_of
from tests.html_pages import links_of, one, select, words

pytestmark = pytest.mark.django_db
TEXT, TABLE = (reverse("edit_block", args=[KEY, 1, number]) for number in (1, 2))
OUTLINE = reverse("edit_outline", args=[KEY])
FORM = "form[data-draft]"


@pytest.fixture
def user(db):
    return StaffFactory()


@pytest.fixture
def client(user, document):
    return signed_in(user)


def keep(client, page, /, **changes):
    """Send what is typed into the form of the page as its script does; the answer."""
    form = one(page, FORM)
    token = one(form, "[name=csrfmiddlewaretoken]").get("value")
    fields = fields_of(page, FORM) | changes
    data = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    return client.post(form.get("data-draft"), json.dumps(data), "application/json", headers={"X-CSRFToken": token})


def typed(client, address, /, **changes):
    """Open the page, type, and leave it; what the server answered to its script."""
    answer = keep(client, client.get(address), **changes)
    assert answer.status_code == 200, answer.content
    return answer.json()


def notice(page):
    return words(page, "#szkic") if select(page, "#szkic") else ""


def test_a_text_that_was_left_comes_back_with_a_notice_and_can_be_thrown_away(client, user):
    assert typed(client, TEXT, text="Objęto {{support.fam")["saved"]
    page = client.get(TEXT)
    assert "Przywrócono niezapisany tekst z" in notice(page)
    assert field_of(page, "text") == "Objęto {{support.fam"
    assert not select(page, ".is-invalid")  # nobody has sent it yet
    assert links_of(client.get(OUTLINE), "section[aria-labelledby=szkice] a") == {"Blok": TEXT}
    [form] = select(page, "#szkic form")
    page = client.post(form.get("action"), follow=True)
    assert "Odrzucono niezapisany tekst." in words(page)
    assert page.redirect_chain[-1][0] == TEXT
    assert not notice(page) and field_of(page, "text").startswith("Objęto {{support.families")
    assert not EditorDraft.objects.exists() and not UnsentForm.objects.exists()


def test_only_the_author_sees_it(client, user, document):
    typed(client, TEXT, text="Moje słowa")
    other = signed_in(StaffFactory())
    page = other.get(TEXT)
    assert not notice(page) and "Moje słowa" not in page.content.decode()
    draft = EditorDraft.objects.get()
    assert "Moje słowa" not in draft.sealed
    assert other.post(reverse("discard_editor_draft", args=[KEY, draft.pk])).status_code == 404
    assert EditorDraft.objects.exists()


def test_saving_forgets_it(client):
    typed(client, TEXT, text="Nowy tekst")
    page = client.get(TEXT)
    client.post(TEXT, fields_of(page, FORM))
    assert blocks_now()[0]["text"] == "Nowy tekst"
    assert not EditorDraft.objects.exists()
    assert not notice(client.get(TEXT))


def test_a_draft_that_comes_later_than_what_was_saved_is_not_offered(client):
    page = client.get(TEXT)
    client.post(TEXT, fields_of(page, FORM) | {"text": "Nowy tekst"})
    keep(client, page, text="Nowy tekst")
    assert not notice(client.get(TEXT))
    assert not EditorDraft.objects.exists()


def test_a_block_that_somebody_changed_meanwhile_is_beside_the_draft(client):
    typed(client, TEXT, text="Moja wersja")
    save_block(key=KEY, chapter=1, number=1, version=fingerprint(blocks_now()[0]), block=text("Cudza wersja"))
    page = client.get(TEXT)
    assert "ktoś zmienił to miejsce" in notice(page) and "Moja wersja" in notice(page)
    assert field_of(page, "text") == "Cudza wersja"
    page = client.get(TEXT + links_of(page, "#szkic a")["Wstaw mój tekst do formularza"])
    assert field_of(page, "text") == "Moja wersja"
    assert blocks_now()[0]["text"] == "Cudza wersja"
    client.post(TEXT, fields_of(page, FORM))
    assert blocks_now()[0]["text"] == "Moja wersja"
    assert not EditorDraft.objects.exists()


def test_a_block_that_was_moved_has_its_draft(client):
    typed(client, TEXT, text="Moja wersja")
    move_block(key=KEY, chapter=1, number=1, version=fingerprint(blocks_now()[0]), step=1)
    assert not notice(client.get(TEXT))
    page = client.get(TABLE)
    assert field_of(page, "text") == "Moja wersja" and "Przywrócono" in notice(page)


def test_a_chapter_that_was_moved_has_its_drafts(client):
    chapter = [reverse("edit_chapter", args=[KEY, number]) for number in (1, 2)]
    new = [reverse("new_block", args=[KEY, number]) + "?rodzaj=heading" for number in (1, 2)]
    typed(client, chapter[0], title="Rodziny i dzieci")
    typed(client, new[0], text="Nagłówek")
    move_chapter(key=KEY, number=1, version=chapter_version(data_now()["chapters"][0]), step=1)
    assert not notice(client.get(chapter[0])) and not notice(client.get(new[0]))
    assert field_of(client.get(chapter[1]), "title") == "Rodziny i dzieci"
    assert field_of(client.get(new[1]), "text") == "Nagłówek"
    # Somebody imports the document with the chapters as they were.
    data = data_now()
    data["chapters"].reverse()
    save(data)
    assert field_of(client.get(chapter[0]), "title") == "Rodziny i dzieci"
    remove_chapter(key=KEY, number=1, version=whole_version(data_now()["chapters"][0]))
    assert not notice(client.get(chapter[0])) and not notice(client.get(new[0]))
    drafts = links_of(client.get(OUTLINE), "section[aria-labelledby=szkice] a")
    assert field_of(client.get(drafts["Tytuł rozdziału"]), "title") == "Rodziny i dzieci"
    assert field_of(client.get(drafts["Nowy blok"]), "text") == "Nagłówek"


def test_each_draft_of_a_new_chapter_is_reached_from_the_outline(client):
    for page, title in [(client.get(reverse("new_chapter", args=[KEY])), title) for title in ("Wnioski", "Plany")]:
        keep(client, page, title=title)
    links = [link.get("href") for link in select(client.get(OUTLINE), "section[aria-labelledby=szkice] a")]
    assert sorted(field_of(client.get(link), "title") for link in links) == ["Plany", "Wnioski"]


def test_a_block_that_was_deleted_leaves_the_draft_in_the_outline(client):
    typed(client, TEXT, text="Moja wersja")
    remove_block(key=KEY, chapter=1, number=1, version=fingerprint(blocks_now()[0]))
    page = client.get(OUTLINE)
    assert "blok usunięto" in words(page, "section[aria-labelledby=szkice]")
    address = links_of(page, "section[aria-labelledby=szkice] a")["Blok"]
    page = client.get(address)
    assert field_of(page, "text") == "Moja wersja"
    client.post(address.partition("?")[0], fields_of(page, FORM))
    assert "Moja wersja" in [block.get("text") for block in blocks_now(2)]
    assert not EditorDraft.objects.exists()


def test_what_was_sent_and_not_saved_is_kept_without_a_script(client):
    page = client.get(TEXT)
    page = client.post(TEXT, fields_of(page, FORM) | {"text": "Objęto {{nic.takiego}}"})
    assert select(page, ".error-summary")
    page = client.get(TEXT)
    assert field_of(page, "text") == "Objęto {{nic.takiego}}"
    # A conflict, too.
    page = client.get(reverse("edit_block", args=[KEY, 1, 3]))
    save_block(
        key=KEY,
        chapter=1,
        number=3,
        version=fingerprint(blocks_now()[2]),
        block={"type": "list", "items": ["Trzeci"]},
    )
    address = reverse("edit_block", args=[KEY, 1, 3])
    page = client.post(address, fields_of(page, FORM) | {"lines": "Mój"})
    assert "Wersja zapisana przez inną osobę" in words(page)
    page = client.get(address)
    assert "Mój" in notice(page) and field_of(page, "lines") == "Trzeci"


def test_rows_of_a_table_come_back(client):
    page = client.get(TABLE)
    page = client.post(TABLE, fields_of(page, FORM) | {"do": "wiersz+"})
    assert keep(client, page, **{"w1-nazwa": "Drugi wiersz"}).json()["saved"]
    page = client.get(TABLE)
    assert field_of(page, "w1-nazwa") == "Drugi wiersz" and "Przywrócono" in notice(page)
    assert field_of(page, "w0-nazwa") == "Rodziny"


def test_head_chapters_and_new_blocks(client):
    head, chapter = reverse("edit_document_head", args=[KEY]), reverse("edit_chapter", args=[KEY, 1])
    new = reverse("new_block", args=[KEY, 2]) + "?rodzaj=heading"
    typed(client, head, subtitle="za rok")
    typed(client, chapter, title="Rodziny i dzieci")
    typed(client, reverse("new_chapter", args=[KEY]), title="Wnioski")
    typed(client, new, text="Nagłówek", miejsce="2")
    assert field_of(client.get(head), "subtitle") == "za rok"
    assert field_of(client.get(chapter), "title") == "Rodziny i dzieci"
    assert field_of(client.get(reverse("new_chapter", args=[KEY])), "title") == "Wnioski"
    page = client.get(new)
    assert (field_of(page, "text"), field_of(page, "miejsce")) == ("Nagłówek", "2")
    assert not notice(client.get(reverse("new_block", args=[KEY, 2]) + "?rodzaj=text"))
    assert len(select(client.get(OUTLINE), "section[aria-labelledby=szkice] li")) == 4
    # Somebody names the chapter and the document otherwise.
    data = data_now()
    data["title"], data["chapters"][0]["title"] = "Inny tytuł", "Inny rozdział"
    save(data)
    assert "Rodziny i dzieci" in notice(client.get(chapter))
    assert field_of(client.get(chapter), "title") == "Inny rozdział"
    assert "Podtytuł: za rok" in notice(client.get(head))
    for address in (head, chapter):
        page = client.get(address + links_of(client.get(address), "#szkic a")["Wstaw mój tekst do formularza"])
        client.post(address, fields_of(page, FORM))
    assert (data_now()["subtitle"], data_now()["chapters"][0]["title"]) == ("za rok", "Rodziny i dzieci")


def test_a_document_that_is_deleted_while_a_form_is_sent_gives_the_text_back(client, document, monkeypatch):
    def save_late(**what):
        document.delete()
        return save_editor_draft(**what)

    page = client.get(TEXT)
    monkeypatch.setattr(restoring, "save_editor_draft", save_late)
    page = client.post(TEXT, fields_of(page, FORM) | {"text": "Moje słowa", "do": "podglad"})
    assert page.status_code == 404
    assert "Moje słowa" in words(page)


def test_two_pages_do_not_overwrite_each_other(client):
    one_page, other = client.get(TEXT), client.get(TEXT)
    keep(client, one_page, text="Pierwsza")
    keep(client, other, text="Druga")
    assert sorted(draft.data["text"][0] for draft in EditorDraft.objects.all()) == ["Druga", "Pierwsza"]
    keep(client, one_page, text="Pierwsza, dalej")
    assert sorted(draft.data["text"][0] for draft in EditorDraft.objects.all()) == ["Druga", "Pierwsza, dalej"]


class TestLostSession:
    def test_typing_goes_on_being_kept(self, client, user):
        page = client.get(TEXT)
        _forget_session(client)
        answer = keep(client, page, text="Po wygaśnięciu").json()
        assert (answer["saved"], answer["signed_in"]) == (True, False)
        assert field_of(signed_in(user).get(TEXT), "text") == "Po wygaśnięciu"

    def test_somebody_else_signed_in_on_this_browser(self, client, user):
        page = client.get(TEXT)
        client.force_login(StaffFactory())
        assert not keep(client, page, text="Moje słowa").json()["signed_in"]
        assert EditorDraft.objects.get().user == user
        assert not notice(client.get(TEXT))

    def test_a_forged_token_identifies_nobody(self, client, document):
        page = client.get(TEXT)
        assert keep(Client(), page, text="Obce").status_code == 404
        assert not EditorDraft.objects.exists()

    def test_what_was_sent_waits_in_the_draft_of_the_page(self, client, user):
        page = client.get(TEXT)
        keep(client, page, text="Pierwsze słowa")
        _forget_session(client)
        token = one(page, f"{FORM} [name=csrfmiddlewaretoken]").get("value")
        client.post(TEXT, fields_of(page, FORM) | {"text": "Wysłane", "csrfmiddlewaretoken": token})
        [draft] = EditorDraft.objects.all()
        assert (draft.was_sent, draft.address) == (True, TEXT)
        page = signed_in(user).get(TEXT)
        assert field_of(page, "text") == "Wysłane"


@pytest.mark.parametrize("body", ["", "[]", '{"text": 1}', "null", "[" * 3000])
def test_what_is_no_draft_is_refused(client, body):
    page = client.get(TEXT)
    form = one(page, FORM)
    token = one(form, "[name=csrfmiddlewaretoken]").get("value")
    answer = client.post(form.get("data-draft"), body, "application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 400
    assert not EditorDraft.objects.exists()


def test_too_long_or_of_no_document(client, document):
    page = client.get(TEXT)
    assert "za dużo" in keep(client, page, text="a" * 500_001).json()["why"]
    document.delete()
    assert keep(client, page, text="x").status_code == 404


def test_a_deleted_document_takes_its_drafts_and_comments_along(client, user, document):
    typed(client, TEXT, text="Moje słowa")
    write_comment(key=KEY, chapter=1, number=1, version=fingerprint(blocks_now()[0]), text="Popraw", by=user)
    client.post(reverse("delete_document_definition", args=[KEY]))
    assert not UnsentForm.objects.exists()


def test_the_preview_of_a_lost_session_is_no_unsent_form(client):
    page = client.get(TEXT)
    fields = fields_of(page, FORM)
    token = one(page, f"{FORM} [name=csrfmiddlewaretoken]").get("value")
    _forget_session(client)
    client.post(reverse("preview_block", args=[KEY]), fields | {"csrfmiddlewaretoken": token})
    assert not UnsentForm.objects.exists()


def _forget_session(client):
    del client.cookies[settings.SESSION_COOKIE_NAME]


def test_what_was_not_saved_stays_with_a_block_that_was_moved_meanwhile(client):
    page = client.get(TEXT)
    move_block(key=KEY, chapter=1, number=1, version=fingerprint(blocks_now()[0]), step=1)
    client.post(TEXT, fields_of(page, FORM) | {"text": "Objęto {{nic.takiego}}"})
    assert not notice(client.get(TEXT))
    assert field_of(client.get(TABLE), "text") == "Objęto {{nic.takiego}}"
