"""A programme made and changed in the browser; what was written about its realisation goes along."""

import json

import pytest
from django.urls import reverse

from familycare.audit.models import Change
from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.parsing import parse_programme
from reporting.documents.programmes.services import enter_indicator, report_task
from tests.clients import signed_in
from tests.documents.editor.documents import FOCUS
from tests.documents.programmes.texts import WORKSHOPS, goal, programme, saved, task
from tests.factories import CentreFactory, UserFactory
from tests.html_forms import errors_of, fields_of, forms_of, send
from tests.html_pages import all_words, one, words

pytestmark = pytest.mark.django_db
KEY = "program-2024"
OUTLINE = reverse("edit_programme", args=[KEY])


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2025-11-10 12:00")
    CentreFactory()


@pytest.fixture
def manager():
    return signed_in(UserFactory(role="manager"))


def item(address, name="edit_programme_item"):
    return reverse(name, args=[KEY, address])


def now():
    return json.loads(Programme.objects.get(key=KEY).text)


def contents():
    return parse_programme(Programme.objects.get(key=KEY).text)


def press(client, label):
    """Press the button with that label in one of the small forms of the outline."""
    for form in forms_of(client.get(OUTLINE)):
        for button in form.cssselect("button"):
            if button.get("aria-label") == label:
                return client.post(form.get("action"), {**dict(form.form_values()), button.get("name"): "1"})
    raise AssertionError(label)


def written():
    """What was written, by the words of the task or indicator in the text."""
    labels = contents().labels
    found = Programme.objects.get(key=KEY)
    assert all(labels[row.item] == row.label for row in [*found.taskreport_set.all(), *found.indicatorvalue_set.all()])
    return {row.label: row.state for row in found.taskreport_set.all()} | {
        row.label: row.value for row in found.indicatorvalue_set.all()
    }


def report(index, state="done"):
    report_task(programme=Programme.objects.get(key=KEY), task=contents().tasks[index], year=2025, state=state)


def test_a_new_programme_and_all_of_its_parts(manager):
    page = manager.get(reverse("new_programme"))
    assert fields_of(page)["first_year"] == "2026"
    answer = send(
        manager, reverse("new_programme"), title="Program „Rodzina”", goals="•\tSilne rodziny\n\n Bezpieczne\tdzieci "
    )
    key = "program-rodzina-2026-2028"
    assert answer.url == reverse("edit_programme", args=[key])
    assert "Cel 1. Silne rodziny" in words(manager.get(answer.url))
    send(
        manager,
        reverse("new_programme_item", args=[key, "goals/1/tasks"]),
        title="Grupy wsparcia",
        methods="spotkania\nrozmowy",
        indicators="liczba spotkań\nliczba osób",
        deadline="proces ciągły",
    )
    indicator = {
        "label": "Rodziny",
        "figure": "rodziny objęte wsparciem asystenta",
        "baseline": "12",
        "target_2026": "14,5",
    }
    send(manager, reverse("new_programme_item", args=[key, "goals/2/indicators"]), **indicator)
    send(manager, reverse("new_programme_item", args=[key, "areas"]), no="2.1", title="Edukacja", goal="2")
    send(manager, reverse("edit_programme_section", args=[key, "opis"]), financing="budżet gminy\ndotacja", notes="x")
    send(manager, reverse("edit_programme_section", args=[key, "swot"]), strengths="wiedza")
    data = json.loads(Programme.objects.get(key=key).text)
    assert data["goals"][0]["tasks"] == [
        {
            "no": 1,
            "title": "Grupy wsparcia",
            "methods": ["spotkania", "rozmowy"],
            "deadline": "proces ciągły",
            "indicators": ["liczba spotkań", "liczba osób"],
        }
    ]
    [measured] = data["goals"][1]["indicators"]
    assert (measured["figure"], measured["baseline"], measured["targets"]) == ("support.families", 12, {"2026": 14.5})
    assert data["areas"] == [{"no": "2.1", "title": "Edukacja", "goal": 2}]
    assert (data["financing"], data["swot"]) == (["budżet gminy", "dotacja"], {"strengths": ["wiedza"]})


