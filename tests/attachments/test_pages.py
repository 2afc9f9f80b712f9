"""Documents on the pages of a family: who adds, reads, corrects and deletes them."""

import hashlib
import re
from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.access import DOCUMENTS
from cases.choices import DocumentKind
from cases.documents import files, services
from cases.documents.services import clean_name
from cases.models import Attachment
from familycare.audit.models import Change, Reading
from tests.attachments.made import attached, jpg, pdf, sent, typed
from tests.clients import queries_of, signed_in
from tests.factories import AssistantFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.web.family_pages import text_of

NEW = "/rodziny/R12/dokumenty/nowy/"


def errors_of(page, name):
    return " ".join(page.context["form"].errors.get(name, ()))


def page_of(document, what=""):
    return f"/rodziny/{document.family.number}/dokumenty/{document.pk}/{what}"


@pytest.fixture
def assistant(family):
    """The browser of the family's assistant."""
    account = UserFactory(role="assistant")
    assign(case=family.cases.get(), assistant=AssistantFactory(account=account), starts_on=date(2024, 3, 1))
    return signed_in(account)


class TestAdding:
    def test_keeps_the_document_and_its_file(self, client, family, manager, folder):
        child = PersonFactory(family=family)
        answer = client.post(NEW, typed(person=child.pk, valid_until="14.09.2024"))
        assert answer.url == "/rodziny/R12/#dokumenty"
        made = Attachment.objects.get()
        assert (made.family, made.kind, made.title, made.person) == (family, "consent", "Zgoda na pracę", child)
        assert (made.dated_on, made.valid_until) == (date(2024, 3, 14), date(2024, 9, 14))
        assert (made.uploaded_by, made.uploaded_on) == (manager, date(2024, 5, 20))
        assert (made.file_name, made.format, made.size) == ("zgoda.pdf", "pdf", len(pdf()))
        (path,) = folder.iterdir()
        assert path.name == made.stored_as and path.read_bytes() == pdf()
        assert made.sha256 == hashlib.sha256(pdf()).hexdigest()
        assert re.fullmatch("[0-9a-f]{32}", path.name)
        assert path.stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700

    def test_of_a_file_that_is_something_else_keeps_what_was_typed(self, client, family, folder):
        page = client.post(NEW, typed(title="Zgoda matki", file=sent("zgoda.pdf", b"\x89PNG")))
        assert "tylko obraz PNG" in errors_of(page, "file")
        assert 'value="Zgoda matki"' in page.content.decode()
        assert 'value="14.03.2024"' in page.content.decode()
        assert not Attachment.objects.exists() and not folder.exists()

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "Ten plik jest pusty (0 bajtów)"),
            (pdf() + b"\0" * 1000, "Ten plik jest większy niż 1000 bajtów"),
            (pdf() + b"\0" * 5_000_000, "Ten plik jest większy niż 1000 bajtów"),
        ],
        ids=["empty", "big", "huge"],
    )
    def test_of_a_size_that_is_not_taken(self, client, family, settings, content, said):
        settings.ATTACHMENT_BYTES = 1000
        page = client.post(NEW, typed(file=sent(content=content)))
        assert said in errors_of(page, "file").replace("\u00a0", " ")
        assert 'value="14.03.2024"' in page.content.decode()

    def test_of_no_file_or_two(self, client, family):
        assert errors_of(client.post(NEW, typed(file="")), "file") == "Wybierz plik z dokumentem."
        assert errors_of(client.post(NEW, typed(file=[sent(), sent()])), "file") == "Dodaj jeden plik naraz."
        assert not Attachment.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("dated_on", "21.05.2024", "Dokument nie może mieć daty późniejszej"),
            ("dated_on", "31.02.2024", "Nie ma takiego dnia"),
            ("valid_until", "13.03.2024", "Ten dzień jest wcześniejszy niż data dokumentu"),
            ("kind", "photo", "Wybierz poprawną wartość"),
            ("title", "", "Podaj tytuł dokumentu."),
            ("kind", "", "Wybierz rodzaj dokumentu."),
            ("dated_on", "", "Podaj datę dokumentu."),
        ],
    )
    def test_of_wrong_fields_is_told_there_and_asks_for_the_file_again(self, client, family, field, value, said):
        page = client.post(NEW, typed(**{field: value}))
        assert said in errors_of(page, field)
        assert "Wybierz plik jeszcze raz" in page.content.decode()
        assert not Attachment.objects.exists()

    def test_about_somebody_of_another_family(self, client, family):
        page = client.post(NEW, typed(person=PersonFactory().pk))
        assert errors_of(page, "person")

    def test_twice_by_a_double_click_is_once(self, client, family, folder):
        for _click in range(2):
            assert client.post(NEW, typed()).url == "/rodziny/R12/#dokumenty"
        assert Attachment.objects.count() == len(list(folder.iterdir())) == 1

    def test_of_what_is_there_already_says_where(self, client, family, folder):
        client.post(NEW, typed())
        page = client.post(NEW, typed(title="Inny"))
        assert errors_of(page, "file") == "Ten plik już jest w aktach: „Zgoda na pracę” z 14.03.2024."
        assert len(list(folder.iterdir())) == 1
        FamilyFactory(number="R13")
        assert client.post("/rodziny/R13/dokumenty/nowy/", typed()).status_code == 302

    def test_that_the_scanner_refuses(self, client, family, settings):
        settings.SCANNER = "/nie/ma/skanera"
        assert "Nie udało się sprawdzić pliku" in errors_of(client.post(NEW, typed()), "file")
        assert not Attachment.objects.exists()

    def test_that_fails_leaves_no_file(self, family, manager, folder, monkeypatch):
        def fail(**fields):
            raise RuntimeError

        monkeypatch.setattr(Attachment.objects, "create", fail)
        monkeypatch.setattr(services.Attachment.objects, "create", fail)
        with pytest.raises(RuntimeError):
            attached(family, manager)
        assert not list(folder.iterdir())

    def test_says_what_is_taken(self, client, family):
        page = client.get(NEW).content.decode().replace("\u00a0", " ")
        assert "PDF, JPG albo DOCX, najwyżej 10,0 MB" in page
        assert "zdjęć osób nie dodajemy" in page

    def test_to_an_anonymised_family(self, client, family):
        family.anonymised_on = date(2024, 1, 1)
        family.save()
        answer = client.post(NEW, typed())
        assert answer.status_code == 403
        assert "zanonimizowano, więc nie ma czego poprawiać ani dopisywać" in answer.content.decode()
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
    def test_of_files_are_cleaned(self, name, kept):
        assert clean_name(name) == kept


