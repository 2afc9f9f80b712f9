"""Groups, series and columns of outside figures: named, ordered, retired, deleted."""

import pytest

from familycare.accounts.models import Role
from reporting.figures.tables import catalogue
from reporting.outside.groups import group_of, groups
from reporting.outside.layout import add_column, add_group, add_series, move, new_key
from reporting.outside.models import OutsideFigure, OutsideHeading
from tests.clients import signed_in
from tests.factories import CentreFactory, StaffFactory, UserFactory
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of, forms_of, send
from tests.html_pages import all_words, links_of, rows_of, words

pytestmark = pytest.mark.django_db
LIST = "/dane-spoza-ewidencji/"
REASONS = f"{LIST}benefit_reasons/"
Y2025 = "2025-01-01_2025-12-31"


def reason(series="poverty", period="2025", value=61, label="Ubóstwo", group="benefit_reasons", unit="families"):
    return OutsideFigure.objects.create(
        group=group, series=series, label=label, unit=unit, period=period, value=value, source="ośrodek"
    )


@pytest.fixture
def manager(db):
    CentreFactory()
    return signed_in(StaffFactory())


def labels(group="benefit_reasons"):
    return [row.label for row in group_of(group).rows]


class TestNames:
    def test_a_new_group_with_its_series(self, manager):
        answer = send(manager, f"{LIST}nowa-grupa/", title="Mieszkańcy i bezrobocie")
        assert answer.url == f"{LIST}mieszkancy_i_bezrobocie/uklad/"
        page = manager.get(answer.url)
        [form] = [form for form in forms_of(page) if "labels" in form.fields]
        sent = dict(form.form_values()) | {"labels": "Mieszkańcy\n\n w tym  dzieci \nMieszkańcy", "unit": "persons"}
        assert "Dodano 2 pozycje" in words(manager.post(answer.url, sent | {"pozycje": "1"}, follow=True))
        [group] = groups()
        assert [(row.key, row.label, row.unit) for row in group.rows] == [
            ("mieszkancy", "Mieszkańcy", "persons"),
            ("dzieci", "w tym dzieci", "persons"),
        ]
        assert "Za jaki okres" in words(manager.get(f"{LIST}mieszkancy_i_bezrobocie/"))

    def test_groups_without_a_title_are_called_by_what_is_in_them(self, manager):
        reason(group="x_1")
        reason(group="x_1", series="other", label="Inne")
        reason(group="y_2", label="Liczba środowisk")
        reason(group="pay")
        page = words(manager.get(LIST), "main")
        assert "Ubóstwo i inne dane" in page and "Liczba środowisk" in page and "Wynagrodzenia asystentów" in page
        assert "x_1" not in page and "y_2" not in page

    def test_a_group_of_which_an_import_knows_only_a_column(self, manager):
        OutsideHeading.objects.create(group="reasons", kind="column", label="rodziny", unit="families")
        assert "rodziny" in words(manager.get(LIST))
        assert manager.get(f"{LIST}reasons/").status_code == 200

    def test_renaming_reaches_tables_figures_and_the_register(self, manager):
        reason()
        reason(period="2024")
        address = f"{REASONS}uklad/pozycja/poverty/"
        send(manager, address, label="Ubóstwo rodzin", unit="persons")
        assert {(each.label, each.unit) for each in OutsideFigure.objects.all()} == {("Ubóstwo rodzin", "persons")}
        [row] = catalogue()["figures.benefit_reasons"].rows()
        assert (row.key, row.label, row.measure.unit) == ("poverty", "Ubóstwo rodzin", "persons")
        send(manager, f"{REASONS}uklad/grupa/benefit_reasons/", label="Powody")
        assert catalogue()["figures.benefit_reasons"].title == "Powody"

    def test_an_imported_value_with_another_name_does_not_rename(self, manager):
        reason()
        send(manager, f"{REASONS}uklad/pozycja/poverty/", label="Ubóstwo rodzin")
        reason(period="2026", label="Ubóstwo")
        assert labels() == ["Ubóstwo rodzin"]

    @pytest.mark.parametrize("label", ["", "x" * 300, "\0", "bezrobocie"])
    def test_a_name_that_will_not_do(self, manager, label):
        reason()
        reason(series="unemployment", label="Bezrobocie")
        page = send(manager, f"{REASONS}uklad/pozycja/poverty/", label=label)
        assert page.status_code == 200 and list(errors_of(page)) == ["label"]
        assert labels() == ["Ubóstwo", "Bezrobocie"]

    def test_two_people_rename_at_once(self, manager):
        reason()
        address = f"{REASONS}uklad/pozycja/poverty/"
        mine = fields_of(manager.get(address))
        send(manager, address, label="Ubóstwo rodzin")
        page = manager.post(address, mine | {"label": "Bieda"})
        assert "Ubóstwo rodzin" in words(page, "main") and labels() == ["Ubóstwo rodzin"]
        manager.post(address, fields_of(page))
        assert labels() == ["Bieda"]

    @pytest.mark.parametrize(
        ("label", "key"),
        [
            ("w tym Środki własne", "srodki_wlasne"),
            ("???", "dane"),
            ("Ubóstwo", "ubostwo_2"),
            ("a" * 99, "a" * 36),
            ("Ф.1", "ф_1".encode("ascii", "ignore").decode().strip("_")),
        ],
    )
    def test_keys_are_made_from_names(self, label, key):
        assert new_key(label, {"ubostwo"}) == key

    def test_the_same_form_twice(self, manager):
        for _ in range(2):
            assert add_group(title="Budżet") == "budzet"
        assert [add_series(group_key="budzet", labels=["Razem"], unit="PLN") for _ in range(2)] == [1, 0]
        page = send(manager, f"{LIST}nowa-grupa/", title="budżet")
        assert errors_of(page) == {"title": "Jest już grupa o tej nazwie. Otwórz ją albo wybierz inną nazwę."}


