"""„Dlaczego inaczej?” between what was sent, editions and the document now: figures with their records, and words."""

import io
import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from familycare.centre.models import Centre
from familycare.jobs import folders
from familycare.jobs.running import JobFailed
from reporting.documents.comparing.versions import NOW, versions_of
from reporting.documents.comparing.words import ADDED, CHANGED, OTHER_NUMBERS, REMOVED, block_differences
from reporting.documents.composing.files import DELETED
from reporting.documents.definitions.services import save_definition
from reporting.documents.editions.comparing import compare
from reporting.documents.editions.services import freeze
from reporting.documents.steps import services
from reporting.documents.steps.approving import run_sending
from reporting.documents.steps.models import Submission
from reporting.documents.steps.services import send, withdraw
from reporting.documents.steps.text_now import Wording
from tests.clients import signed_in
from tests.documents.own.definitions import definition, table, text
from tests.documents.steps.sources import SOURCE
from tests.factories import VisitFactory
from tests.html_pages import all_words, links_of, rows_of, select, words
from tests.jobs.queue import run_jobs

pytestmark = pytest.mark.django_db
PAGE = reverse("compare_versions", args=["informacja"])
WORDS = definition(
    text("Objęto {{support.families|rodzina:accusative}}. Praca szła dobrze."),
    table({"label": "Wizyty", "figure": "work.home_visit"}, {"label": "Godziny", "figure": "work.hours"}),
    text("Ten akapit zniknie, bo jest niepotrzebny."),
    periods=["Y"],
)
REWRITTEN = definition(
    text("Nowy wstęp, którego nie było."),
    text("Objęto {{support.families|rodzina:accusative}}. Praca szła bardzo dobrze."),
    table({"label": "Wizyty", "figure": "work.home_visit"}, {"label": "Godziny", "figure": "work.hours"}),
    periods=["Y"],
    subtitle="za cały rok",
)


def late_visit(visit):
    return VisitFactory(case=visit.case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)


@pytest.fixture
def two(document, visit, manager):
    """Two submissions of the document; between them came a visit, and somebody wrote the document anew."""
    save_definition(text=WORDS, replace=True)
    first = send(document=document, year=2025, by=manager)
    withdraw(submission=first, by=manager)
    late_visit(visit)
    save_definition(text=REWRITTEN, replace=True)
    return first, send(document=document, year=2025, by=manager)


def compared(**options):
    out = io.StringIO()
    call_command("compare_document", "informacja", stdout=out, **options)
    return json.loads(out.getvalue())["figures"]


class TestFigures:
    def test_what_was_sent_keeps_its_figures_and_their_records(self, sent, visit):
        kept = {figure.key: figure for figure in sent.figures.all()}
        assert set(kept) == {"support.families", "work.home_visit", "work.hours"}
        assert kept["work.home_visit"].value == 1
        assert kept["work.home_visit"].records == {visit.pk: None}
        assert sent.figures_at <= sent.sent_at

    def test_now_and_another_submission(self, sent, manager, visit):
        late = late_visit(visit)
        visits, hours = compare(sent)
        assert (visits.was, visits.now, hours.was, hours.now) == (1, 2, 1, 1.5)
        [record] = visits.records
        assert (record.change, record.key) == ("added", late.pk)
        assert record.on is not None and record.by
        withdraw(submission=sent, by=manager)
        second = send(document=sent.document, year=2025, by=manager)
        key = late.pk
        late.delete()
        assert [(each.figure, each.was, each.now) for each in compare(sent, second)] == [
            ("work.home_visit", 1, 2),
            ("work.hours", 1, 1.5),
        ]
        [record] = compare(second)[0].records
        assert (record.change, record.key) == ("removed", key)

    def test_an_edition(self, sent, visit):
        late_visit(visit)
        edition = freeze(document=sent.document, centre=Centre.objects.get(), year=2025)
        assert [each.figure for each in compare(sent, edition)] == ["work.home_visit", "work.hours"]


class TestWords:
    def test_blocks_that_came_went_and_changed(self, two):
        first, second = map(Wording.sent, two)
        found = block_differences(first, second)
        assert [(each.what, each.place) for each in found] == [
            (CHANGED, "Podtytuł"),
            (ADDED, "Rozdział 1 („Rodziny”), blok 1 (tekst)"),
            (CHANGED, "Rozdział 1 („Rodziny”), blok 2 (tekst)"),
            (REMOVED, "Rozdział 1 („Rodziny”), blok 3 (tekst)"),
            (OTHER_NUMBERS, "Rozdział 1 („Rodziny”), blok 3 (tabela)"),
        ]
        [(was, now)] = found[2].lines
        assert "".join(piece for piece, differs in now if differs).strip() == "bardzo"
        assert "".join(piece for piece, _differs in was) == "Objęto 1 rodzinę. Praca szła dobrze."
        assert [line[1] for line in found[1].lines] == [[("Nowy wstęp, którego nie było.", True)]]
        assert [line[1] for line in found[3].lines] == [None]

    def test_of_figures_only_the_numbers_are_others(self, two):
        [*_others, numbers] = block_differences(*map(Wording.sent, two))
        visits, hours = numbers.lines
        assert ["".join(piece for piece, _differs in side) for side in visits] == ["Wizyty: 1", "Wizyty: 2"]

    def test_the_same_is_nothing(self, sent):
        assert block_differences(Wording.sent(sent), Wording.now(sent.document, 2025)) == []

    def test_what_stands_under_a_table(self, document, manager):
        def written(note, source):
            row = {"label": "Wizyty", "figure": "work.home_visit"}
            save_definition(text=definition(table(row, note=note, source=source)), replace=True)
            return Wording.now(document.__class__.objects.get(), 2025)

        before = written("Bez odwołanych.", "dziennik")
        [found] = block_differences(before, written("Razem z odwołanymi.", "dziennik asystenta"))
        assert found.what == CHANGED
        assert [["".join(piece for piece, _differs in side) for side in line] for line in found.lines] == [
            ["Bez odwołanych.", "Razem z odwołanymi."],
            ["Źródło: dziennik", "Źródło: dziennik asystenta"],
        ]

    def test_a_block_that_was_moved_and_nothing_else(self, two):
        before = Wording.sent(two[0])
        data = json.loads(before.definition)
        kept = json.loads(json.dumps(before.data))
        data["chapters"][0]["blocks"].reverse()
        kept["chapters"][0]["blocks"].reverse()
        assert block_differences(before, Wording(json.dumps(data), kept)) == []