class TestDownload:
    def test_is_a_file_of_a_name_that_tells_nobody(self, client, family, manager):
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

    def test_has_a_name_for_old_browsers_too(self, client, family, manager):
        answer = client.get(page_of(attached(family, manager, kind="court")))
        assert answer["Content-Disposition"] == "attachment; filename*=utf-8''R12-s%C4%85d-2024-03-14.pdf"

    def test_of_a_file_that_is_gone_says_so(self, client, family, manager):
        made = attached(family, manager)
        files.remove(made.stored_as)
        page = client.get(page_of(made), follow=True)
        assert "Pliku tego dokumentu nie ma na serwerze" in page.content.decode()

    def test_of_another_family_is_not_there(self, client, family, manager):
        made = attached(FamilyFactory(number="R13"), manager)
        for what in ("", "popraw/", "usun/"):
            assert client.get(f"/rodziny/R12/dokumenty/{made.pk}/{what}").status_code == 404


class TestAccess:
    def test_every_kind_is_in_a_part(self):
        assert DOCUMENTS.keys() == set(DocumentKind.values)

    @pytest.mark.parametrize("kind", DocumentKind.values)
    def test_a_social_worker_reads_consents_and_authorisations(self, family, manager, kind):
        family.social_worker = UserFactory(role="social_worker")
        family.save()
        made = attached(family, manager, kind=kind, title="Słowo", valid_until=date(2024, 6, 1))
        reader, allowed = signed_in(family.social_worker), kind in ("consent", "authorisation")
        page = text_of(reader, family)
        assert ("Słowo" in page) == ("Koniec ważności" in page) == allowed
        assert "Dodaj dokument" not in page
        assert reader.get(page_of(made)).status_code == (200 if allowed else 404)
        assert reader.get(page_of(made, "popraw/")).status_code == 403
        assert reader.get(NEW).status_code == 403
        terms = reader.get(reverse("dues")).content.decode()
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
        assert "Dodaj dokument" not in text_of(director, family)

    @pytest.mark.parametrize("role", ["auditor", "admin"])
    def test_others_find_nothing(self, family, manager, role):
        assert signed_in(UserFactory(role=role)).get(page_of(attached(family, manager))).status_code == 404

    def test_whoever_handed_the_family_over_reads_what_there_was(self, assistant, family, manager, time_machine):
        family.assignments.update(ends_on=date(2024, 5, 20))
        before = attached(family, manager, title="Wcześniejszy")
        time_machine.move_to("2024-05-21 12:00")
        after = attached(family, manager, title="Późniejszy", dated_on=date(2024, 3, 1))
        assistant.force_login(family.assignments.get().assistant.account)
        page = text_of(assistant, family)
        assert "Wcześniejszy" in page and "Późniejszy" not in page and "Dodaj dokument" not in page
        assert assistant.get(page_of(before)).status_code == 200
        assert assistant.get(page_of(after)).status_code == 404
        assert assistant.get(page_of(before, "popraw/")).status_code == 403


