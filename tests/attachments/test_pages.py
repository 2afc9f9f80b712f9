"""Documents on the pages of a family: adding, reading, correcting, deleting, and permissions."""

import hashlib
import re
from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.access import DOCUMENTS
from cases.choices import DocumentKind
from cases.documents import files, services
from cases.documents.checking import CheckedDocument, check_document
from cases.documents.services import clean_name
from cases.models import Attachment
from familycare.audit.models import Change, Reading
from tests.attachments.made import attached, docx, jpg, pdf, sent, typed
from tests.clients import queries_of, signed_in
from tests.completeness import assert_complete
from tests.factories import AssistantFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, field_of, fields_of
from tests.html_pages import words

FAMILY, NEW = "/rodziny/R12/", "/rodziny/R12/dokumenty/nowy/"


def page_of(document, what=""):
    return f"/rodziny/{document.family.number}/dokumenty/{document.pk}/{what}"


@pytest.fixture
def assistant(family):
    """The browser of the family's assistant."""
    account = UserFactory(role="assistant")
    assign(case=family.cases.get(), assistant=AssistantFactory(account=account), starts_on=date(2024, 3, 1))
    return signed_in(account)


class TestAdding:
    def test_saves_the_document_and_its_file(self, client, family, manager, folder):
        child, stored = PersonFactory(family=family), check_document("a.pdf", pdf()).content
        answer = client.post(NEW, typed(person=child.pk, valid_until="14.09.2024"))
        assert answer.url == "/rodziny/R12/#dokumenty"
        made = Attachment.objects.get()
        assert (made.family, made.kind, made.title, made.person) == (family, "consent", "Zgoda na pracę", child)
        assert (made.dated_on, made.valid_until) == (date(2024, 3, 14), date(2024, 9, 14))
        assert (made.uploaded_by, made.uploaded_on) == (manager, date(2024, 5, 20))
        assert (made.file_name, made.format, made.size) == ("zgoda.pdf", "pdf", len(stored))
        (path,) = folder.iterdir()
        assert path.name == made.stored_as and path.read_bytes() == stored
        assert made.sha256 == hashlib.sha256(stored).hexdigest()
        assert re.fullmatch("[0-9a-f]{32}", path.name)
        assert path.stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700

    def test_a_file_of_another_format_is_refused_and_the_rest_stays(self, client, family, folder):
        page = client.post(NEW, typed(title="Zgoda matki", file=sent("zgoda.pdf", b"\x89PNG")))
        assert "tylko obraz PNG" in errors_of(page)["file"]
        assert (field_of(page, "title"), field_of(page, "dated_on")) == ("Zgoda matki", "14.03.2024")
        assert not Attachment.objects.exists() and not folder.exists()

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "Ten plik jest pusty (0 bajtów)"),
            (pdf() + b"\0" * 1000, "Ten plik jest większy niż 1 000 bajtów"),
            (pdf() + b"\0" * 5_000_000, "Ten plik jest większy niż 1 000 bajtów"),
        ],
        ids=["empty", "big", "huge"],
    )
    def test_an_empty_or_big_file_is_refused(self, client, family, settings, content, message):
        settings.ATTACHMENT_BYTES = 1000
        page = client.post(NEW, typed(file=sent(content=content)))
        assert message in errors_of(page)["file"]
        assert field_of(page, "dated_on") == "14.03.2024"

    def test_no_file_or_two_files_are_refused(self, client, family):
        assert errors_of(client.post(NEW, typed(file=""))) == {"file": "Wybierz plik z dokumentem."}
        assert errors_of(client.post(NEW, typed(file=[sent(), sent()]))) == {"file": "Dodaj jeden plik naraz."}
        assert not Attachment.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("dated_on", "21.05.2024", "Dokument nie może mieć daty późniejszej"),
            ("dated_on", "31.02.2024", "Nie ma takiego dnia"),
            ("valid_until", "13.03.2024", "Ten dzień jest wcześniejszy niż data dokumentu"),
            ("kind", "photo", "Wybierz jedną z pozycji na liście"),
            ("title", "", "Podaj tytuł dokumentu."),
            ("kind", "", "Wybierz rodzaj dokumentu."),
            ("dated_on", "", "Podaj datę dokumentu."),
        ],
    )
    def test_errors_are_shown_at_their_field_and_ask_for_the_file_again(self, client, family, field, value, message):
        page = client.post(NEW, typed(**{field: value}))
        assert message in errors_of(page)[field]
        assert "Wybierz plik jeszcze raz" in words(page)
        assert not Attachment.objects.exists()

    def test_a_person_of_another_family_is_refused(self, client, family):
        page = client.post(NEW, typed(person=PersonFactory().pk))
        assert "person" in errors_of(page)

    def test_a_double_click_adds_one(self, client, family, folder):
        for _click in range(2):
            assert client.post(NEW, typed()).url == "/rodziny/R12/#dokumenty"
        assert Attachment.objects.count() == len(list(folder.iterdir())) == 1

    def test_a_duplicate_is_refused_with_the_existing_document(self, client, family, folder):
        client.post(NEW, typed())
        page = client.post(NEW, typed(title="Inny"))
        assert errors_of(page) == {"file": "Ten plik już jest w aktach: „Zgoda na pracę” z 14.03.2024."}
        assert len(list(folder.iterdir())) == 1
        FamilyFactory(number="R13")
        assert client.post("/rodziny/R13/dokumenty/nowy/", typed()).status_code == 302

    def test_is_refused_if_the_scanner_fails(self, client, family, settings):
        settings.SCANNER = "/nie/ma/skanera"
        assert "Nie udało się sprawdzić pliku" in errors_of(client.post(NEW, typed()))["file"]
        assert not Attachment.objects.exists()

    def test_a_failure_leaves_no_file(self, family, manager, folder, monkeypatch):
        def fail(**fields):
            raise RuntimeError

        monkeypatch.setattr(Attachment.objects, "create", fail)
        monkeypatch.setattr(services.Attachment.objects, "create", fail)
        with pytest.raises(RuntimeError):
            attached(family, manager)
        assert not list(folder.iterdir())

    def test_says_what_is_accepted(self, client, family):
        text = words(client.get(NEW))
        assert "PDF albo JPG, najwyżej 10 MB. Dokument Worda zapisz najpierw jako PDF." in text
        assert "zdjęć osób nie dodajemy" in text

    def test_an_anonymised_family_is_refused(self, client, family):
        family.anonymised_on = date(2024, 1, 1)
        family.save()
        answer = client.post(NEW, typed())
        assert answer.status_code == 403
        assert "zanonimizowano, więc nie ma czego poprawiać ani dopisywać" in words(answer)
        assert not Attachment.objects.exists()