def test_two_of_the_same_title_have_different_keys(manager):
    for _ in range(2):
        send(manager, reverse("new_programme"), title="Rodzina", goals="Cel")
    assert set(Programme.objects.values_list("key", flat=True)) == {"rodzina-2026-2028", "rodzina-2026-2028-2"}


def test_only_who_keeps_documents_edits_programmes():
    saved()
    director = signed_in(UserFactory(role="director"))
    assert director.get(OUTLINE).status_code == 403
    assert "Edytuj" not in words(director.get(reverse("programme", args=[KEY])))


def test_what_is_saved_unchanged_stays_to_the_byte(manager):
    text = programme(swot={"strengths": ["wiedza"], "own": {"a": [1.50]}}).replace("{", "{\r\n", 1)
    saved(text)
    for address in (
        item("goals/1"),
        item("goals/1/tasks/1"),
        item("goals/1/indicators/1"),
        item("goals/1/indicators/2"),
        reverse("edit_programme_head", args=[KEY]),
        reverse("edit_programme_section", args=[KEY, "opis"]),
        reverse("edit_programme_section", args=[KEY, "swot"]),
    ):
        assert send(manager, address).status_code == 302
    assert manager.get(reverse("programme_file", args=[KEY])).content.decode() == text


def test_keys_that_nobody_knows_are_kept(manager):
    saved(programme(swot={"strengths": ["wiedza"], "own": {"a": [1.50]}}, partners={"a": 1}, chapter=None))
    send(manager, item("goals/1"), title="Inaczej")
    send(manager, reverse("edit_programme_section", args=[KEY, "swot"]), threats="uzależnienia")
    page = manager.get(reverse("edit_programme_section", args=[KEY, "opis"]))
    assert "Zostaje bez zmian" in words(page)
    send(manager, reverse("edit_programme_section", args=[KEY, "opis"]), financing="budżet")
    data = now()
    assert (data["goals"][0]["title"], data["goals"][0]["title_table"]) == ("Inaczej", "WSPIERANIE")
    assert data["swot"] == {"strengths": ["wiedza"], "threats": ["uzależnienia"], "own": {"a": [1.50]}}
    assert '"a": [\n    1.5' in Programme.objects.get().text
    assert (data["partners"], data["chapter"], data["financing"]) == ({"a": 1}, None, ["budżet"])


def test_what_was_written_follows_its_task(manager):
    made = saved()
    report(0)
    report(1, "abandoned")
    [*_rest, (_goal, meetings)] = contents().indicators
    enter_indicator(programme=made, indicator=meetings, year=2025, value=12, source="listy")
    answer = press(manager, "Zadanie „Warsztaty”: wyżej")
    assert one(manager.get(answer.url), FOCUS).get("aria-label") == "Zadanie „Warsztaty”: niżej"
    expected = {"Grupy wsparcia": "done", "Warsztaty": "abandoned", "Spotkania grup wsparcia": 12}
    assert written() == expected
    press(manager, "Zadanie „Grupy wsparcia”: niżej")  # into the next goal
    assert [each.title for each in contents().goals[1].tasks] == ["Grupy wsparcia", "Interwencje"]
    press(manager, "Cel „Bezpieczeństwo”: wyżej")
    assert [(each["no"], each["title"]) for each in now()["goals"]] == [(1, "Bezpieczeństwo"), (2, "Wspieranie rodzin")]
    assert written() == expected
    send(manager, item("goals/1/tasks/1"), title="Grupy dla rodziców")
    assert written() == {"Grupy dla rodziców": "done", "Warsztaty": "abandoned", "Spotkania grup wsparcia": 12}
    assert "idą za swoimi zadaniami" in Change.objects.order_by("sequence").last().contents