class TestOrder:
    def test_series_and_groups_are_moved_without_a_script(self, manager):
        for series, label in (("a", "Ala"), ("b", "Bal"), ("c", "Cal")):
            reason(series=series, label=label)
        reason(group="pay")
        manager.post(f"{REASONS}uklad/pozycja/c/przesun/", {"wyzej": "1"})
        assert labels() == ["Ala", "Cal", "Bal"]
        manager.post(f"{REASONS}uklad/pozycja/a/przesun/", {"wyzej": "1"})  # it is the first
        assert labels() == ["Ala", "Cal", "Bal"]
        manager.post(f"{REASONS}uklad/pozycja/a/przesun/", {"nizej": "1"})
        assert labels() == ["Cal", "Ala", "Bal"]
        assert [row.key for row in catalogue()["figures.benefit_reasons"].rows()] == ["c", "a", "b"]
        assert [group.key for group in groups()] == ["benefit_reasons", "pay"]
        assert manager.post(f"{LIST}pay/uklad/grupa/pay/przesun/", {"wyzej": "1"}).url == LIST
        assert [group.key for group in groups()] == ["pay", "benefit_reasons"]
        assert [key for key in catalogue() if key.startswith("figures.")] == ["figures.pay", "figures.benefit_reasons"]

    def test_what_comes_later_follows(self):
        reason()
        move(group_key="benefit_reasons", kind="series", key="poverty", step=1)
        reason(series="new", label="A nowe")
        assert labels() == ["Ubóstwo", "A nowe"]


