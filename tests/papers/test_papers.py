"""Making a paper of a family: preview, DOCX, keeping it in the file, numbers, corrections, permissions."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from assistants.merging.services import merge_families
from cases.models import Attachment, Family
from cases.privacy.retention import anonymise
from familycare.audit.models import Reading
from reporting.papers import marks
from reporting.papers.models import MarkCounter, Paper
from tests.clients import signed_in
from tests.factories import FamilyFactory, UserFactory
from tests.html_forms import field_of
from tests.html_pages import words
from tests.papers.made import NEW, text_in, typed

pytestmark = pytest.mark.usefixtures("no_pdf")
LIST = "/rodziny/R12/pisma/"


class TestMaking:
    def test_keeps_the_paper_as_a_document_and_its_docx(self, assistant, family):
        assert assistant.post(NEW, typed()).url == LIST
        paper = Paper.objects.get()
        assert (paper.case_mark, paper.number, paper.year) == ("OŚR.8211.1.2024", 1, 2024)
        document = Attachment.objects.get()
        assert (paper.attachment, document.title, document.kind) == (
            document,
            "Karta rodziny OŚR.8211.1.2024",
            "letter",
        )
        text = text_in(bytes(paper.docx))
        assert "Wierzbiccy (R12)" in text and "Ewa Wierzbicka" in text
        assert "Karta rodziny OŚR.8211.1.2024" in words(assistant.get(LIST))
        assert assistant.get(f"{LIST}{paper.pk}.docx").content == bytes(paper.docx)

    def test_a_preview_and_a_docx_keep_nothing(self, assistant, family):
        preview, word = (assistant.post(NEW, typed(action=action)) for action in ("podglad", "word"))
        assert preview["Content-Type"] == "application/pdf" and "inline" in preview["Content-Disposition"]
        assert "Wierzbiccy (R12)" in text_in(word.content)
        assert not Paper.objects.exists() and not MarkCounter.objects.exists()
        assert Reading.objects.filter(what="pismo: Karta rodziny").count() == 2

    def test_the_form_sent_twice_keeps_one(self, assistant):
        sent = typed()
        assistant.post(NEW, sent)
        assistant.post(NEW, sent)
        assert Paper.objects.count() == 1

    def test_a_form_sent_again_with_other_words_is_told(self, assistant):
        sent = typed()
        assistant.post(NEW, sent)
        page = assistant.post(NEW, sent | {"signed_by": "Ewa Żak"})
        assert "z inną treścią" in words(page)
        assert Paper.objects.count() == 1

    def test_numbers_have_no_gaps_and_a_year_begins_with_one(self, assistant):
        for day in ("20.05.2024", "31.12.2023", "20.05.2024"):
            assistant.post(NEW, typed(dated_on=day))
        assert sorted(Paper.objects.values_list("case_mark", flat=True)) == [
            "OŚR.8211.1.2023",
            "OŚR.8211.1.2024",
            "OŚR.8211.2.2024",
        ]

    def test_a_number_taken_meanwhile_is_not_given_twice(self, assistant, monkeypatch):
        first, asked = marks.next_number, []

        def overtaken(series, year):
            number = first(series, year)
            if not asked:  # a colleague's paper gets the number while this one is made
                asked.append(number)
                with transaction.atomic():
                    assert marks.take_number(series, year, number)
            return number

        monkeypatch.setattr(marks, "next_number", overtaken)
        assistant.post(NEW, typed(mark="+"))
        assert Paper.objects.get().number == 2

    def test_a_correction_names_what_it_replaces(self, assistant):
        assistant.post(NEW, typed())
        old = Paper.objects.get()
        assistant.post(NEW, typed(mark=old.case_mark, corrects=old.pk))
        new = Paper.objects.get(corrects=old)
        assert (new.case_mark, new.number) == (old.case_mark, None)
        assert "To pismo zastępuje pismo OŚR.8211.1.2024 z 20.05.2024." in text_in(bytes(new.docx))
        assert "zastąpione przez: OŚR.8211.1.2024" in words(assistant.get(LIST))

    def test_a_wrong_day_is_told_and_the_rest_stays(self, assistant):
        page = assistant.post(NEW, typed(dated_on="21.05.2024", signed_as="koordynator"))
        assert "Data pisma nie może być późniejsza niż dziś." in words(page)
        assert field_of(page, "signed_as") == "koordynator"


class TestKept:
    def test_nobody_changes_or_deletes_it(self, client, assistant, family):
        assistant.post(NEW, typed())
        paper = Paper.objects.get()
        for page in ("popraw", "usun"):
            answer = client.get(f"/rodziny/R12/dokumenty/{paper.attachment_id}/{page}/")
            assert answer.status_code == 403
            assert "tak, jak je wysłano" in words(answer)
        with pytest.raises(DatabaseError), transaction.atomic():
            Paper.objects.update(addressee="Ktoś inny")
        with pytest.raises(DatabaseError), transaction.atomic():
            paper.save()

    def test_a_merge_takes_it_along(self, client, assistant, family, manager):
        assistant.post(NEW, typed())
        kept = FamilyFactory(number="R13", name="Wierzbiccy")
        page = client.get(NEW)
        merge_families(kept=kept, absorbed=family, persons={family.persons.get().pk: None}, by=manager)
        assert Paper.objects.get().family == kept
        answer = client.post(NEW, typed(form_key=field_of(page, "form_key")))
        assert answer.url == "/rodziny/R13/pisma/"
        assert Paper.objects.filter(family=kept).count() == 2

    def test_anonymising_takes_it_away(self, client, assistant, family):
        assistant.post(NEW, typed())
        assistant.post(NEW, typed(corrects=Paper.objects.get().pk))
        anonymise(Family.objects.filter(pk=family.pk), day=date(2024, 5, 20))
        assert not Paper.objects.exists() and not Attachment.objects.exists()


class TestWho:
    def test_an_outsider_finds_nothing(self, assistant, family):
        assistant.post(NEW, typed())
        other = signed_in(UserFactory(role="assistant"))
        for address in (LIST, NEW, f"{LIST}{Paper.objects.get().pk}.docx"):
            assert other.get(address).status_code == 404

    def test_a_social_worker_sees_no_letter_and_makes_none(self, assistant, family):
        assistant.post(NEW, typed())
        family.social_worker = UserFactory(role="social_worker")
        family.save()
        worker = signed_in(family.social_worker)
        assert "Karta rodziny" not in words(worker.get(LIST))
        assert worker.get(f"{LIST}{Paper.objects.get().pk}.docx").status_code == 404
        assert worker.post(NEW, typed()).status_code == 403

    def test_an_unknown_kind_is_not_there(self, assistant):
        assert assistant.get("/rodziny/R12/pisma/nowe/wezwanie/").status_code == 404