def test_a_task_goes_to_another_goal(manager):
    saved()
    report(0)
    page = manager.get(item("goals/1/tasks/1"))
    form = next(form for form in forms_of(page) if "czesc" in form.fields)
    manager.post(form.get("action"), {**dict(form.form_values()), "czesc": "goals/2"})
    assert [each.title for each in contents().goals[1].tasks] == ["Interwencje", "Grupy wsparcia"]
    assert written() == {"Grupy wsparcia": "done"}


def test_indicators_of_a_task_are_moved_on_its_page(manager):
    made = saved(programme(goal(1, "Cel", task("Zadanie", indicators=["a", "b"]))))
    enter_indicator(programme=made, indicator=contents().indicators[1][1], year=2025, value=7, source="listy")
    page = manager.get(item("goals/1/tasks/1"))
    form = next(form for form in forms_of(page) if "indicators/2" in form.get("action", ""))
    page = manager.post(form.get("action"), {**dict(form.form_values()), "wyzej": "1"}, follow=True)
    assert all_words(page, ".outline a span") == ["b", "a"]
    assert one(page, FOCUS).get("aria-label") == "Wskaźnik „b”: niżej"
    assert written() == {"b": 7}


def test_numbers_stay_in_series(manager):
    areas = [goal("6.1", "A", task("a", no="1"), task("b", no="2"), goal=1), goal("6.2", "B", goal=2)]
    saved(programme(areas=areas))
    press(manager, "Obszar „B”: wyżej")
    press(manager, "Zadanie „b”: wyżej")
    press(manager, "Cel „Bezpieczeństwo”: wyżej")
    data = now()
    assert [(each["no"], each["title"], each["goal"]) for each in data["areas"]] == [("6.1", "B", 1), ("6.2", "A", 2)]
    assert [(each["no"], each["title"]) for each in data["areas"][1]["tasks"]] == [("1", "b"), ("2", "a")]
    assert fields_of(manager.get(item("areas", "new_programme_item")))["no"] == "6.3"
    answer = send(manager, item("areas/1"), no="6.2")
    assert errors_of(answer) == {"no": "Numer 6.2 ma już „A”. Podaj inny."}


def test_deleting_asks_and_names_what_was_written(manager):
    saved()
    report(0)
    address = item("goals/1", "delete_programme_item")
    page = manager.get(address)
    assert words(page, ".confirm h2") == "Usunąć cel „Wspieranie rodzin”?"
    assert "Razem z tym: 2 zadania i 2 wskaźniki." in words(page)
    assert all_words(page, ".confirm li") == ["Grupy wsparcia, 2025 r.: wykonane"]
    fields = dict(forms_of(page)[-1].form_values())
    report(1)  # somebody writes meanwhile
    assert "Ktoś tymczasem zmienił" in words(manager.post(address, fields, follow=True))
    manager.post(address, dict(forms_of(manager.get(address))[-1].form_values()))
    assert [each["title"] for each in now()["goals"]] == ["Bezpieczeństwo"]
    assert written() == {}
    address = item("goals/1", "delete_programme_item")
    page = manager.post(address, dict(forms_of(manager.get(address))[-1].form_values()), follow=True)
    assert "musi mieć choć jeden cel albo obszar" in words(page)


def test_the_second_of_two_editors_sees_both_versions(manager):
    saved()
    address = item("goals/1/tasks/1")
    fields = fields_of(manager.get(address))
    send(manager, address, title="Grupy dla matek")
    page = manager.post(address, fields | {"title": "Grupy dla ojców"})
    assert "Porównaj obie wersje" in words(page)
    assert all_words(page, ".entries tbody td") == ["Grupy dla matek", "Grupy dla ojców"]
    assert now()["goals"][0]["tasks"][0]["title"] == "Grupy dla matek"
    manager.post(address, fields_of(page))
    assert now()["goals"][0]["tasks"][0]["title"] == "Grupy dla ojców"