class TestColumns:
    def test_a_table_with_three_columns(self, manager):
        key = add_group(title="Powody przyznania świadczeń")
        add_series(group_key=key, labels=["Ubóstwo", "Bezrobocie"], unit="count")
        for label, unit in (("rodziny", "families"), ("w tym na wsi", "families"), ("osoby", "persons")):
            add_column(group_key=key, label=label, unit=unit)
        page = manager.get(f"{LIST}{key}/?okres=2025")
        assert all_words(page, "table.grid thead th") == ["rodziny", "w tym na wsi rodziny", "osoby"]
        text = "\trodziny\tw tym na wsi\tosoby\nUbóstwo\t61\t46\t97\nBezrobocie\t17\t13\t27"
        page = manager.post(f"{LIST}{key}/?okres=2025", fields_of(page) | {"cell:paste": text, "cell:insert": "1"})
        sent = {name: value for name, value in fields_of(page).items() if name != "cell:insert"} | {"source": "ośrodek"}
        assert manager.post(f"{LIST}{key}/?okres=2025", sent).status_code == 302
        assert figures(f"figures.{key}", "2025") == {
            "ubostwo.families": 61,
            "ubostwo.na_wsi": 46,
            "ubostwo.persons": 97,
            "bezrobocie.families": 17,
            "bezrobocie.na_wsi": 13,
            "bezrobocie.persons": 27,
        }
        assert OutsideFigure.objects.get(series="ubostwo.persons").label == "Ubóstwo – osoby"
        shown = manager.get("/tabele/", {"okresy": "2025"})
        assert rows_of(shown, f'[id="tabela-figures.{key}"]')[0] == ["Ubóstwo", "61", "46", "97"]

    def test_keys_of_a_register_get_into_their_columns(self):
        for suffix, label, unit in (("families", "rodziny", "families"), ("persons", "osoby", "persons")):
            OutsideHeading.objects.create(
                group="benefit_reasons", kind="column", key=suffix, label=label, unit=unit, position=len(suffix)
            )
            reason(series=f"poverty.{suffix}", label=f"Ubóstwo – {label}", unit=unit)
        group = group_of("benefit_reasons")
        assert [(row.key, row.label) for row in group.rows] == [("poverty", "Ubóstwo")]
        assert [series.key for series in group.series] == ["poverty.persons", "poverty.families"]

    def test_a_register_without_headings_tells_its_columns(self, manager):
        for key, label in (("poverty", "Ubóstwo"), ("illness", "Choroba")):
            for column, name, unit in (
                ("families", "rodziny", "families"),
                ("families_rural", "w tym na wsi", "families"),
                ("persons", "osoby", "persons"),
            ):
                reason(series=f"{key}.{column}", label=f"{label} – {name}", unit=unit)
        reason(group="two", series="poverty.families")
        reason(group="two", series="poverty.persons", unit="persons")
        reason(group="two", series="illness.persons", unit="persons", label="Choroba")
        group = group_of("benefit_reasons")
        assert [column.label for column in group.columns] == ["rodziny", "w tym na wsi", "osoby"]
        assert [row.label for row in group.rows] == ["Ubóstwo", "Choroba"]
        assert figures("figures.benefit_reasons", "2025")["illness.families_rural"] == 61
        assert [column.label for column in group_of("two").columns] == ["rodziny", "osoby"]
        assert rows_of(manager.get(f"{LIST}two/"), "table.grid")[1] == ["Choroba", "", ""]
        send(manager, f"{LIST}two/?okres=2025", **{f"cell:_illness:{Y2025}_families": "5"})
        assert figures("figures.two", "2025")["illness.families"] == 5

    @pytest.mark.parametrize("keys", [["a.b"], ["a.b", "c"], ["a.b", "c.d"], ["a.b", "a.c", ".b"]])
    def test_other_dots_make_no_columns(self, keys):
        for key in keys:
            reason(series=key, label=key)
        assert group_of("benefit_reasons").columns == () and len(labels()) == len(keys)

    def test_values_that_are_there_keep_their_keys_in_a_column(self, manager):
        reason()
        add_column(group_key="benefit_reasons", label="osoby", unit="persons")
        assert [(each.key, each.label) for each in group_of("benefit_reasons").columns] == [
            ("", "rodziny"),
            ("persons", "osoby"),
        ]
        send(
            manager,
            f"{REASONS}?okres=2025",
            **{f"cell:_poverty:{Y2025}_persons": "97", f"cell:_poverty:{Y2025}_": "62"},
        )
        assert figures("figures.benefit_reasons", "2025") == {"poverty": 62, "poverty.persons": 97}
        assert send(manager, f"{REASONS}uklad/kolumna/~/", label="ogółem").status_code == 302
        assert "ogółem" in all_words(manager.get(REASONS), "table.grid thead th")[0]

    def test_values_stay_in_the_period_in_which_they_were_typed(self, manager):
        reason()
        add_column(group_key="benefit_reasons", label="osoby", unit="persons")
        mine = fields_of(manager.get(REASONS))
        reason(period="2026")
        manager.post(REASONS, mine | {f"cell:_poverty:{Y2025}_": "62"})
        assert {each.period: each.value for each in OutsideFigure.objects.all()} == {"2025": 62, "2026": 61}

    def test_a_value_without_a_column_is_not_lost(self, manager):
        OutsideHeading.objects.create(group="benefit_reasons", kind="column", key="persons", label="osoby")
        reason(series="homelessness", label="Bezdomność", value=8)
        page = manager.get(REASONS)
        assert rows_of(page, "table.grid")[0][0].startswith("Bezdomność")
        assert fields_of(page)[f"cell:_homelessness:{Y2025}-"] == "8"
        assert figures("figures.benefit_reasons", "2025") == {"homelessness": 8}