class TestNames:
    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("zgoda.pdf", "zgoda.pdf"),
            ("C:\\Moje\\zgoda  Żaków.pdf", "zgoda Żaków.pdf"),
            ("../../etc/passwd", "passwd"),
            ("a\0b<c>.pdf", "a_b_c_.pdf"),
            ("ł" * 300 + ".pdf", "ł" * 116 + ".pdf"),
        ],
    )
    def test_are_cleaned(self, name, kept):
        assert clean_name(name) == kept


class TestDownload:
    def test_has_a_file_name_without_names_of_persons(self, client, family, manager):
        made = attached(family, manager, title="Zgoda Anny Wierzbickiej")
        answer = client.get(page_of(made))
        assert answer.content == pdf(mark="0")
        assert answer["Content-Disposition"] == 'attachment; filename="R12-zgoda-2024-03-14.pdf"'
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert answer["Content-Length"] == str(made.size)
        reading = Reading.objects.order_by("-sequence").first()
        assert (reading.kind, reading.family_number, reading.what) == ("family_file", "R12", "dokument: zgoda")

    def test_has_an_encoded_name_with_polish_letters(self, client, family, manager):
        answer = client.get(page_of(attached(family, manager, kind="court")))
        assert answer["Content-Disposition"] == "attachment; filename*=utf-8''R12-s%C4%85d-2024-03-14.pdf"

    def test_a_missing_file_gets_a_message(self, client, family, manager):
        made = attached(family, manager)
        files.remove(made.stored_as)
        page = client.get(page_of(made), follow=True)
        assert "Pliku tego dokumentu nie ma na serwerze" in words(page)

    def test_a_changed_file_is_not_served_and_that_is_recorded(self, client, family, manager, caplog):
        made = attached(family, manager, title="Zgoda Anny")
        files.path_of(made.stored_as).write_bytes(pdf(mark="podmieniony"))
        answer = client.get(page_of(made))
        assert answer.url == "/rodziny/R12/" and not answer.content  # the message is at the top
        entry = Reading.objects.order_by("-sequence").first()
        assert (entry.family_number, entry.what) == ("R12", "niewydany, bo zmieniony na serwerze: dokument: zgoda")
        assert not Reading.objects.filter(kind="family_file").exists()
        assert f"The file of document {made.pk} is not the one" in caplog.text and "Ann" not in caplog.text
        page = words(client.get(answer.url))
        assert "zmienił się na serwerze, odkąd go dodano, więc go nie wydajemy" in page

    def test_a_document_of_word_that_was_accepted_earlier_is_served(self, client, family, manager):
        made = attached(family, manager, document=CheckedDocument("docx", docx()))
        answer = client.get(page_of(made))
        assert answer.content == docx()
        assert answer["Content-Type"].endswith("wordprocessingml.document")
        assert answer["Content-Disposition"] == 'attachment; filename="R12-zgoda-2024-03-14.docx"'

    def test_of_another_family_is_not_found(self, client, family, manager):
        made = attached(FamilyFactory(number="R13"), manager)
        for what in ("", "popraw/", "usun/"):
            assert client.get(f"/rodziny/R12/dokumenty/{made.pk}/{what}").status_code == 404