class TestPage:
    def test_lists_what_when_how_long_and_who(self, client, family, manager):
        child = PersonFactory(family=family, first_name="Jaś", last_name="Żak")
        attached(family, manager, valid_until=date(2024, 5, 25))
        attached(family, manager, kind="certificate", title="O zdrowiu", person=child, valid_until=date(2024, 5, 1))
        page = text_of(client, family)
        assert "Zgoda na pracę zgoda 14.03.2024 ważny do 25.05.2024 PDF" in page
        assert "O zdrowiu zaświadczenie lub orzeczenie o stanie zdrowia; Jaś Żak 14.03.2024 stracił ważność" in page
        assert "Maria Lis 20.05.2024" in page

    def test_says_that_there_is_nothing_yet(self, client, family):
        assert "W aktach nie ma jeszcze dokumentów." in text_of(client, family)

    def test_says_what_a_newer_one_replaces(self, client, family, manager):
        attached(family, manager, valid_until=date(2024, 5, 1))
        attached(family, manager, valid_until=date(2024, 8, 1), dated_on=date(2024, 5, 2))
        assert "zastąpiony nowszym" in text_of(client, family)

    def test_asks_as_much_of_one_document_as_of_many(self, client, family, manager, django_assert_max_num_queries):
        address = reverse("family", args=[family.number])
        attached(family, manager)
        before = queries_of(client, address, django_assert_max_num_queries)
        for _more in range(4):
            attached(family, StaffFactory(), person=PersonFactory(family=family))
        assert queries_of(client, address, django_assert_max_num_queries) == before <= 12


class TestCorrecting:
    @staticmethod
    def form_of(client, made):
        form = client.get(page_of(made, "popraw/")).context["form"]
        return {name: form[name].value() or "" for name in form.fields} | {"dated_on": "14.03.2024"}

    def test_changes_what_is_known_and_not_the_file(self, client, family, manager):
        made = attached(family, manager)
        sent_form = self.form_of(client, made) | {"title": "Zgoda ojca", "valid_until": "1.06.2024"}
        assert client.post(page_of(made, "popraw/"), sent_form | {"file": sent(content=jpg())}).status_code == 302
        again = Attachment.objects.get()
        assert (again.title, again.valid_until, again.sha256) == ("Zgoda ojca", date(2024, 6, 1), made.sha256)

    def test_of_two_at_once_shows_both_versions(self, client, family, manager):
        made = attached(family, manager)
        opened = self.form_of(client, made)
        Attachment.objects.update(title="Zgoda babci")
        page = client.post(page_of(made, "popraw/"), opened | {"title": "Zgoda ojca"})
        assert ("Tytuł", "Zgoda babci", "Zgoda ojca") in page.context["form"].conflicts
        assert Attachment.objects.get().title == "Zgoda babci"

    def test_does_not_date_it_after_it_came(self, family, manager, time_machine):
        made = attached(family, manager)
        time_machine.move_to("2024-06-20 12:00")
        client = signed_in(manager)
        page = client.post(page_of(made, "popraw/"), self.form_of(client, made) | {"dated_on": "21.05.2024"})
        assert "Dokument nie może mieć daty późniejszej" in errors_of(page, "dated_on")


class TestDeleting:
    def test_by_a_manager_takes_the_file_and_leaves_a_trace(
        self, client, family, folder, django_capture_on_commit_callbacks
    ):
        made = attached(family, StaffFactory(), dated_on=date(2024, 1, 1))
        assert "„Zgoda na pracę” z 01.01.2024 zniknie z akt" in client.get(page_of(made, "usun/")).content.decode()
        assert list(folder.iterdir())
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(page_of(made, "usun/")).url == "/rodziny/R12/#dokumenty"
        assert not Attachment.objects.exists() and not list(folder.iterdir())
        change = Change.objects.order_by("-sequence").first()
        assert (change.kind, change.object_type, change.family_number) == ("deleted", "cases.attachment", "R12")

    def test_that_comes_to_nothing_leaves_the_file(self, family, manager, folder, django_capture_on_commit_callbacks):
        attached(family, manager)
        with django_capture_on_commit_callbacks() as callbacks:
            Attachment.objects.all().delete()
        assert callbacks and list(folder.iterdir())

    def test_by_whoever_added_it_within_the_day(self, assistant, family, manager, time_machine):
        other = attached(family, manager)
        assistant.post(NEW, typed())
        own = Attachment.objects.exclude(pk=other.pk).get()
        assert assistant.post(page_of(other, "usun/")).status_code == 403
        assert "Usuń dokument" not in assistant.get(page_of(other, "popraw/")).content.decode()
        assert "Usuń dokument" in assistant.get(page_of(own, "popraw/")).content.decode()
        assert assistant.post(page_of(own, "usun/")).status_code == 302
        assert list(Attachment.objects.all()) == [other]

    def test_by_whoever_added_it_not_on_another_day(self, assistant, family, time_machine):
        assistant.post(NEW, typed())
        own = Attachment.objects.get()
        time_machine.move_to("2024-05-21 12:00")
        assistant.force_login(own.uploaded_by)
        assert assistant.post(page_of(own, "usun/")).status_code == 403
        assert Attachment.objects.exists()
