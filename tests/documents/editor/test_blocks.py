"""Blocks of a document in the editor: their forms, what is wrong with them, two editors, the preview."""

import pytest
from django.urls import reverse

from reporting.documents.editor import section_texts
from reporting.documents.editor.canonical import fingerprint
from tests.documents.editor.documents import KEY, blocks_now, data_now, errors_of, save
from tests.documents.own.definitions import computing, text
from tests.documents.programmes.texts import saved
from tests.html_forms import fields_of, send
from tests.html_pages import links_of, one, rows_of, select, words

pytestmark = pytest.mark.django_db


def block(chapter=1, number=1, name="edit_block"):
    return reverse(name, args=[KEY, chapter, number])


def new(chapter=1):
    return reverse("new_block", args=[KEY, chapter])


def add(client, type_name, chapter=1, **typed):
    fields = fields_of(client.get(new(chapter), {"rodzaj": type_name}))
    return client.post(new(chapter), fields | typed)


def test_simple_blocks_are_added_where_they_belong(manager, document):
    add(manager, "heading", text="Kadra", miejsce="1")
    add(manager, "text", text="Z Worda:\x0bwiersz\r\n\r\n„drugi” – akapit ")
    add(manager, "list", lines="jeden\n\n  dwa ")
    add(manager, "section", section="staff.posts", show=["table"])
    add(manager, "break", chapter=2)
    saved = blocks_now()
    assert saved[0] == {"type": "heading", "text": "Kadra"}
    assert saved[4] == {"type": "text", "text": "Z Worda:\nwiersz\n\n„drugi” – akapit"}
    assert saved[5] == {"type": "list", "items": ["jeden", "dwa"]}
    assert saved[6] == {"type": "section", "section": "staff.posts", "show": ["table"]}
    assert blocks_now(2)[-1] == {"type": "break"}


