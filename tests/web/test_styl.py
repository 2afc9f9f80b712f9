"""The page of all parts, and what the parts do with what they are given."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tests.clients import signed_in
from tests.factories import StaffFactory

STYL = reverse("styl")


class TestStyl:
    @pytest.fixture
    def page(self, staff, settings):
        settings.DEBUG = True
        return staff.get(STYL)

    def test_shows_every_part(self, page, settings):
        parts = {f"components/{path.name}" for path in (settings.BASE_DIR / "templates" / "components").iterdir()}
        assert parts
        assert not parts - {template.name for template in page.templates}

    def test_gives_every_field_a_number_of_its_own(self, page):
        ids = [part.split('"')[0] for part in page.content.decode().split(' id="')[1:]]
        assert not [each for each in ids if ids.count(each) > 1]

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
        assert f">{said}</span>" in shown
        assert f'class="deadline {tone}"' in shown

    def test_no_deadline_is_a_dash(self):
        assert render_to_string("components/deadline.html", {"day": None}).strip() == "–"

    def test_full_load_is_said_in_words(self):
        assert "komplet" in render_to_string("components/load_bar.html", {"taken": 5, "most": 5})
        assert "komplet" not in render_to_string("components/load_bar.html", {"taken": 4, "most": 5})

    def test_what_people_typed_is_escaped(self):
        for name in ("chip", "empty"):
            shown = render_to_string(f"components/{name}.html", {"word": "<b>x</b>", "text": "<b>x</b>"})
            assert "&lt;b&gt;x" in shown

    def test_empty_value_is_a_dash_and_zero_is_not(self):
        shown = render_to_string("components/definition_list.html", {"items": [("a", ""), ("b", 0), ("c", None)]})
        assert shown.count("<dd>–</dd>") == 2
        assert "<dd>0</dd>" in shown


class TestNavigation:
    @pytest.mark.parametrize(
        ("address", "place"),
        [("/", "Start"), ("/rodziny/", "Rodziny"), ("/asystenci/", "Asystenci"), ("/rejestr/", "Wczytaj rejestr")],
    )
    def test_says_where_one_is(self, staff, centre, address, place):
        page = staff.get(address).content.decode()
        navigation = page[page.index('<nav class="places"') : page.index("</nav>")]
        marked = navigation[navigation.index("aria-current") :]
        assert navigation.count("aria-current") == 1
        assert marked[: marked.index("</a>")].endswith(f"<span>{place}</span>")

    def test_is_for_those_who_may_go_there(self, stranger, client, db):
        assert '<nav class="places"' not in client.get(reverse("account_login")).content.decode()
        page = stranger.get(reverse("account_change_password")).content.decode()
        assert not [name for name in ("families", "tables", "accounts") if f'href="{reverse(name)}"' in page]

    def test_what_people_typed_in_their_name_is_escaped(self, db):
        page = signed_in(StaffFactory(first_name="<b>Ewa</b>")).get(reverse("account_change_password")).content.decode()
        assert "<b>Ewa" not in page
