"""Comments in the browser: written, answered, settled and reopened, and where pages show them."""

import pytest
from django.urls import reverse

from reporting.documents.comments.models import BlockComment, CommentReply
from reporting.documents.comments.services import reply_to, settle, write_comment
from reporting.documents.editor.canonical import fingerprint
from reporting.documents.editor.changing import move_block, remove_block, save_block
from reporting.documents.steps.services import return_to_author, send
from tests.clients import signed_in
from tests.documents.editor.documents import KEY, blocks_now
from tests.documents.own.definitions import text
from tests.factories import UserFactory
from tests.html_forms import forms_of
from tests.html_pages import all_words, links_of, one, select, words

pytestmark = pytest.mark.django_db
BLOCK = reverse("block_comments", args=[KEY, 1, 1])
ALL = reverse("document_comments", args=[KEY])


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    """Write files of jobs to a folder of the test."""
    settings.VAR = tmp_path


@pytest.fixture
def comment(document, director):
    version = fingerprint(blocks_now()[0])
    return write_comment(key=KEY, chapter=1, number=1, version=version, text="Ile gmin?", by=director)


def write(client, said, address=BLOCK, **more):
    """Fill in the form of a new comment as the page shows it, and send it."""
    form = next(form for form in forms_of(client.get(address)) if "wersja" in form.fields)
    return client.post(address, {**dict(form.form_values()), "text": said, **more}, follow=True)


def reply(client, comment, said, **more):
    return client.post(reverse("reply_to_comment", args=[KEY, comment.pk]), {"text": said, **more}, follow=True)


def settled(client, comment, **more):
    return client.post(reverse("settle_comment", args=[KEY, comment.pk]), more, follow=True)


def test_a_comment_from_the_page_of_the_document_until_it_is_settled(document, director, manager):
    of_director, of_manager = signed_in(director), signed_in(manager)
    page = of_director.get(reverse("composed", args=[KEY]) + "?rok=2025")
    links = [link.get("href") for link in select(page, ".comment-link a")]
    assert links == [reverse("block_comments", args=[KEY, *at]) for at in [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1)]]
    page = of_director.get(links[0])
    assert "Objęto" in words(page, ".preview")
    page = write(of_director, "Ile to <b>gmin</b>?\n\nI które?")
    assert "Dodano komentarz." in words(page)
    assert "Danuta Dyrektor" in words(page, ".comment") and "Ile to <b>gmin</b>? I które?" in words(page, ".comment")
    # The author sees it in the outline, beside the block, in its form and on the page of the document.
    outline = of_manager.get(reverse("edit_outline", args=[KEY]))
    assert "1 otwarty komentarz" in all_words(outline, ".outline p.quiet")
    assert "1 otwarty komentarz do tego dokumentu" in words(outline)
    form = of_manager.get(reverse("edit_block", args=[KEY, 1, 1]))
    assert "Ile to <b>gmin</b>?" in words(form, ".form-comments")
    page = of_manager.get(reverse("composed", args=[KEY]) + "?rok=2025")
    assert "1 komentarz (rozdział 1, blok 1)" in all_words(page, ".comment-link")
    assert "1 otwarty komentarz" in words(page, "section[aria-labelledby=komentarze]")
    comment = BlockComment.objects.get()
    page = reply(of_manager, comment, "Trzy.", **{"przy-bloku": "1"})
    assert page.redirect_chain[-1][0] == f"{BLOCK}#komentarz-{comment.pk}"
    assert "Maria Kierownik" in words(page, ".replies") and "Trzy." in words(page, ".replies")
    page = settled(of_director, comment)
    assert "Załatwiono komentarz." in words(page)
    assert "Nie ma otwartych komentarzy" in words(page)
    assert "1 załatwiony komentarz" in words(page, ".settled-comments > summary")
    page = of_manager.get(reverse("edit_outline", args=[KEY]))
    assert "otwarty komentarz" not in words(page)
    settled(of_manager, comment, otworz="1")
    comment.refresh_from_db()
    assert (comment.settled_at, comment.settled_by) == (None, None)
    assert CommentReply.objects.get().comment == comment


@pytest.mark.parametrize(
    ("said", "problem"), [(" \n ", "Napisz komentarz."), ("ą" * 10_000, "może mieć najwyżej 4000 znaków")]
)
def test_bad_texts_are_refused_and_kept(document, director, comment, said, problem):
    page = write(signed_in(director), said)
    assert problem in words(page, ".error-summary")
    assert said.strip() in page.content.decode()
    assert BlockComment.objects.count() == 1
    page = reply(signed_in(director), comment, said)
    assert ("Napisz odpowiedź." if not said.strip() else problem) in words(page, ".error-summary")
    assert one(page, f"#odpowiedz-{comment.pk}-text").value.strip() == said.strip()
    assert not CommentReply.objects.exists()