class TestRetiring:
    def test_a_retired_series_is_in_the_tables_but_not_asked_for(self, manager):
        reason()
        reason(series="new", label="Nowe", period="2026")
        send(manager, f"{REASONS}uklad/pozycja/poverty/", is_retired="on")
        assert all_words(manager.get(f"{REASONS}?okres=2026&okresy=wszystkie"), "tbody th") == [
            "Ubóstwo rodziny",
            "Nowe rodziny",
        ]
        assert figures("figures.benefit_reasons", "2025")["poverty"] == 61
        OutsideFigure.objects.filter(series="poverty").get().delete()
        assert all_words(manager.get(REASONS), "tbody th") == ["Nowe rodziny"]

    def test_what_was_typed_into_a_retired_series_is_said(self, manager):
        reason()
        reason(series="new", label="Nowe")
        mine = fields_of(manager.get(f"{REASONS}?okres=2026"))
        send(manager, f"{REASONS}uklad/pozycja/poverty/", is_retired="on")
        OutsideFigure.objects.filter(series="poverty").get().delete()
        page = manager.post(f"{REASONS}?okres=2026", mine | {"cell:_poverty:2026-01-01_2026-12-31": "8"})
        assert "nie zapisano „8”" in words(page, ".error-summary")

    def test_deleting_says_how_many_values_go_and_may_be_repeated(self, manager):
        reason()
        reason(period="2024")
        reason(series="other", label="Inne")
        address = f"{REASONS}uklad/pozycja/poverty/usun/"
        assert "2\u00a0wpisane wartości" in manager.get(address).content.decode()
        for _ in range(2):
            assert manager.post(address).url == f"{REASONS}uklad/"
        assert labels() == ["Inne"]
        assert manager.post(f"{REASONS}uklad/grupa/benefit_reasons/usun/").url == LIST
        assert groups() == [] and not OutsideHeading.objects.exists() and not OutsideFigure.objects.exists()
        assert manager.get(REASONS).status_code == 404

    def test_only_the_manager_arranges(self, manager):
        reason()
        director = signed_in(UserFactory(role=Role.DIRECTOR))
        assert "Pozycje i kolumny" not in links_of(director.get(REASONS))
        for address in ("uklad/", "uklad/pozycja/poverty/", "uklad/pozycja/poverty/usun/", "nowy-okres/"):
            assert director.get(REASONS + address).status_code == 403
        assert director.post(f"{REASONS}uklad/pozycja/poverty/przesun/").status_code == 403