class TestAccess:
    def test_every_kind_is_in_a_part(self):
        assert_complete(
            DocumentKind.values,
            DOCUMENTS,
            add="Documents of the kind {} belong to no part of a file: add it to DOCUMENTS in cases/access.py.",
            remove="There is no kind of documents {}: take it out of DOCUMENTS in cases/access.py.",
        )

    @pytest.mark.parametrize("kind", DocumentKind.values)
    def test_a_social_worker_reads_consents_and_authorisations(self, family, manager, kind):
        family.social_worker = UserFactory(role="social_worker")
        family.save()
        made = attached(family, manager, kind=kind, title="Słowo", valid_until=date(2024, 6, 1))
        reader, allowed = signed_in(family.social_worker), kind in ("consent", "authorisation")
        page = reader.get(FAMILY)
        assert ("Słowo" in page.content.decode()) == ("Koniec ważności" in words(page)) == allowed
        assert "Dodaj dokument" not in words(page)
        assert reader.get(page_of(made)).status_code == (200 if allowed else 404)
        assert reader.get(page_of(made, "popraw/")).status_code == 403
        assert reader.get(NEW).status_code == 403
        terms = words(reader.get(reverse("dues")))
        assert ("Koniec ważności zgody lub upoważnienia:" in terms) == allowed
        assert "Koniec ważności dokumentu" not in terms

    def test_an_assistant_adds_and_reads(self, assistant, family):
        assert assistant.post(NEW, typed()).status_code == 302
        assert assistant.get(page_of(Attachment.objects.get())).status_code == 200

    def test_a_director_reads_and_changes_nothing(self, family, manager):
        made, director = attached(family, manager), signed_in(UserFactory(role="director"))
        assert director.get(page_of(made)).status_code == 200
        for what in ("popraw/", "usun/"):
            assert director.get(page_of(made, what)).status_code == 403
        assert "Dodaj dokument" not in words(director.get(FAMILY))

    @pytest.mark.parametrize("role", ["auditor", "admin"])
    def test_others_find_nothing(self, family, manager, role):
        assert signed_in(UserFactory(role=role)).get(page_of(attached(family, manager))).status_code == 404

    def test_a_former_assistant_reads_only_earlier_documents(self, assistant, family, manager, time_machine):
        family.assignments.update(ends_on=date(2024, 5, 20))
        before = attached(family, manager, title="Wcześniejszy")
        time_machine.move_to("2024-05-21 12:00")
        after = attached(family, manager, title="Późniejszy", dated_on=date(2024, 3, 1))
        assistant.force_login(family.assignments.get().assistant.account)
        page = assistant.get(FAMILY)
        assert "Wcześniejszy" in words(page) and "Dodaj dokument" not in words(page)
        assert "Późniejszy" not in page.content.decode()
        assert assistant.get(page_of(before)).status_code == 200
        assert assistant.get(page_of(after)).status_code == 404
        assert assistant.get(page_of(before, "popraw/")).status_code == 403


