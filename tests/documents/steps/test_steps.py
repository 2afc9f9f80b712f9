"""A document is sent for approval, approved or returned, and handed over."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from familycare.audit.models import Change
from familycare.jobs import folders
from familycare.jobs.models import Job
from reporting.documents.definitions.services import save_definition
from reporting.documents.editions.models import Edition, EditionFigure, EditionFile
from reporting.documents.steps.approving import check_approval
from reporting.documents.steps.history import with_states
from reporting.documents.steps.models import HandingOver, Submission
from reporting.documents.steps.services import (
    AlreadyDecided,
    WordingChanged,
    approve,
    return_to_author,
    send,
    withdraw,
)
from reporting.documents.steps.text_now import Wording, rewordings
from tests.clients import signed_in
from tests.documents.own.definitions import definition, table
from tests.documents.steps.sources import SOURCE
from tests.factories import UserFactory, VisitFactory
from tests.html_pages import words
from tests.jobs.queue import run_jobs

pytestmark = pytest.mark.django_db


def page_of(sent, name="submission"):
    return reverse(name, args=["informacja", sent.pk])


def seen_on(page):
    """The fingerprint in the form of the page."""
    return page.context["seen"]


def late_visit(visit):
    return VisitFactory(case=visit.case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)


class TestApproving:
    def test_from_a_draft_to_an_edition_that_was_handed_over(self, document, manager, director):
        of_manager, of_director = signed_in(manager), signed_in(director)
        page = of_manager.post(f"{reverse('send_document', args=['informacja'])}?rok=2025", follow=True)
        sent = Submission.objects.get()
        assert "czeka na zatwierdzenie" in words(page.content.decode())
        waits = of_director.get("/").content.decode()
        assert page_of(sent) in waits
        page = of_director.get(page_of(sent))
        assert "Dokument mówi to samo co przy wysłaniu" in words(page.content.decode())
        page = of_director.post(page_of(sent, "approve_document"), {"seen": seen_on(page)}, follow=True)
        edition = Edition.objects.get()
        assert page.redirect_chain[-1][0] == reverse("edition", args=["informacja", 1])
        assert (edition.made_by, edition.year, edition.submission) == (director, 2025, sent)
        assert "Danuta Dyrektor: wydanie 1 za 2025" in words(page.content.decode())
        form = {"handed_on": f"{localdate():%d.%m.%Y}", "channel": "e_delivery", "recipient": "Rada Miasta"}
        page = of_manager.post(reverse("hand_over_edition", args=["informacja", 1]), form, follow=True)
        assert "Rada Miasta (e-Doręczenia)" in words(page.content.decode())
        listed = words(of_director.get(reverse("documents")).content.decode())
        assert f"wydanie 1 za 2025 r. przekazano {localdate():%d.%m.%Y}" in listed.replace("\xa0", " ")

    def test_a_long_document_is_read_by_a_job_and_decided_by_one(self, sent, director, monkeypatch, visit):
        monkeypatch.setattr("reporting.figures.effort.QUICK", 0)
        monkeypatch.setattr("familycare.jobs.answers.wait_for", lambda job: None)
        client = signed_in(director)
        with folders.worker_present():
            job_page = client.get(page_of(sent)).url
            run_jobs()
            page = client.get(job_page, follow=True)
            assert "Dokument mówi to samo co przy wysłaniu" in words(page.content.decode())
            seen = seen_on(page)
            late_visit(visit)
            client.post(page_of(sent, "approve_document"), {"seen": seen})
            run_jobs()
            assert not Edition.objects.exists()
            assert Job.objects.filter(kind="approval", message__contains="zmienił się, odkąd go oglądasz").exists()
            client.get(page_of(sent))
            run_jobs()
            page = client.get(page_of(sent))
            assert "Od wysłania coś się zmieniło" in words(page.content.decode())
            client.post(page_of(sent, "approve_document"), {"seen": seen_on(page)})
            run_jobs()
        assert Edition.objects.get().submission == sent

    def test_returned_with_a_sentence(self, sent, director, manager):
        page = signed_in(director).post(page_of(sent, "return_document"), {"remark": " "})
        assert "Napisz, co trzeba zmienić." in page.content.decode()
        sent.refresh_from_db()
        assert sent.is_waiting
        signed_in(director).post(page_of(sent, "return_document"), {"remark": "Popraw <b>tytuł</b>"})
        page = signed_in(manager).get(page_of(sent)).content.decode()
        assert "Popraw &lt;b&gt;tytuł&lt;/b&gt;" in page
        assert "zwrócony do poprawy" in page
        assert not Edition.objects.exists()
        assert send(document=sent.document, year=2025, by=manager).is_waiting

    def test_withdrawn(self, sent, manager):
        signed_in(manager).post(page_of(sent, "withdraw_document"))
        sent.refresh_from_db()
        assert (sent.state, sent.decided_by) == ("withdrawn", manager)

    def test_one_waits_for_each_year(self, sent, document, manager):
        with pytest.raises(ValidationError, match="już czeka"):
            send(document=document, year=2025, by=manager)
        assert send(document=document, year=2026, by=manager).is_waiting
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.create(document=document, year=2025, definition="", data="{}", sent_by=manager)

    def test_a_document_that_cannot_be_composed_is_not_sent(self, document, manager):
        save_definition(text=SOURCE.replace("support.families", "support.nic"), replace=True)
        page = signed_in(manager).post(f"{reverse('send_document', args=['informacja'])}?rok=2025")
        assert "nie można wysłać" in page.content.decode()
        assert not Submission.objects.exists()

    def test_approved_twice_is_one_edition(self, sent, director, centre):
        other = UserFactory(role="director")
        page = signed_in(other).get(page_of(sent))
        seen = seen_on(page)
        approve(submission=sent, seen=seen, centre=centre, by=director)
        with pytest.raises(AlreadyDecided, match="już zatwierdzono .*Danuta Dyrektor"):
            approve(submission=sent, seen=seen, centre=centre, by=other)
        with pytest.raises(AlreadyDecided):
            return_to_author(submission=sent, remark="Popraw", by=other)
        page = signed_in(other).post(page_of(sent, "approve_document"), {"seen": seen}, follow=True)
        assert "już rozstrzygnięto" in page.content.decode()
        assert Edition.objects.count() == 1

    def test_decided_while_another_freezes(self, sent, director, manager, centre):
        seen = Wording.now(sent.document, 2025).fingerprint

        def phase(what):
            if Submission.objects.filter(pk=sent.pk, state="waiting").exists():
                return_to_author(submission=sent, remark="Popraw", by=manager)

        with pytest.raises(AlreadyDecided, match="zwrócono"):
            approve(submission=sent, seen=seen, centre=centre, by=director, phase=phase)
        assert not Edition.objects.exists()


class TestDeleting:
    def test_what_waits_is_not_deleted(self, sent, manager):
        answer = signed_in(manager).post(reverse("delete_document_definition", args=["informacja"]), follow=True)
        assert "czeka na zatwierdzenie, więc nie można go usunąć" in words(answer)
        assert Submission.objects.get() == sent

    def test_what_was_withdrawn_is(self, sent, manager):
        withdraw(submission=sent, by=manager)
        signed_in(manager).post(reverse("delete_document_definition", args=["informacja"]))
        assert not Submission.objects.exists()


class TestChangedSinceItWasSent:
    def test_a_figure_moved(self, sent, director, visit):
        late_visit(visit)
        page = signed_in(director).get(page_of(sent))
        said = words(page.content.decode())
        assert "Od wysłania coś się zmieniło" in said
        assert "inne są dane" in said.replace("\xa0", " ")
        before, now = Wording.sent(sent), Wording.now(sent.document, 2025)
        assert [(each.place, each.was, each.now) for each in rewordings(before, now)] == [
            ("Rodziny: Wizyty, 2025 r.", "1", "2"),
            ("Rodziny: Godziny, 2025 r.", "1", "1,5"),
        ]
        signed_in(director).post(page_of(sent, "approve_document"), {"seen": seen_on(page)}, follow=True)
        assert Edition.objects.get().figures.get(table="work", row="home_visit").value == 2

    def test_rows_of_the_same_name_and_a_note(self, document, manager, director, visit):
        visits, under = {"label": "w tym", "figure": "work.home_visit"}, {"label": "w tym", "figure": "work.advice"}
        block = table(visits, {"label": "Dalej"}, under, note="Wizyt: {{work.home_visit}}")
        save_definition(text=definition(block, periods=["Y"]), replace=True)
        document.refresh_from_db()
        sent = send(document=document, year=2025, by=manager)
        late_visit(visit)
        changed = rewordings(Wording.sent(sent), Wording.now(document, 2025))
        assert [(each.place, each.was, each.now) for each in changed] == [
            ("Rodziny: uwaga pod tabelą", "Wizyt: 1", "Wizyt: 2"),
            ("Rodziny: w tym, 2025 r.", "1", "2"),
        ]

    def test_the_definition_changed(self, sent, director):
        save_definition(text=SOURCE.replace("Objęto", "Wspierano"), replace=True)
        said = words(signed_in(director).get(page_of(sent)).content.decode())
        assert "Ktoś zmienił układ albo teksty" in said
        assert "Wspierano" in said

    def test_a_figure_moved_after_the_approver_has_read_it(self, sent, director, visit, centre):
        client = signed_in(director)
        seen = seen_on(client.get(page_of(sent)))
        late_visit(visit)
        page = client.post(page_of(sent, "approve_document"), {"seen": seen})
        assert "zdecyduj jeszcze raz" in page.content.decode()
        assert "Zatwierdź mimo zmian" in page.content.decode()
        with pytest.raises(WordingChanged):
            approve(submission=sent, seen=seen, centre=centre, by=director)
        assert not Edition.objects.exists()

    def test_it_can_be_composed_no_more(self, sent, director):
        save_definition(text=SOURCE.replace("support.families", "support.nic"), replace=True)
        page = signed_in(director).get(page_of(sent)).content.decode()
        assert "nie można go zatwierdzić" in page
        assert "zatwierdz/" not in page


class TestWhoMay:
    STEPS = ("approve_document", "return_document")

    @pytest.mark.parametrize("role", ["assistant", "social_worker", "auditor", "admin"])
    @pytest.mark.parametrize(
        "name", ["submission", "approve_document", "return_document", "withdraw_document", "send_document"]
    )
    def test_others_take_no_step(self, sent, director, role, name):
        args = ["informacja"] if name == "send_document" else ["informacja", sent.pk]
        client = signed_in(UserFactory(role=role))
        for method in (client.get, client.post):
            assert method(f"{reverse(name, args=args)}?rok=2025").status_code in (403, 405)
        sent.refresh_from_db()
        assert sent.is_waiting

    @pytest.mark.parametrize("name", STEPS)
    def test_the_manager_approves_nothing_beside_a_director(self, sent, director, manager, name):
        page = signed_in(manager).get(page_of(sent)).content.decode()
        assert reverse(name, args=["informacja", sent.pk]) not in page
        posted = {"seen": Wording.now(sent.document, 2025).fingerprint, "remark": "Popraw"}
        assert signed_in(manager).post(page_of(sent, name), posted).status_code == 403

    def test_without_a_director_the_manager_approves(self, sent, manager):
        gone = UserFactory(role="director", last_day=date(2025, 1, 1))
        assert gone.pk
        client = signed_in(manager)
        page = client.get(page_of(sent))
        assert "nie ma czynnego konta dyrektora" in page.content.decode()
        client.post(page_of(sent, "approve_document"), {"seen": seen_on(page)}, follow=True)
        assert Edition.objects.get().made_by == manager

    def test_a_director_who_came_meanwhile(self, sent, manager):
        """The job asks again who may."""
        check_approval(manager, {"submission": sent.pk})
        UserFactory(role="director")
        with pytest.raises(PermissionDenied):
            check_approval(manager, {"submission": sent.pk})

    def test_the_director_does_not_send(self, document, director):
        client = signed_in(director)
        assert client.post(f"{reverse('send_document', args=['informacja'])}?rok=2025").status_code == 403
        assert (
            reverse("send_document", args=["informacja"])
            not in client.get("/dokument/informacja/?rok=2025").content.decode()
        )

    @pytest.mark.parametrize(
        ("role", "status"), [("director", 200), ("manager", 200), ("assistant", 403), ("auditor", 403)]
    )
    def test_who_hands_over(self, approved, role, status):
        address = reverse("hand_over_edition", args=["informacja", 1])
        assert signed_in(UserFactory(role=role)).get(address).status_code == status


class TestHandingOver:
    @pytest.mark.parametrize(("days", "said"), [(1, "jeszcze nie nadszedł"), (-1, "Podaj ten dzień albo późniejszy")])
    def test_on_a_day_that_cannot_be(self, approved, manager, days, said):
        day = localdate() + timedelta(days=days)
        form = {"handed_on": f"{day:%d.%m.%Y}", "channel": "post", "recipient": "Rada Miasta"}
        page = signed_in(manager).post(reverse("hand_over_edition", args=["informacja", 1]), form)
        assert said in page.content.decode()
        assert "Rada Miasta" in page.content.decode()
        assert not HandingOver.objects.exists()

    def test_sent_twice_it_is_noted_once(self, approved, manager):
        form = {"handed_on": f"{localdate():%d.%m.%Y}", "channel": "post", "recipient": "Rada  Miasta "}
        for _time in range(2):
            signed_in(manager).post(reverse("hand_over_edition", args=["informacja", 1]), form)
        assert [each.recipient for each in HandingOver.objects.all()] == ["Rada Miasta"]

    def test_the_database_keeps_it(self, handed_over):
        table = HandingOver._meta.db_table
        statements = [f"UPDATE {table} SET recipient = 'x'", f"DELETE FROM {table}"]
        if connection.vendor == "sqlite":
            columns = "handed_on, channel, recipient, recorded_at, edition_id, recorded_by_id"
            statements.append(f"INSERT OR REPLACE INTO {table} (id, {columns}) SELECT 99, {columns} FROM {table}")
        for statement in statements:
            with pytest.raises(DatabaseError, match="edition_frozen"), transaction.atomic():
                connection.cursor().execute(statement)

    def test_a_correction_names_the_edition_that_it_replaces(self, handed_over, manager, director, centre, visit):
        late_visit(visit)
        again = send(document=handed_over.document, year=2025, by=manager)
        approve(submission=again, seen=Wording.now(again.document, 2025).fingerprint, centre=centre, by=director)
        client = signed_in(manager)
        assert "Wydanie 2 zastępuje wydanie 1" in words(client.get("/dokument/informacja/wydanie/2/").content.decode())
        assert "Wydanie 1 zostało zastąpione" in words(client.get("/dokument/informacja/wydanie/1/").content.decode())
        steps = words(client.get("/dokument/informacja/?rok=2025").content.decode())
        assert "Zastępuje wydanie 1." in steps


def test_nothing_is_added_to_a_complete_edition(approved):
    figure = approved.figures.first()
    figure.pk, figure.row = None, "inny"
    with pytest.raises(DatabaseError, match="edition_frozen"), transaction.atomic():
        EditionFigure.objects.bulk_create([figure])
    with pytest.raises(DatabaseError, match="edition_frozen"), transaction.atomic():
        EditionFile.objects.create(edition=approved, format="odt", content=b"x")


def test_states_take_few_queries(handed_over, manager, django_assert_num_queries):
    other = save_definition(text=SOURCE.replace('"informacja"', '"druga"'))
    third = save_definition(text=SOURCE.replace('"informacja"', '"trzecia"'))
    send(document=other, year=2025, by=manager)
    with django_assert_num_queries(3):
        states = {document.key: state.word for document, state in with_states([handed_over.document, other, third])}
    assert states["druga"] == "czeka na zatwierdzenie (za 2025 r.)"
    assert states["trzecia"] == "wersja robocza"
    assert states["informacja"].startswith("wydanie 1 za 2025 r. przekazano ")


def test_the_log_names_the_steps_without_their_texts(handed_over):
    kinds = set(Change.objects.values_list("object_type", flat=True))
    assert {"reporting.submission", "reporting.handingover", "reporting.edition"} <= kinds
    entry = Change.objects.filter(object_type="reporting.submission").order_by("sequence").first()
    assert "Objęto" not in entry.contents


class TestOnTheCommandLine:
    def test_an_edition_is_handed_over(self, approved):
        out = io.StringIO()
        call_command(
            "hand_over_document",
            "informacja",
            edition="1",
            on=localdate().isoformat(),
            channel="post",
            to="Rada Miasta",
            stdout=out,
        )
        assert out.getvalue() == f"Informacja o asystenturze, wydanie 1: przekazano {localdate():%d.%m.%Y}.\n"
        assert HandingOver.objects.get().recorded_by is None

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ({"edition": "7"}, "nie ma wydania 7"),
            ({"on": "wczoraj"}, "Podaj dzień"),
            ({"on": "2001-01-01"}, "Podaj ten dzień albo późniejszy"),
            ({"channel": "gołębiem"}, "e_delivery"),
            ({"to": " "}, "komu"),
        ],
    )
    def test_what_is_refused(self, approved, options, said):
        given = {"edition": "1", "on": localdate().isoformat(), "channel": "post", "to": "Rada Miasta"}
        with pytest.raises(CommandError, match=said):
            call_command("hand_over_document", "informacja", **given | options)
        assert not HandingOver.objects.exists()
