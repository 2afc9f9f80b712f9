"""The timeline of a family's page: its events, their order, its parts and pages."""

from datetime import date, timedelta

import pytest

from assistants.models import Attendance, Workshop
from cases.models import CourtOrder, Outcome, Plan
from familycare.centre.models import OutcomeKind
from tests.factories import FamilyFactory, PersonFactory, VisitFactory
from tests.html_pages import all_words, links_of, select, words
from tests.web.family_pages import TODAY, page_of, section, supported


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00")


@pytest.fixture
def kowalscy(db):
    return FamilyFactory(name="Kowalscy", number="R7", structure="single_mother", district="Zalesie")


class TestTimeline:
    @pytest.fixture
    def eventful(self, kowalscy):
        case = supported(kowalscy)
        VisitFactory(case=case, visited_on=date(2024, 5, 6), summary="Rozmowa o szkole.", advice_count=2)
        Plan.objects.create(case=case, agreed_on=date(2024, 3, 10))
        Outcome.objects.create(case=case, outcome=OutcomeKind.objects.first(), achieved_on=date(2024, 4, 2))
        CourtOrder.objects.create(
            family=kowalscy, kind="placement", issued_on=date(2024, 4, 3), in_force_until=date(2025, 1, 1)
        )
        workshop = Workshop.objects.create(title="Szkoła dla rodziców", kind="workshop")
        for name in ("Ala", "Ola"):
            person = PersonFactory(family=kowalscy, first_name=name)
            Attendance.objects.create(workshop=workshop, person=person, attended_on=date(2024, 4, 4))
        return kowalscy

    def test_shows_the_newest_first_under_its_month(self, staff, eventful):
        page = page_of(staff, eventful)
        days = [time.get("datetime") for time in select(page, "time")]
        assert all_words(page, "#os-czasu .month") == ["Maj 2024", "Kwiecień 2024", "Marzec 2024"]
        assert days == sorted(days, reverse=True)
        assert len(days) == 7

    def test_shows_the_note_of_a_visit(self, staff, eventful):
        assert "1 godz. 30 min, 2 porady. Rozmowa o szkole." in section(staff, eventful, "os-czasu")

    def test_shows_no_future_events(self, staff, eventful):
        assert "przestaje obowiązywać" not in section(staff, eventful, "os-czasu")

    def test_shows_a_meeting_of_several_people_once(self, staff, eventful):
        assert section(staff, eventful, "os-czasu").count("Szkoła dla rodziców: Ala Jaworski i Ola Jaworski") == 1

    @pytest.mark.parametrize(
        ("asked", "told", "count"),
        [
            ("dziennik", "Rozmowa o szkole.", 1),
            ("sad", "Postanowienie sądu", 1),
            ("plany", "Uzgodnienie planu", 1),
            ("pomoc", "Efekt pracy", 2),
            ("wsparcie", "Przydzielenie asystenta", 2),
        ],
    )
    def test_shows_one_kind(self, staff, eventful, asked, told, count):
        page = page_of(staff, eventful, co=asked)
        assert told in words(page, "#os-czasu")
        assert len(select(page, "time")) == count
        assert words(page, f'#co-{asked}[aria-current="true"] > span') == str(count)

    @pytest.mark.parametrize("asked", ["niema", "'\"<script>", "%", "x" * 10_000, "\0"])
    def test_an_unknown_kind_shows_everything_and_says_so(self, staff, eventful, asked):
        timeline = section(staff, eventful, "os-czasu", co=asked)
        assert "Nie ma takiej części osi czasu" in timeline
        assert "Rozmowa o szkole." in timeline

    def test_splits_many_visits_into_pages(self, staff, kowalscy):
        case = supported(kowalscy)
        for n in range(50):
            VisitFactory(case=case, visited_on=date(2024, 5, 20) - timedelta(days=n), summary=f"Notatka {n}.")
        first, second = (section(staff, kowalscy, "os-czasu", strona=page) for page in (1, 2))
        assert "Notatka 0." in first and "Notatka 49." not in first
        assert "Notatka 29." in second and "Notatka 0." not in second
        assert "Strona 1 z 4" in first

    def test_the_whole_is_one_page_for_the_printer(self, staff, kowalscy, django_assert_max_num_queries):
        case = supported(kowalscy)
        for n in range(50):
            VisitFactory(case=case, visited_on=date(2024, 5, 20) - timedelta(days=n), summary=f"Notatka {n}.")
        assert "?strona=wszystko" in links_of(page_of(staff, kowalscy)).values()
        with django_assert_max_num_queries(12):
            whole = section(staff, kowalscy, "os-czasu", strona="wszystko")
        assert "Notatka 0." in whole and "Notatka 49." in whole
        assert "Strona 1" not in whole
        visits = section(staff, kowalscy, "os-czasu", strona="wszystko", co="dziennik")
        assert "Notatka 49." in visits and "Przydzielenie" not in visits

    def test_the_whole_of_nothing_is_empty(self, staff, kowalscy):
        assert "Na osi czasu nic jeszcze nie ma." in section(staff, kowalscy, "os-czasu", strona="wszystko")

    @pytest.mark.parametrize("number", ["9999", "-1", "x", "", "1" * 5000])
    def test_a_nonsense_page_is_the_nearest_one(self, staff, eventful, number):
        assert "Rozmowa o szkole." in section(staff, eventful, "os-czasu", strona=number)

    def test_of_a_new_family_says_what_will_come(self, staff, kowalscy):
        assert "Na osi czasu nic jeszcze nie ma." in section(staff, kowalscy, "os-czasu")