class TestPage:
    def test_one_click_from_the_history(self, two, director, visit):
        client = signed_in(director)
        page = client.get(reverse("composed", args=["informacja"]) + "?rok=2025")
        assert links_of(page)["Dlaczego inaczej? Porównaj wersje"] == PAGE
        address = links_of(client.get(reverse("submission", args=["informacja", two[0].pk])))
        page = client.get(address["Dlaczego inaczej? Porównaj z tym, co jest"])
        assert page.context["first"].kept == two[0] and page.context["second"].code == NOW
        rows = rows_of(page, "table.entries")
        assert [row[2:4] for row in rows] == [["1", "2"], ["1 godz.", "1 godz. 30 min"]]
        assert "doszło: wizyta" in rows[0][4]
        assert "Podtytuł: zmieniono" in all_words(page, "h3")
        assert [words(each) for each in select(page, "mark")].count("bardzo") == 1

    def test_the_earlier_one_stands_first(self, two, director):
        page = signed_in(director).get(f"{PAGE}?z={NOW}&do=wyslanie-1")
        assert (page.context["first"].code, page.context["second"].code) == ("wyslanie-1", NOW)
        page = signed_in(director).get(f"{PAGE}?z=wyslanie-2&do=wyslanie-2")
        assert "To ta sama wersja" in words(page)
        assert signed_in(director).get(f"{PAGE}?z=nic&do=%00").status_code == 200

    def test_nothing_was_sent(self, document, director):
        assert "Nie ma jeszcze z czym porównać" in words(signed_in(director).get(PAGE))

    def test_what_was_sent_before_figures_were_kept(self, sent, director):
        sent.figures_at = None
        sent.save(update_fields=["figures_at"])
        page = signed_in(director).get(PAGE)
        assert "Można porównać tylko słowa" in words(page)
        assert "Obie wersje mówią to samo" in words(page)
        with pytest.raises(CommandError, match="nie zapisano jeszcze liczb"):
            compared(draft="1")

    def test_a_document_that_cannot_be_composed_now(self, sent, director):
        save_definition(text=SOURCE.replace("support.families", "support.nic"), replace=True)
        assert "nie da się teraz ułożyć" in words(signed_in(director).get(PAGE))

    def test_editions_are_versions_too(self, approved, director):
        assert [version.code for version in versions_of(approved.document)] == [NOW, "wydanie-1", "wyslanie-1"]
        page = signed_in(director).get(f"{PAGE}?z=wyslanie-1&do=wydanie-1")
        assert "Obie wersje mówią to samo" in words(page)
        assert "Liczby obu wersji są takie same" in words(page)


class TestOnTheCommandLine:
    def test_drafts(self, two, visit):
        figures = compared(draft="1", other_draft="2")
        assert [(each["figure"], each["was"], each["is"]) for each in figures] == [
            ("work.home_visit", 1, 2),
            ("work.hours", 1, 1.5),
        ]
        assert compared(draft="1") == figures
        assert compared(draft="2") == []
        freeze(document=two[0].document, centre=Centre.objects.get(), year=2025)
        assert compared(draft="1", other="1") == figures
        assert [each["is"] for each in compared(edition="1", other_draft="1")] == [1, 1]

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ({"draft": "9"}, "nie ma wysłania 9. Są: 1, 2."),
            ({"draft": "x"}, "nie ma wysłania x"),
            ({"draft": "1", "edition": "1"}, "a nie oba naraz"),
            ({}, "Podaj numer wydania"),
        ],
    )
    def test_what_is_refused(self, two, options, said):
        with pytest.raises(CommandError, match=said):
            compared(**options)


def test_a_document_that_is_deleted_while_it_is_sent(document, manager, monkeypatch):
    def delete(*args):
        document.delete()
        return []

    monkeypatch.setattr(services, "kept_figures", delete)
    work = SimpleNamespace(
        parameters={"document": document.pk, "year": 2025}, user=manager, phase=lambda what: None, written=lambda: None
    )
    with pytest.raises(JobFailed, match=DELETED):
        run_sending(work)


def test_on_a_large_register_a_job_sends_it(document, manager, monkeypatch):
    monkeypatch.setattr("reporting.figures.effort.QUICK", -1)
    client = signed_in(manager)
    with folders.worker_present():
        client.post(f"{reverse('send_document', args=['informacja'])}?rok=2025")
        run_jobs()
    sent = Submission.objects.get()
    assert (sent.sent_by, sent.year) == (manager, 2025)
    assert sent.figures.count() == 3
