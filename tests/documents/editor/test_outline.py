"""The outline of a document in the editor: its head, chapters and blocks."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.patterns import PATTERNS, pattern_text
from reporting.documents.editor.canonical import data_of, fingerprint, written
from tests.clients import signed_in
from tests.documents.editor.documents import FOCUS, KEY, blocks_now, data_now, errors_of, save
from tests.factories import StaffFactory
from tests.html_forms import fields_of, forms_of, send
from tests.html_pages import all_words, links_of, one, select, words

pytestmark = pytest.mark.django_db
OUTLINE = reverse("edit_outline", args=[KEY])


def press(client, page, label, **follow):
    """Press the button with that label in one of the small forms of the page."""
    for form in forms_of(page):
        for button in form.cssselect("button"):
            if button.get("aria-label") == label:
                fields = {**dict(form.form_values()), button.get("name"): button.get("value")}
                return client.post(form.get("action"), fields, **follow)
    raise AssertionError(label)


def test_the_outline_tells_of_each_block_in_short(manager, document):
    page = manager.get(OUTLINE)
    assert all_words(page, ".outline li a:first-child span") == [
        "Objęto ….",
        "Rodziny",
        "Pierwszy; Drugi",
        "Sporządziła",
    ]
    assert all_words(page, ".outline p.quiet") == ["tekst", "tabela", "lista", "podpisy"]
    assert "rok wcześniej, rok dokumentu" in words(page)
    assert links_of(manager.get(reverse("composed", args=[KEY])))["Edytuj"] == OUTLINE


def test_only_who_keeps_documents_edits_them(document):
    director = signed_in(StaffFactory(role="director"))
    assert director.get(OUTLINE).status_code == 403
    assert "Edytuj" not in links_of(director.get(reverse("composed", args=[KEY])))


def test_blocks_are_moved_and_the_focus_stays_with_them(manager, document):
    moved = press(manager, manager.get(OUTLINE), "Tabela „Rodziny”: wyżej")
    assert [block["type"] for block in blocks_now()] == ["table", "text", "list"]
    page = manager.get(moved.url)
    # It is the first now: its other button has the focus.
    assert one(page, FOCUS).get("aria-label") == "Tabela „Rodziny”: niżej"
    moved = press(manager, page, "Lista „Pierwszy; Drugi”: niżej")
    assert [block["type"] for block in blocks_now(2)] == ["list", "signatures"]
    assert one(manager.get(moved.url), FOCUS).get("aria-label") == "Lista „Pierwszy; Drugi”: niżej"
    press(manager, manager.get(OUTLINE), "Lista „Pierwszy; Drugi”: wyżej")
    assert [block["type"] for block in blocks_now()] == ["table", "text", "list"]


def test_a_block_that_somebody_has_moved_is_found(manager, document):
    page = manager.get(OUTLINE)
    press(manager, page, "Tekst „Objęto ….”: niżej")
    press(manager, page, "Lista „Pierwszy; Drugi”: wyżej")
    assert [block["type"] for block in blocks_now()] == ["table", "list", "text"]


def test_chapters_are_added_named_moved_and_left_out(manager, document):
    send(manager, reverse("new_chapter", args=[KEY]), title="  Wnioski ")
    assert [chapter["title"] for chapter in data_now()["chapters"]] == ["Rodziny", "Podpisy", "Wnioski"]
    press(manager, manager.get(OUTLINE), "Rozdział „Wnioski”: wyżej")
    send(manager, reverse("edit_chapter", args=[KEY, 2]), title="Wnioski i potrzeby")
    assert [chapter["title"] for chapter in data_now()["chapters"]] == ["Rodziny", "Wnioski i potrzeby", "Podpisy"]
    for _ in range(3):
        page = manager.get(reverse("delete_chapter", args=[KEY, 1]))
        manager.post(reverse("delete_chapter", args=[KEY, 1]), dict(forms_of(page)[-1].form_values()))
    assert data_now()["chapters"] == []
    assert "nie ma jeszcze rozdziałów" in words(manager.get(OUTLINE))
    assert errors_of(send(manager, reverse("new_chapter", args=[KEY]), title=" ")) == {
        "title": "Wpisz tytuł rozdziału."
    }


def test_leaving_out_asks_first_and_twice_is_no_mistake(manager, document):
    address = reverse("delete_block", args=[KEY, 1, 2])
    page = manager.get(address)
    assert words(page, ".confirm h2") == "Usunąć blok: tabela „Rodziny”?"
    assert len(blocks_now()) == 3
    fields = {"wersja": fingerprint(blocks_now()[1])}
    for _ in range(2):
        assert manager.post(address, fields).url == OUTLINE
    assert [block["type"] for block in blocks_now()] in (["text", "list"],)


def test_what_somebody_has_changed_meanwhile_is_not_left_out(manager, document):
    fields = {"wersja": fingerprint(blocks_now()[0])}
    send(manager, reverse("edit_block", args=[KEY, 1, 1]), text="Nowy tekst")
    page = manager.post(reverse("delete_block", args=[KEY, 1, 1]), fields, follow=True)
    assert "Ktoś tymczasem zmienił ten dokument" in words(page)
    assert blocks_now()[0]["text"] == "Nowy tekst"


def test_the_head(manager, document):
    address = reverse("edit_document_head", args=[KEY])
    fields = fields_of(manager.get(address))
    assert fields["okres"] == ["Y-1", "Y"]
    assert errors_of(manager.post(address, fields | {"title": ""})) == {"title": "Wpisz tytuł dokumentu."}
    page = manager.post(address, fields | {"do": "okres+", "subtitle": "nowy podtytuł"})
    fields = fields_of(page)
    assert (fields["okres"], fields["subtitle"]) == (["Y-1", "Y", "Y"], "nowy podtytuł")
    fields |= {"okres": ["Y-1", "Y", "inny"], "okres-inny": ["", "", "I półrocze 2024"]}
    assert manager.post(address, fields).url == OUTLINE
    assert data_now()["periods"] == ["Y-1", "Y", "2024-H1"]
    assert list(data_now()) == ["key", "kind", "title", "subtitle", "periods", "chapters"]
    assert "I półrocze 2024" in words(manager.get(OUTLINE))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31.05.2024–01.01.2024", "kończy się, zanim się zacznie"),
        ("kiedyś", "Nie rozumiem okresu „kiedyś”."),
        ("", "Wpisz okres"),
    ],
)
def test_a_wrong_period_is_told_at_its_field(manager, document, typed, said):
    address = reverse("edit_document_head", args=[KEY])
    fields = fields_of(manager.get(address)) | {"okres": ["Y", "inny"], "okres-inny": ["", typed], "title": "Nowy"}
    page = manager.post(address, fields)
    assert said in errors_of(page)["okres1"]
    assert fields_of(page)["title"] == "Nowy"
    assert data_now()["title"] == "Informacja"


def test_periods_that_break_a_table_are_refused(manager, document):
    data = data_now()
    data["chapters"][0]["blocks"] = [
        {"type": "table", "title": "", "rows": [{"label": "x", "values": [1, 2], "source": "GUS"}], "columns": []}
    ]
    save(data)
    address = reverse("edit_document_head", args=[KEY])
    page = manager.post(address, fields_of(manager.get(address)) | {"okres": ["Y-1", "Y", "Y-2"]})
    assert "Rozdział 1 („Rodziny”), blok 1 (tabela), wiersz 1" in words(page, ".error-summary")
    assert len(data_now()["periods"]) == 2


def test_two_editors_of_the_head_see_both_versions(manager, document):
    address = reverse("edit_document_head", args=[KEY])
    mine, theirs = (fields_of(manager.get(address)) for _ in range(2))
    manager.post(address, theirs | {"title": "Ich tytuł"})
    page = manager.post(address, mine | {"title": "Mój tytuł"})
    assert all_words(page, "table.entries td") == ["Ich tytuł", "Mój tytuł"]
    assert data_now()["title"] == "Ich tytuł"
    manager.post(address, fields_of(page))
    assert data_now()["title"] == "Mój tytuł"


def test_a_deleted_document(manager, document):
    address = reverse("edit_block", args=[KEY, 1, 1])
    fields = fields_of(manager.get(address)) | {"text": "Cały akapit, pisany godzinę."}
    document.delete()
    page = manager.post(address, fields)
    assert page.status_code == 404
    assert "Cały akapit, pisany godzinę." in page.content.decode()
    assert "Ktoś tymczasem usunął ten dokument" in words(page)


def test_many_chapters(manager, document):
    save(data_now() | {"chapters": [{"title": f"Rozdział {n}", "blocks": []} for n in range(100)]})
    page = send(manager, reverse("new_chapter", args=[KEY]), title="Jeszcze jeden")
    assert "najwyżej 100 rozdziałów" in errors_of(page)["title"]
    assert len(data_now()["chapters"]) == 100


@pytest.mark.parametrize("name", PATTERNS)
def test_canonical_json_is_that_of_the_patterns(name):
    document = DocumentDefinition(text=pattern_text(name))
    assert written(data_of(document)) == pattern_text(name)


def test_decimals_stay_to_the_digit():
    text = written({"values": []}).replace("[]", "[\n  1.50,\n  99999999999999.9999,\n  null\n ]")
    assert written(data_of(DocumentDefinition(text=text))) == text


def test_a_definition_made_here_and_one_imported_are_the_same(manager, document):
    send(manager, reverse("edit_block", args=[KEY, 1, 1]), text="Zażółć „gęślą” <b>jaźń</b> =1+1")
    exported = manager.get(reverse("definition_file", args=[KEY])).content
    DocumentDefinition.objects.all().delete()
    manager.post(reverse("upload_definition"), {"file": SimpleUploadedFile("x.json", exported)})
    assert manager.get(reverse("definition_file", args=[KEY])).content == exported
    before = DocumentDefinition.objects.get().text
    send(manager, reverse("edit_block", args=[KEY, 1, 2]))
    send(manager, reverse("edit_document_head", args=[KEY]))
    assert DocumentDefinition.objects.get().text == before
    assert json.loads(before)["chapters"][0]["blocks"][0]["text"] == "Zażółć „gęślą” <b>jaźń</b> =1+1"
    page = manager.get(reverse("composed", args=[KEY]))
    assert not select(page, ".document b")


def test_the_title_of_a_chapter_that_somebody_has_left_out(manager, document):
    address = reverse("edit_chapter", args=[KEY, 2])
    mine = fields_of(manager.get(address))
    page = manager.get(reverse("delete_chapter", args=[KEY, 2]))
    manager.post(reverse("delete_chapter", args=[KEY, 2]), dict(forms_of(page)[-1].form_values()))
    page = manager.post(address, mine | {"title": "Wnioski"})
    assert "Tego rozdziału już nie ma." in errors_of(page)["title"]
    manager.post(address, fields_of(page))
    assert [chapter["title"] for chapter in data_now()["chapters"]] == ["Rodziny", "Wnioski"]


def test_a_chapter_in_which_somebody_has_written_meanwhile_stays(manager, document):
    page = manager.get(reverse("delete_chapter", args=[KEY, 2]))
    asked = dict(forms_of(page)[-1].form_values())
    assert send(manager, reverse("edit_block", args=[KEY, 2, 1]), lines="Zatwierdził").status_code == 302
    answer = manager.post(reverse("delete_chapter", args=[KEY, 2]), asked, follow=True)
    assert "Ktoś tymczasem zmienił ten dokument" in words(answer)
    assert len(data_now()["chapters"]) == 2


def test_a_new_block_of_a_chapter_that_is_gone_is_kept(manager, document):
    address = f"{reverse('new_block', args=[KEY, 2])}?rodzaj=text"
    mine = fields_of(manager.get(address))
    page = manager.get(reverse("delete_chapter", args=[KEY, 2]))
    manager.post(reverse("delete_chapter", args=[KEY, 2]), dict(forms_of(page)[-1].form_values()))
    answer = manager.post(address, mine | {"text": "Napisane z mozołem."}, follow=True)
    assert "blok stoi teraz w rozdziale „Rodziny”" in words(answer)
    assert data_now()["chapters"][0]["blocks"][-1] == {"type": "text", "text": "Napisane z mozołem."}


def test_a_chapter_is_left_out_once_by_a_double_click(manager, document):
    page = manager.get(reverse("delete_chapter", args=[KEY, 1]))
    asked = dict(forms_of(page)[-1].form_values())
    for _click in range(2):
        answer = manager.post(reverse("delete_chapter", args=[KEY, 1]), asked, follow=True)
        assert "Usunięto rozdział." in words(answer)
    assert [chapter["title"] for chapter in data_now()["chapters"]] == ["Podpisy"]
