"""A comment stays with its block whatever happens to the document, and the definition knows nothing of it."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from familycare.audit.models import Change
from reporting.documents.comments.models import BlockComment
from reporting.documents.comments.services import write_comment
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.editor.canonical import fingerprint, written
from reporting.documents.editor.changing import (
    chapter_version,
    head_of,
    move_block,
    move_chapter,
    remove_block,
    remove_chapter,
    save_block,
    save_chapter,
    save_head,
    whole_version,
)
from tests.clients import signed_in
from tests.documents.editor.documents import KEY, blocks_now, data_now, save
from tests.documents.own.definitions import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(document, director):
    """Return a function that comments on the block at a place."""

    def write(chapter, number, said="Popraw"):
        version = fingerprint(blocks_now(chapter)[number - 1])
        return write_comment(key=KEY, chapter=chapter, number=number, version=version, text=said, by=director)

    return write


def place_of(comment):
    return BlockComment.objects.get(pk=comment.pk).place


def version_at(chapter, number):
    return fingerprint(blocks_now(chapter)[number - 1])


def at(chapter, number):
    return {"chapter": chapter, "number": number, "version": version_at(chapter, number)}


def test_moved_edited_and_chapters_moved(comment, document):
    of_text, of_list = comment(1, 1), comment(2, 1)
    move_block(key=KEY, **at(1, 1), step=1)
    assert place_of(of_text) == (1, 2)
    save_block(key=KEY, **at(1, 2), block=text("Zupełnie inne słowa, żadnego wspólnego."))
    assert place_of(of_text) == (1, 2)
    save_block(key=KEY, chapter=1, number=1, version="", block=text("Nowy na początku"))
    assert place_of(of_text) == (1, 3)
    move_chapter(key=KEY, number=2, version=chapter_version(data_now()["chapters"][1]), step=-1)
    assert (place_of(of_text), place_of(of_list)) == ((2, 3), (1, 1))
    save_chapter(key=KEY, title="Ostatni")
    save_head(key=KEY, head=head_of(data_now()) | {"title": "Inny tytuł"}, version=fingerprint(head_of(data_now())))
    assert (place_of(of_text), place_of(of_list)) == ((2, 3), (1, 1))
    assert BlockComment.objects.get(pk=of_text.pk).anchor == version_at(2, 3)
    assert "Zupełnie inne" in BlockComment.objects.get(pk=of_text.pk).block_name


def test_of_two_equal_blocks_the_right_one_is_followed(comment, document):
    second = comment(1, 4)
    assert version_at(1, 2) == version_at(1, 4)
    move_block(key=KEY, **at(1, 4), step=-1)
    assert place_of(second) == (1, 3)
    # Now both stand side by side, and the first is left out.
    remove_block(key=KEY, **at(1, 2))
    assert place_of(second) == (1, 2)


def test_deleted_and_brought_back(comment, document, director):
    of_table, of_text = comment(1, 3), comment(1, 1)
    table = blocks_now()[2]
    remove_block(key=KEY, **at(1, 3))
    gone = BlockComment.objects.get(pk=of_table.pk)
    assert (gone.place, gone.block_name) == ((0, 0), "tabela „Rodziny”")
    assert place_of(of_text) == (1, 1)
    save_block(key=KEY, chapter=2, number=1, version="", block=table)
    assert place_of(of_table) == (2, 1)
    remove_chapter(key=KEY, number=1, version=whole_version(data_now()["chapters"][0]))
    assert (place_of(of_text), place_of(of_table)) == ((0, 0), (1, 1))


def test_an_import_finds_blocks_by_what_they_say(comment, document, tmp_path):
    of_text, of_table, of_list, of_break = comment(1, 1), comment(1, 3), comment(2, 1), comment(1, 4)
    data = data_now()
    [said, first, table, second] = data["chapters"][0]["blocks"]
    said = said | {"text": said["text"] + " W tym roku było ich więcej."}
    data["chapters"] = [
        {"title": "Wstęp", "blocks": [text("Zupełnie nowy początek bez związku.")]},
        {"title": "Rodziny", "blocks": [table, said]},
    ]
    file = tmp_path / "plik.json"
    file.write_text(written(data))
    call_command("import_document", str(file), replace=True)
    assert place_of(of_table) == (2, 1)
    assert place_of(of_text) == (2, 2)
    assert place_of(of_list) == place_of(of_break) == (0, 0)


def test_the_definition_stays_to_the_byte(comment, document, capsys):
    before = document.text
    comment(1, 1)
    comment(2, 1)
    assert DocumentDefinition.objects.get().text == before
    call_command("export_document", KEY)
    assert capsys.readouterr().out == before
    save(json.loads(before))
    assert [each.place for each in BlockComment.objects.all()] == [(1, 1), (2, 1)]


def test_moving_is_no_change_of_the_comment_in_the_log(comment, document):
    of_text = comment(1, 1, "Tajne słowo")
    entries = Change.objects.filter(object_type="reporting.blockcomment")
    assert entries.count() == 1
    assert "Tajne słowo" not in str(list(entries.values()))
    move_block(key=KEY, **at(1, 1), step=1)
    assert entries.count() == 1
    assert place_of(of_text) == (1, 2)


def test_a_document_is_deleted_with_its_comments(comment, document, manager):
    comment(1, 1)
    signed_in(manager).post(reverse("delete_document_definition", args=[KEY]))
    assert not DocumentDefinition.objects.exists()
    assert not BlockComment.objects.exists()
