"""Templates of papers: downloading, uploading, choosing, their fields, the marks; who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reporting.papers.catalogue import KINDS
from reporting.papers.models import Paper, PaperTemplate
from tests.clients import signed_in
from tests.factories import UserFactory
from tests.html_pages import words
from tests.papers.made import NEW, changed, template, text_in, typed

pytestmark = pytest.mark.usefixtures("no_pdf")
PAGE = "/szablony-pism/karta-rodziny/"
OWN = template("Nasza karta: {{ rodzina.nazwa }}")


def upload(client, content, name="karta.docx"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.fixture
def admin(family):
    return signed_in(UserFactory(role="admin"))


def test_an_uploaded_version_is_used_when_it_is_chosen(admin, assistant):
    assert "zapisany jako wersja 1" in words(upload(admin, OWN))
    assistant.post(NEW, typed())
    admin.post(f"{PAGE}1/uzyj/")
    assistant.post(NEW, typed())
    admin.post(f"{PAGE}0/uzyj/")
    assistant.post(NEW, typed())
    first, second, third = Paper.objects.order_by("pk")
    assert [each.template_id for each in (first, second, third)] == [None, PaperTemplate.objects.get().pk, None]
    assert text_in(bytes(second.docx)) == "Nasza karta: Wierzbiccy"
    assert "Struktura rodziny" in text_in(bytes(third.docx))


def test_a_wrong_template_is_refused_and_told_why(admin):
    for content, said in (
        (template("{{ rodzina.nazwisko }}"), "Czy chodzi o „rodzina.nazwa”?"),
        (changed(OWN, word__vbaProject_DOT_bin=b"1"), "zawiera makra"),
        (b"", "jest pusty"),
        (bytes(6 * 1024 * 1024), "większy niż 5"),
    ):
        assert said in words(upload(admin, content)).replace("\xa0", " ")
    assert not PaperTemplate.objects.exists()


def test_the_default_one_can_be_downloaded_seen_and_sent_back(admin):
    content = admin.get(f"{PAGE}0.docx").content
    assert "{{ rodzina.nazwa }}" in text_in(content)
    assert admin.get(f"{PAGE}0.pdf")["Content-Type"] == "application/pdf"
    assert "zapisany jako wersja 1" in words(upload(admin, content))
    assert admin.get(f"{PAGE}2.docx").status_code == 404


def test_the_fields_are_explained(admin):
    for kind in KINDS:
        page = words(admin.get(f"/szablony-pism/{kind.word}/pola/"))
        assert "{{ rodzina.nazwa }} Nazwisko rodziny. Przykładowscy" in page


def test_the_mark_follows_the_rule_of_the_centre(admin, assistant):
    admin.post(f"{PAGE}znak/", {"symbol": "DAR", "jrwa": "8210"})
    assistant.post(NEW, typed())
    assert Paper.objects.get().case_mark == "DAR.8210.1.2024"


def test_others_do_not_reach_it(assistant, client):
    assert client.get(PAGE).status_code == 200
    for page in ("/szablony-pism/", PAGE, f"{PAGE}pola/", f"{PAGE}0.docx", f"{PAGE}0.pdf", f"{PAGE}znak/"):
        assert assistant.get(page).status_code == 403
    assert assistant.post(f"{PAGE}0/uzyj/").status_code == 403
    assert client.get(f"{PAGE}0/uzyj/").status_code == 405