class TestPage:
    def test_lists_documents_with_dates_and_authors(self, client, family, manager):
        child = PersonFactory(family=family, first_name="Jaś", last_name="Żak")
        attached(family, manager, valid_until=date(2024, 5, 25))
        attached(family, manager, kind="certificate", title="O zdrowiu", person=child, valid_until=date(2024, 5, 1))
        text = words(client.get(FAMILY))
        assert "Zgoda na pracę zgoda 14.03.2024 ważny do 25.05.2024 PDF" in text
        assert "O zdrowiu zaświadczenie lub orzeczenie o stanie zdrowia; Jaś Żak 14.03.2024 stracił ważność" in text
        assert "Maria Lis 20.05.2024" in text

    def test_an_empty_list_says_so(self, client, family):
        assert "W aktach nie ma jeszcze dokumentów." in words(client.get(FAMILY))

    def test_a_replaced_document_is_marked(self, client, family, manager):
        attached(family, manager, valid_until=date(2024, 5, 1))
        attached(family, manager, valid_until=date(2024, 8, 1), dated_on=date(2024, 5, 2))
        assert "zastąpiony nowszym" in words(client.get(FAMILY))

    def test_queries_do_not_grow(self, client, family, manager, django_assert_max_num_queries):
        address = reverse("family", args=[family.number])
        attached(family, manager)
        before = queries_of(client, address, django_assert_max_num_queries)
        for _more in range(4):
            attached(family, StaffFactory(), person=PersonFactory(family=family))
        assert queries_of(client, address, django_assert_max_num_queries) == before <= 12


class TestCorrecting:
    @staticmethod
    def form_of(client, made):
        return fields_of(client.get(page_of(made, "popraw/")))

    def test_changes_the_description_and_not_the_file(self, client, family, manager):
        made = attached(family, manager)
        sent_form = self.form_of(client, made) | {"title": "Zgoda ojca", "valid_until": "1.06.2024"}
        assert client.post(page_of(made, "popraw/"), sent_form | {"file": sent(content=jpg())}).status_code == 302
        again = Attachment.objects.get()
        assert (again.title, again.valid_until, again.sha256) == ("Zgoda ojca", date(2024, 6, 1), made.sha256)

    def test_two_users_at_once_see_both_versions(self, client, family, manager):
        made = attached(family, manager)
        opened = self.form_of(client, made)
        Attachment.objects.update(title="Zgoda babci")
        page = client.post(page_of(made, "popraw/"), opened | {"title": "Zgoda ojca"})
        assert ("Tytuł", "Zgoda babci", "Zgoda ojca") in page.context["form"].conflicts
        assert Attachment.objects.get().title == "Zgoda babci"

    def test_a_date_after_the_upload_is_refused(self, family, manager, time_machine):
        made = attached(family, manager)
        time_machine.move_to("2024-06-20 12:00")
        client = signed_in(manager)
        page = client.post(page_of(made, "popraw/"), self.form_of(client, made) | {"dated_on": "21.05.2024"})
        assert "Dokument nie może mieć daty późniejszej" in errors_of(page)["dated_on"]


class TestDeleting:
    def test_by_a_manager_deletes_the_file_and_is_logged(
        self, client, family, folder, django_capture_on_commit_callbacks
    ):
        made = attached(family, StaffFactory(), dated_on=date(2024, 1, 1))
        assert "„Zgoda na pracę” z 01.01.2024 zniknie z akt" in words(client.get(page_of(made, "usun/")))
        assert list(folder.iterdir())
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(page_of(made, "usun/")).url == "/rodziny/R12/#dokumenty"
        assert not Attachment.objects.exists() and not list(folder.iterdir())
        change = Change.objects.order_by("-sequence").first()
        assert (change.kind, change.object_type, change.family_number) == ("deleted", "cases.attachment", "R12")

    def test_a_rolled_back_deletion_keeps_the_file(self, family, manager, folder, django_capture_on_commit_callbacks):
        attached(family, manager)
        with django_capture_on_commit_callbacks() as callbacks:
            Attachment.objects.all().delete()
        assert callbacks and list(folder.iterdir())

    def test_by_the_author_on_the_same_day(self, assistant, family, manager, time_machine):
        other = attached(family, manager)
        assistant.post(NEW, typed())
        own = Attachment.objects.exclude(pk=other.pk).get()
        assert assistant.post(page_of(other, "usun/")).status_code == 403
        assert "Usuń dokument" not in words(assistant.get(page_of(other, "popraw/")))
        assert "Usuń dokument" in words(assistant.get(page_of(own, "popraw/")))
        assert assistant.post(page_of(own, "usun/")).status_code == 302
        assert list(Attachment.objects.all()) == [other]

    def test_by_the_author_not_on_another_day(self, assistant, family, time_machine):
        assistant.post(NEW, typed())
        own = Attachment.objects.get()
        time_machine.move_to("2024-05-21 12:00")
        assistant.force_login(own.uploaded_by)
        assert assistant.post(page_of(own, "usun/")).status_code == 403
        assert Attachment.objects.exists()