def test_a_task_that_somebody_has_moved_is_found_and_one_that_is_gone_comes_back(manager):
    saved()
    address = item("goals/1/tasks/1")
    fields = fields_of(manager.get(address))
    press(manager, "Zadanie „Warsztaty”: wyżej")
    manager.post(address, fields | {"title": "Grupy dla ojców"})
    assert [each.title for each in contents().goals[0].tasks] == ["Warsztaty", "Grupy dla ojców"]
    address = item("goals/1/tasks/2")
    fields = fields_of(manager.get(address))
    delete = item("goals/1/tasks/2", "delete_programme_item")
    manager.post(delete, dict(forms_of(manager.get(delete))[-1].form_values()))
    page = manager.post(address, fields | {"title": "Grupy dla wszystkich"})
    assert "Ktoś tymczasem to usunął" in words(page)
    manager.post(address, fields_of(page))
    assert [each.title for each in contents().goals[0].tasks] == ["Warsztaty", "Grupy dla wszystkich"]


@pytest.mark.parametrize(
    ("name", "typed", "field", "sentence"),
    [
        ("head", {"first_year": "2027", "last_year": "2026"}, "last_year", "Ostatni rok (2026) jest przed pierwszym"),
        ("head", {"first_year": "2026", "last_year": "2028"}, "last_year", "ma wartość docelową na 2024 r."),
        ("head", {"last_year": "2050"}, "last_year", "Program może mieć najwyżej 10 lat"),
        ("head", {"first_year": "MMXX"}, "first_year", "Podaj rok czterema cyframi"),
        ("goals/1/tasks/1", {"title": "x" * 10_000}, "title", "najwyżej 1000 znaków, a ma ich 10000"),
        ("goals/1/tasks/1", {"methods": "x" * 10_000}, "methods", "Pozycja 1 może mieć najwyżej 2000 znaków"),
        ("goals/1/tasks/1", {"methods": "\n".join("x" * 201)}, "methods", "Może tu być najwyżej 200 pozycji"),
        ("goals/1/tasks/1", {"effects": "{{support.families}}"}, "effects", "nie może zawierać „{{”"),
        ("goals/1/tasks/1", {"no": "ą"}, "no", "Numer to liczba albo krótki tekst"),
        ("goals/1", {"no": "2"}, "no", "Numer 2 ma już „Bezpieczeństwo”"),
        ("goals/1/indicators/1", {"figure": "liczba jednorożców"}, "figure", "Nie ma danej „liczba jednorożców”"),
        ("goals/1/indicators/1", {"target_2025": "dużo"}, "target_2025", "To nie jest liczba"),
        (
            "goals/2/indicators/1",
            {"figure": "rodziny objęte wsparciem asystenta"},
            "figure",
            "ma wartości wpisane za: 2025",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(manager, name, typed, field, sentence):
    made = saved()
    [*_rest, (_goal, meetings)] = contents().indicators
    enter_indicator(programme=made, indicator=meetings, year=2025, value=12, source="listy")
    page = send(manager, reverse("edit_programme_head", args=[KEY]) if name == "head" else item(name), **typed)
    assert sentence in errors_of(page)[field]
    for each, value in typed.items():
        assert fields_of(page)[each].strip() == value
    assert Programme.objects.get().text == programme()


def test_years_without_what_was_written_are_refused(manager):
    saved(programme(goal(1, "Cel", task("Zadanie"))))
    report(0)
    page = send(manager, reverse("edit_programme_head", args=[KEY]), first_year="2026", last_year="2028")
    assert "Zadanie „Zadanie”: ma wpis za 2025 r." in errors_of(page)["last_year"]


def test_a_retired_figure_is_named_and_keeps_nobody_from_writing_elsewhere(manager):
    saved()
    Programme.objects.update(text=programme().replace("support.families", "figures.stare.dane"))
    page = manager.get(OUTLINE)
    assert "nie ma już danej, z której się liczył" in words(page)
    assert "Danej, z której liczył się ten wskaźnik, już nie ma." in words(
        manager.get(reverse("programme", args=[KEY]))
    )
    assert send(manager, item("goals/1/tasks/1"), title="Inaczej").status_code == 302
    page = send(manager, item("goals/1/indicators/1"), target_2025="5")
    assert "Tej danej już nie ma w ośrodku" in errors_of(page)["figure"]
    assert send(manager, item("goals/1/indicators/1"), figure="").status_code == 302


def test_text_from_word_and_html_is_text(manager):
    saved()
    send(
        manager, item("goals/1/tasks/1"), title="<b>Grupy</b>\u00a0\x0bwsparcia", methods="•\tpierwszy\r\n·  drugi\x07"
    )
    first = now()["goals"][0]["tasks"][0]
    assert (first["title"], first["methods"]) == ("<b>Grupy</b> wsparcia", ["pierwszy", "drugi"])
    assert "&lt;b&gt;Grupy" in manager.get(OUTLINE).content.decode()


def test_figures_are_found_by_their_names(manager):
    saved()
    address = reverse("find_programme_figure", args=[KEY])
    answer = manager.get(address, {"q": "rodzin objętych wsparciem"}, headers={"accept": "application/json"})
    assert answer.json()["figures"][0]["key"] == "support.families"
    assert "support" not in words(manager.get(address, {"q": "rodzin objętych wsparciem"}), "table")


def test_200_tasks_are_one_page_of_few_queries(manager, django_assert_max_num_queries):
    parts = [
        goal(no, f"Cel {no}", *(task(f"Zadanie {no}.{n}", indicators=["liczba"]) for n in range(20)))
        for no in range(1, 11)
    ]
    saved(programme(*parts))
    with django_assert_max_num_queries(20):
        page = manager.get(OUTLINE)
    assert len(all_words(page, ".outline > li")) == 200
    assert max(len(form.fields) for form in forms_of(page)) < 10
    assert len(page.content) < 1_500_000
    report(199)
    press(manager, "Zadanie „Zadanie 10.19”: wyżej")
    assert written() == {"Zadanie 10.19": "done"}


@pytest.mark.parametrize("address", ["goals/0", "goals/1/tasks", "results/1", "goals/1/tasks/1/tasks/1", "goals/x"])
def test_no_such_place(manager, address):
    saved()
    assert manager.get(item(address)).status_code == 404


def test_what_is_gone_leads_back_to_the_programme(manager):
    saved()
    for name in ("edit_programme_item", "delete_programme_item"):
        assert manager.get(item("goals/9", name)).url == OUTLINE
    assert manager.post(item("goals/9", "delete_programme_item"), {"wersja": "x"}).url == OUTLINE
    assert manager.post(item("goals/9", "move_programme_item"), {"wersja": "x"}).url == OUTLINE


def test_the_measure_of_an_indicator_stays_as_it_was_imported():
    saved(programme(goal(1, "A", indicators=[WORKSHOPS])))
    assert contents().indicators[0][1].targets == {2025: 10}


def test_what_stands_in_the_place_of_a_deleted_task_is_not_overwritten(manager):
    saved()
    report(1)
    typed = fields_of(manager.get(item("goals/1/tasks/1"))) | {"title": "Moje"}
    delete = item("goals/1/tasks/1", "delete_programme_item")
    manager.post(delete, fields_of(manager.get(delete), ".confirm form"))
    answer = manager.post(item("goals/1/tasks/1"), typed)
    assert "Ktoś tymczasem to usunął" in words(answer)
    assert one(answer, "h1").text_content() == "Nowe zadanie"
    manager.post(item("goals/1/tasks/1"), fields_of(answer))
    assert [each["title"] for each in now()["goals"][0]["tasks"]] == ["Warsztaty", "Moje"]
    assert written() == {"Warsztaty": "done"}
