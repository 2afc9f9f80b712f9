"""Documents of the centre in the browser."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from familycare.centre.models import Centre
from reporting.documents.composing import compose as compose_module
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.patterns import PATTERNS, pattern_text
from reporting.documents.definitions.services import delete_definition, save_definition
from tests.clients import signed_in
from tests.documents import fakes
from tests.documents.own.definitions import computing, definition, table, text
from tests.factories import StaffFactory
from tests.jobs.queue import run_jobs

pytestmark = pytest.mark.django_db

TEXT = definition(
    text("Objęto {{support.families|rodzina:accusative}}."), table({"label": "Rodziny", "figure": "support.families"})
)


@pytest.fixture(autouse=True)
def centre(db):
    return Centre.objects.create(**vars(fakes.CENTRE))


@pytest.fixture
def manager(db):
    return signed_in(StaffFactory())


@pytest.fixture
def with_figures(monkeypatch):
    """Figures of the year 2025, without records."""
    defaults = list(compose_module.compose.__kwdefaults__.items())
    values = computing({("support.families", "2025"): 74, ("support.families", "2024"): 60})
    monkeypatch.setattr(compose_module.compose, "__kwdefaults__", {**dict(defaults), "compute_tables": values})


def upload(client, source, **options):
    file = SimpleUploadedFile("dokument.json", source if isinstance(source, bytes) else source.encode())
    return client.post(reverse("upload_definition"), {"file": file, **options})


def test_a_document_from_a_pattern(manager):
    answer = manager.post(reverse("new_document"), {"pattern": "informacja-dla-komisji", "title": "Moja informacja"})
    saved = DocumentDefinition.objects.get()
    assert (saved.key, saved.title, saved.kind) == ("informacja-dla-komisji", "Moja informacja", "information")
    assert answer.url == reverse("composed", args=[saved.key])
    manager.post(reverse("new_document"), {"pattern": "informacja-dla-komisji"})
    second = DocumentDefinition.objects.get(key="informacja-dla-komisji-2")
    assert second.title == "Informacja o asystenturze rodziny"
    assert "Moja informacja" in manager.get(reverse("documents")).content.decode()


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_can_be_composed(name):
    data = json.loads(pattern_text(name))
    assert data["key"] == name
    document = compose_module.compose(
        parse(pattern_text(name)),
        centre=fakes.CENTRE,
        year=2025,
        compute_tables=computing({("support.families", period): 74 for period in ("2024", "2025", "2025-H1")}),
    )
    assert document.chapters


def test_a_pattern_must_be_chosen(manager):
    answer = manager.post(reverse("new_document"), {"title": "Bez wzoru"})
    assert "Wybierz wzór." in answer.content.decode()
    assert "Bez wzoru" in answer.content.decode()
    assert not DocumentDefinition.objects.exists()


def test_a_document_shows_its_figures_with_links_to_their_lists(manager, with_figures):
    save_definition(text=TEXT)
    page = manager.get(reverse("composed", args=["informacja"]), {"rok": 2025}).content.decode()
    assert "74\u00a0rodziny</a>" in page
    address = f"{reverse('entries', args=['support', 'families'])}?okres=2025&amp;dokument=informacja&amp;rok=2025"
    assert page.count(address) == 2
    entries = manager.get(address.replace("&amp;", "&")).content.decode()
    assert f'href="{reverse("composed", args=["informacja"])}?rok=2025"' in entries


def test_what_is_wrong_is_said_on_the_page(manager):
    DocumentDefinition.objects.create(key="a", kind="other", title="Stary", text=definition(text("{{support.nic}}")))
    page = manager.get(reverse("composed", args=["a"]), {"rok": 2025}).content.decode()
    assert "nie ma danej „support.nic”" in page and "blok 1 (tekst)" in page
    answer = manager.get(reverse("download_composed", args=["a", "docx"]), {"rok": 2025}, follow=True)
    assert "nie ma danej „support.nic”" in answer.content.decode()


@pytest.mark.parametrize("year", ["MMXX", "2999", "12"])
def test_a_wrong_year(manager, year):
    save_definition(text=TEXT)
    answer = manager.get(reverse("composed", args=["informacja"]), {"rok": year})
    assert answer.status_code == 400
    assert "Informacja o asystenturze" in answer.content.decode()


@pytest.mark.parametrize(("format", "beginning"), [("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{"), ("pdf", b"%PDF")])
def test_files(manager, with_figures, format, beginning):
    save_definition(text=TEXT)
    answer = manager.get(reverse("download_composed", args=["informacja", format]), {"rok": 2025})
    assert answer.content.startswith(beginning)
    assert answer["Content-Disposition"] == f'attachment; filename="informacja-2025.{format}"'


def test_a_file_of_a_document_that_is_deleted_before_it_is_made(manager, monkeypatch):
    saved = save_definition(text=TEXT)

    def deleted_meanwhile(job):
        delete_definition(document=saved)
        run_jobs()

    monkeypatch.setattr("familycare.jobs.answers.wait_for", deleted_meanwhile)
    answer = manager.get(reverse("download_composed", args=["informacja", "json"]), {"rok": 2025}, follow=True)
    assert "Tego dokumentu już nie ma" in answer.content.decode()


def test_no_other_files(manager):
    save_definition(text=TEXT)
    assert manager.get(reverse("download_composed", args=["informacja", "doc"]), {"rok": 2025}).status_code == 404


def test_a_definition_goes_out_and_in_again_to_the_byte(manager):
    assert upload(manager, TEXT).url == reverse("composed", args=["informacja"])
    assert manager.get(reverse("definition_file", args=["informacja"])).content == TEXT.encode()


def test_a_definition_is_replaced_only_on_demand(manager):
    upload(manager, TEXT)
    changed = TEXT.replace("Informacja o asystenturze", "Nowsza informacja")
    page = upload(manager, changed).content.decode()
    assert "Dokument „informacja” już jest. Zaznacz to pole, jeśli plik ma go zastąpić." in page
    assert "--replace" not in page
    assert upload(manager, changed, replace="on").status_code == 302
    assert DocumentDefinition.objects.get().title == "Nowsza informacja"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"\xb3", "nie jest zapisany w UTF-8"),
        ("{", "poprawny JSON"),
        (definition({"type": "nic"}), "Rozdział 1 („Rodziny”), blok 1: „type” nie może być „nic”"),
        (definition(text("{{support.nic}}")), "nie ma danej „support.nic”"),
        ("", "Wybierz plik"),
    ],
)
def test_a_wrong_file(manager, source, said):
    answer = upload(manager, source)
    assert answer.status_code == 200 and said in answer.content.decode()
    assert not DocumentDefinition.objects.exists()


def test_a_document_is_deleted_after_a_question(manager):
    save_definition(text=TEXT)
    address = reverse("delete_document_definition", args=["informacja"])
    assert "Usunąć dokument „Informacja o asystenturze”?" in manager.get(address).content.decode()
    assert DocumentDefinition.objects.exists()
    assert manager.post(address).url == reverse("documents")
    assert not DocumentDefinition.objects.exists()


def test_the_director_reads_documents_and_changes_none(db):
    director = signed_in(StaffFactory(role="director"))
    save_definition(text=TEXT)
    page = director.get(reverse("documents")).content.decode()
    assert "Informacja o\u00a0asystenturze" in page and "Nowy dokument" not in page
    for name, arguments in (
        ("new_document", []),
        ("upload_definition", []),
        ("delete_document_definition", ["informacja"]),
    ):
        assert director.get(reverse(name, args=arguments)).status_code == 403