def test_a_block_that_was_edited_meanwhile_is_shown_anew(document, director):
    client = signed_in(director)
    version = fingerprint(blocks_now()[0])
    save_block(key=KEY, chapter=1, number=1, version=version, block=text("Inaczej"))
    page = client.post(BLOCK, {"wersja": version, "text": "Ile gmin?"})
    assert "Ktoś zmienił ten blok" in words(page, ".error-summary")
    assert "Inaczej" in words(page, ".preview")
    assert not BlockComment.objects.exists()
    form = next(form for form in forms_of(page) if "wersja" in form.fields)
    client.post(BLOCK, dict(form.form_values()))
    assert BlockComment.objects.get().text == "Ile gmin?"


def test_a_block_that_was_deleted_meanwhile(document, director, manager):
    client, address = signed_in(director), reverse("block_comments", args=[KEY, 2, 1])
    version = fingerprint(blocks_now(2)[0])
    remove_block(key=KEY, chapter=2, number=1, version=version)
    page = client.post(address, {"wersja": version, "text": "Za krótko"})
    assert "Ktoś tymczasem usunął ten blok" in words(page, ".error-summary")
    form = next(form for form in forms_of(page) if "wersja" in form.fields)
    page = client.post(address, dict(form.form_values()), follow=True)
    assert "Do usuniętego bloku" in words(page, ".comment-where")
    assert "Za krótko" in words(page, ".comment")
    assert "Tego bloku już nie ma" in words(client.get(address, follow=True))


def test_a_document_that_was_deleted_meanwhile_gives_the_text_back(document, director):
    document.delete()
    page = signed_in(director).post(BLOCK, {"wersja": "x", "text": "Ile gmin?"})
    assert page.status_code == 404
    assert "Ile gmin?" in words(page)


def test_a_refused_comment_shows_the_block_that_it_is_about_where_it_was_moved(document, director):
    client = signed_in(director)
    version = fingerprint(blocks_now()[0])
    move_block(key=KEY, chapter=1, number=1, version=version, step=1)
    page = client.post(BLOCK, {"wersja": version, "text": " "})
    assert "Napisz komentarz." in words(page, ".error-summary")
    assert "Objęto" in words(page, ".preview")


def test_an_answer_to_a_document_that_was_deleted_meanwhile_is_given_back(document, director, comment):
    address = reverse("reply_to_comment", args=[KEY, comment.pk])
    document.delete()
    page = signed_in(director).post(address, {"text": "Trzy gminy."})
    assert page.status_code == 404
    assert "Trzy gminy." in words(page)


def test_sent_twice_is_one(document, director, comment):
    version = fingerprint(blocks_now()[0])
    write_comment(key=KEY, chapter=1, number=1, version=version, text="Ile gmin?", by=director)
    assert BlockComment.objects.count() == 1
    for _ in range(2):
        reply_to(comment=comment, text="Trzy", by=director)
    assert CommentReply.objects.count() == 1


def test_who_settles_second_is_told(document, director, manager, comment):
    settle(comment=comment, by=director)
    page = settled(signed_in(manager), comment)
    assert "już załatwiono" in words(page) and "(Danuta Dyrektor)" in words(page)
    comment.refresh_from_db()
    assert comment.settled_by == director
    page = reply(signed_in(manager), comment, "Trzy.")
    assert "Ten komentarz jest załatwiony" in words(page)
    settled(signed_in(manager), comment, otworz="1")
    assert "jest już otwarty" in words(settled(signed_in(director), comment, otworz="1"))


def test_sending_warns_and_what_was_returned_shows_them(document, director, manager, comment):
    address = f"{reverse('send_document', args=[KEY])}?rok=2025"
    assert "Ten dokument ma 1 otwarty komentarz" in words(signed_in(manager).get(address), ".notice")
    sent = send(document=document, year=2025, by=manager)
    page = signed_in(director).get(reverse("submission", args=[KEY, sent.pk]))
    assert "1 komentarz (rozdział 1, blok 1)" in all_words(page, ".comment-link")
    return_to_author(submission=sent, remark="Zobacz komentarze", by=director)
    page = signed_in(manager).get(reverse("submission", args=[KEY, sent.pk]))
    assert "Ile gmin?" in words(page, "section[aria-labelledby=komentarze]")
    settle(comment=comment, by=manager)
    assert not select(signed_in(manager).get(address), ".notice.warning")


def test_without_small_numbers_and_for_others_there_are_no_links(document, director):
    page = signed_in(director).get(reverse("composed", args=[KEY]) + "?rok=2025&ukryj=tak")
    assert not select(page, ".comment-link")
    for role in ("social_worker", "auditor", "admin"):
        client = signed_in(UserFactory(role=role))
        assert client.get(ALL).status_code == client.post(BLOCK, {"text": "x"}).status_code == 403


def test_the_link_in_the_outline_finds_a_block_that_was_moved(document, manager):
    client = signed_in(manager)
    links = links_of(client.get(reverse("edit_outline", args=[KEY])), ".outline-buttons a[href*=komentarze]")
    assert len(links) == 1  # all have the same words: only an icon
    version = fingerprint(blocks_now()[2])
    page = client.get(f"{reverse('block_comments', args=[KEY, 1, 1])}?wersja={version}")
    assert "blok 3 (tabela)" not in words(page) and "tabela „Rodziny”" in words(page).replace("\xa0", " ")
