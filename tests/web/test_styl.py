"""The style guide, the components of pages, and the navigation."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tests.clients import signed_in
from tests.factories import StaffFactory
from tests.html_pages import all_words, links_of, one, select, words

STYL = reverse("styl")


class TestStyl:
    @pytest.fixture
    def page(self, staff, settings):
        settings.DEBUG = True
        return staff.get(STYL)

    def test_shows_every_part(self, page, settings):
        parts = {f"components/{path.name}" for path in (settings.BASE_DIR / "templates" / "components").iterdir()}
        assert parts
        absent = parts - {template.name for template in page.templates}
        assert not absent, f"Show {absent} in templates/web/style_guide.html."

    def test_gives_every_element_an_id_of_its_own(self, page):
        ids = [element.get("id") for element in select(page, "[id]")]
        assert ids and not [each for each in ids if ids.count(each) > 1]

    def test_is_not_there_in_production(self, staff):
        assert staff.get(STYL).status_code == 404


class TestParts:
    @pytest.mark.parametrize(
        ("today", "said", "tone"),
        [
            ("2025-03-11", "do\u00a014\u00a0marca (za\u00a03\u00a0dni)", "notice"),
            ("2025-03-13", "do\u00a014\u00a0marca (jutro)", "notice"),
            ("2025-03-14", "do\u00a014\u00a0marca (dzisiaj)", "notice"),
            ("2025-02-14", "do\u00a014\u00a0marca (za\u00a028\u00a0dni)", "neutral"),
            ("2024-12-31", "do\u00a014\u00a0marca\u00a02025 (za\u00a073\u00a0dni)", "neutral"),
            ("2025-03-15", "1\u00a0dzień po\u00a0terminie", "overdue"),
            ("2025-03-20", "6\u00a0dni po\u00a0terminie", "overdue"),
        ],
    )
    def test_deadline_says_the_day_and_the_distance(self, time_machine, today, said, tone):
        time_machine.move_to(f"{today} 12:00")
        shown = render_to_string("components/deadline.html", {"day": date(2025, 3, 14)})
        assert one(shown, f".deadline.{tone}").text_content().strip() == said

    def test_no_deadline_is_a_dash(self):
        assert render_to_string("components/deadline.html", {"day": None}).strip() == "–"

    def test_full_load_has_a_word(self):
        assert "komplet" in render_to_string("components/load_bar.html", {"taken": 5, "most": 5})
        assert "komplet" not in render_to_string("components/load_bar.html", {"taken": 4, "most": 5})

    def test_what_people_typed_is_escaped(self):
        for name in ("chip", "empty"):
            shown = render_to_string(f"components/{name}.html", {"word": "<b>x</b>", "text": "<b>x</b>"})
            assert "&lt;b&gt;x" in shown

    def test_empty_value_is_a_dash_and_zero_is_not(self):
        shown = render_to_string("components/definition_list.html", {"items": [("a", ""), ("b", 0), ("c", None)]})
        assert all_words(shown, "dd") == ["–", "0", "–"]


class TestNavigation:
    @pytest.mark.parametrize(
        ("address", "place"),
        [("/", "Start"), ("/rodziny/", "Rodziny"), ("/asystenci/", "Asystenci"), ("/rejestr/", "Wczytaj rejestr")],
    )
    def test_marks_the_current_page(self, staff, centre, address, place):
        assert words(staff.get(address), "nav.places [aria-current]") == place

    def test_has_only_pages_that_the_user_may_open(self, stranger, client, db):
        assert not select(client.get(reverse("account_login")), "nav.places")
        addresses = links_of(stranger.get(reverse("account_change_password"))).values()
        assert addresses
        assert not [name for name in ("families", "tables", "accounts") if reverse(name) in addresses]

    def test_what_people_typed_in_their_name_is_escaped(self, db):
        page = signed_in(StaffFactory(first_name="<b>Ewa</b>")).get(reverse("account_change_password")).content.decode()
        assert "<b>Ewa" not in page