@pytest.mark.parametrize(
    ("type_name", "typed", "said"),
    [
        ("text", {"text": " "}, "Wpisz treść"),
        ("text", {"text": "Objęto {{support.families rodzin"}, "brakuje „}}”"),
        ("text", {"text": "Objęto {{support.familie}}."}, "Nie ma danej „support.familie”; podobne: „Rodziny objęte"),
        ("text", {"text": "W {{support.families@2025-13}}"}, "okres"),
        ("heading", {"text": "x" * 501}, "najwyżej 500 znaków, a ma ich 501"),
        ("list", {"lines": "dobry\nzły {{"}, "Punkt 2: "),
        ("section", {"section": "nie.ma"}, "Nie ma takiej części"),
        ("section", {"section": "staff.posts", "show": []}, "Zaznacz, co pokazać"),
        ("signatures", {"lines": "\n"}, "Wpisz choć jeden podpis"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_lost(manager, document, type_name, typed, said):
    page = add(manager, type_name, **typed)
    assert said in " ".join(errors_of(page).values())
    for name, value in typed.items():
        if isinstance(value, str) and value.strip() and name != "section":
            assert fields_of(page)[name] == value
    assert len(blocks_now()) == 3


def test_a_saved_block_that_was_not_changed_stays_to_the_byte(manager, document):
    before = document.text
    for chapter, number in ((1, 1), (1, 2), (1, 3), (2, 1)):
        assert send(manager, block(chapter, number)).status_code == 302
    document.refresh_from_db()
    assert document.text == before


def test_who_saves_second_sees_both_and_decides(manager, document):
    mine, theirs = (fields_of(manager.get(block())) for _ in range(2))
    manager.post(block(), theirs | {"text": "Ich wersja: {{support.families}} rodzin."})
    page = manager.post(block(), mine | {"text": "Moja wersja."})
    assert "Ich wersja: 74 rodzin." in words(page, "#obie-wersje")
    assert fields_of(page)["text"] == "Moja wersja."
    assert blocks_now()[0]["text"].startswith("Ich wersja")
    manager.post(block(), fields_of(page))
    assert blocks_now()[0]["text"] == "Moja wersja."


def test_changes_of_different_blocks_do_not_disturb_each_other(manager, document):
    mine = fields_of(manager.get(block(1, 3)))
    send(manager, block(1, 1), text="Inny blok")
    manager.post(block(1, 1, "delete_block"), {"wersja": fingerprint(blocks_now()[0])})
    manager.post(block(1, 3), mine | {"lines": "zmienione"})
    assert [each["type"] for each in blocks_now()] == ["table", "list"]
    assert blocks_now()[1]["items"] == ["zmienione"]


def test_a_block_that_somebody_has_left_out_comes_back(manager, document):
    mine = fields_of(manager.get(block(1, 3)))
    manager.post(block(1, 3, "delete_block"), {"wersja": fingerprint(blocks_now()[2])})
    page = manager.post(block(1, 3), mine | {"lines": "ważne"})
    assert "Ktoś tymczasem usunął ten blok" in words(page)
    assert len(blocks_now()) == 2
    manager.post(block(1, 3), fields_of(page))
    assert blocks_now()[2]["items"] == ["ważne"]


def test_the_same_form_sent_twice_saves_once(manager, document):
    fields = fields_of(manager.get(block())) | {"text": "Raz"}
    assert [manager.post(block(), fields).status_code for _ in range(2)] == [302, 302]
    assert len(blocks_now()) == 3


def test_a_figure_that_is_gone_elsewhere_keeps_nobody_from_writing(manager, document):
    data = data_now()
    data["chapters"][1]["blocks"].append(text("{{figures.dawna.pozycja}}"))
    save(data)
    assert send(manager, block(), text="Nowe słowa").status_code == 302
    page = send(manager, block(2, 2))
    assert "Nie ma danej „figures.dawna.pozycja”" in words(page, ".error-summary")


def test_addresses_of_what_is_not_there(manager, document):
    assert "już nie ma" in words(manager.get(block(1, 9), follow=True))
    assert "już nie ma" in words(manager.get(new(9), {"rodzaj": "text"}, follow=True))
    assert manager.get(new(), {"rodzaj": "obrazek"}).status_code == 404


def test_another_block_leaves_a_programme_alone(manager, document):
    data = data_now()
    data["chapters"][0]["blocks"].append({"type": "programme", "programme": "p", "show": ["goals"]})
    save(data)
    assert send(manager, block(), text="Nowe słowa").status_code == 302
    assert blocks_now()[3]["programme"] == "p"


def preview(client, **fields):
    return client.post(reverse("preview_block", args=[KEY]), fields)


def test_the_preview_has_the_figures_of_the_year(manager, document):
    page = manager.get(block())
    assert "Objęto 74 rodziny." in words(page, "#podglad-bloku")
    assert "Objęto 60 rodzin." in words(page, ".before")
    made = preview(manager, rodzaj="text", text="Było {{support.families|rodzina}}.", rok="2024")
    assert "Było 60 rodzin." in words(made)
    assert "Rodziny objęte wsparciem asystenta" in words(made, ".named-figures")
    assert "brakuje „}}”" in words(preview(manager, rodzaj="text", text="Było {{x"), ".preview-problems")
    assert data_now()["chapters"][0]["blocks"][0]["text"].startswith("Objęto")


def test_the_preview_of_a_table(manager, document):
    fields = fields_of(manager.get(block(1, 2)))
    assert rows_of(preview(manager, **fields)) == [["Rodziny", "60", "74"]]
    fields["w0-liczba"] = "bzdura"
    assert "Nie ma danej „bzdura”" in words(preview(manager, **fields), ".preview-problems")


def test_a_figure_is_put_into_the_text_without_a_script(manager, document):
    typed = {"do": "wstaw", "wstaw-liczba": "rodziny objęte wsparciem asystenta", "wstaw-slowo": "rodzina"}
    page = send(manager, block(), text="Objęto", **typed, **{"wstaw-przypadek": "accusative", "wstaw-okres": "Y-1"})
    assert fields_of(page)["text"] == "Objęto {{support.families@Y-1|rodzina:accusative}}"
    assert blocks_now()[0]["text"].startswith("Objęto {{support.families")
    page = send(manager, block(), text="Objęto", **(typed | {"wstaw-liczba": "dzieci"}))
    assert "Nie wiadomo, o którą daną chodzi w „dzieci”. Wybierz: „" in words(page, "#wstaw-liczba-blad")


def test_sentences_of_a_section_become_a_text_of_ones_own(manager, document, monkeypatch):
    values = {("support.families", "2025"): 74, ("support.families", "2024"): 60, ("support.children", "2025"): 101}
    monkeypatch.setattr(section_texts.own_text, "__kwdefaults__", {"compute_tables": computing(values)})
    add(manager, "section", section="families.support", show=["sentences", "table"])
    address = block(1, 4)
    link = links_of(manager.get(address))["Przepisz zdania na własny tekst"]
    page = manager.get(link)
    form = {"wersja": one(page, "main form > [name=wersja]").value, "rok": "2025"}
    manager.post(block(1, 4, "section_to_text"), form)
    assert [each["type"] for each in blocks_now()] == ["text", "table", "list", "text", "section"]
    written = blocks_now()[3]["text"]
    assert "{{support.families|rodzina" in written
    assert "{{support.children|dziecko" in written
    assert blocks_now()[4]["show"] == ["table"]
    assert "74" in words(manager.get(block(1, 4)), "#podglad-bloku")
    assert not select(manager.get(block(1, 4)), ".preview-problems")


def test_a_block_names_the_programme_and_what_it_shows(manager, document):
    saved()
    address = reverse("new_block", args=[KEY, 1])
    page = manager.post(address, {"rodzaj": "programme", "miejsce": "4", "wersja": ""})
    assert errors_of(page) == {"programme": "Wybierz program.", "show": "Zaznacz, co pokazać z programu."}
    chosen = {"programme": "program-2024", "show": ["goals", "swot"]}
    assert manager.post(address, {"rodzaj": "programme", "miejsce": "4", "wersja": "", **chosen}).status_code == 302
    assert blocks_now()[3] == {"type": "programme", "programme": "program-2024", "show": ["swot", "goals"]}
    page = manager.get(block(1, 4))
    assert "Cel główny: Silne rodziny." in words(page, "#podglad-bloku")
