"""The sentences of the council report."""

from decimal import Decimal

import pytest
import time_machine

from reporting.documents.council_report import NoData, council_report
from tests.completeness import assert_complete
from tests.documents import fakes


@pytest.fixture(autouse=True)
def in_2026():
    with time_machine.travel("2026-03-01"):
        yield


def report(*, year=2023, compare=1, still_open=fakes.nothing_open, **changed):
    return council_report(
        centre=fakes.CENTRE,
        year=year,
        compare=compare,
        compute_tables=fakes.figures_with(**changed),
        find_still_open=still_open,
    )


def text_of(document, chapter):
    blocks = next(each for each in document.chapters if each.key == chapter).blocks
    texts = [block.text for block in blocks if block.kind in ("paragraph", "missing")]
    points = [item for block in blocks if block.kind == "points" for item in block.items]
    return " ".join(texts + points).replace("\u00a0", " ")


def said_of_support(families, compare=1):
    return text_of(report(compare=compare, support={"families": families, "children": families}), "families")


@pytest.mark.parametrize(
    ("families", "said"),
    [
        ((1, 1), "objęto 1 rodzinę, tyle samo co w 2022 r."),
        ((1, 2), "objęto 2 rodziny, o 1 rodzinę więcej niż w 2022 r."),
        ((7, 5), "objęto 5 rodzin, o 2 rodziny mniej niż w 2022 r."),
        ((17, 22), "objęto 22 rodziny, o 5 rodzin więcej niż w 2022 r."),
        ((134, 112), "objęto 112 rodzin, o 22 rodziny mniej niż w 2022 r."),
    ],
)
def test_families_and_their_change_have_the_right_forms(families, said):
    assert said in said_of_support(families)


def test_a_year_without_families_is_not_compared_with():
    assert "objęto 5 rodzin." in said_of_support((0, 5))


def test_a_year_without_entries_in_a_table_is_not_compared_with():
    document = report(work={"home_visit": (0, 163)})
    assert "odbyli 163 wizyty w miejscu zamieszkania rodzin." in text_of(document, "staff")


@pytest.mark.parametrize(
    ("new", "last", "earlier", "said"),
    [
        (1, 5, 0, "było 6 dzieci. Z tego trafiło do niej 1 w 2023 r. i 5 w 2022 r."),
        (0, 0, 2, "było 2 dzieci. Z tego trafiło do niej 2 wcześniej (100% spośród 2 dzieci)."),
    ],
)
def test_years_in_which_no_child_came_to_care_are_left_out(new, last, earlier, said):
    rows = {"this_period.children": new, "year_before.children": last, "earlier.children": earlier}
    document = report(placements_by_start={row: (0, number) for row, number in rows.items()})
    assert said in text_of(document, "care")


@pytest.mark.parametrize(
    ("opened", "closed", "said"),
    [
        (2, 1, "rozpoczęto 2 objęcia wsparciem, zakończono 1"),
        (2, 0, "rozpoczęto 2 objęcia wsparciem, nie zakończono żadnego"),
        (0, 5, "zakończono 5 objęć wsparciem, nie rozpoczęto żadnego"),
    ],
)
def test_the_summary_says_in_words_that_there_was_none(opened, closed, said):
    document = report(flow={"opened": (1, opened), "closed": (1, closed)})
    assert said in text_of(document, "introduction")


@pytest.mark.parametrize(("year", "said"), [(2025, False), (2026, True)])
def test_figures_of_the_current_year_are_preliminary(year, said):
    document = report(year=year)
    assert ("Rok 2026 jeszcze trwa: liczby są wstępne" in text_of(document, "introduction")) is said
    assert document.is_preliminary is said


def test_the_chart_of_posts_includes_funding_of_the_year_before():
    document = report(posts={"own": (1, 2), "other": (1, 0), "total": (2, 2)})
    blocks = next(chapter for chapter in document.chapters if chapter.key == "staff").blocks
    chart = next(block for block in blocks if block.kind == "chart")
    assert [sum(line) for line in chart.values] == [2, 2]


def test_a_report_of_one_year_mentions_no_change():
    assert "objęto 5 rodzin." in said_of_support((5,), compare=0)


def test_a_full_stop_is_not_doubled_after_a_year():
    document = report()
    assert not [chapter.key for chapter in document.chapters if ".." in text_of(document, chapter.key)]


def test_single_letters_do_not_end_lines():
    paragraphs = [b.text for chapter in report().chapters for b in chapter.blocks if b.kind == "paragraph"]
    assert not [text for text in paragraphs if " w " in text or " i " in text]


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        (1, "trwało 1 objęcie wsparciem"),
        (2, "trwały 2 objęcia wsparciem"),
        (5, "trwało 5 objęć wsparciem"),
        (22, "trwały 22 objęcia wsparciem"),
        (112, "trwało 112 objęć wsparciem"),
        (0, "nie trwało żadne objęcie wsparciem"),
    ],
)
def test_verbs_agree_with_the_number(cases, said):
    flow = {"open_at_start": (0, 0), "opened": (9, 9), "closed": (9, 9), "open_at_end": (0, cases)}
    assert f"Na koniec roku {said}." in text_of(report(flow=flow), "families")


@pytest.mark.parametrize(
    ("full", "said"), [(1, "miał tego dnia 1 asystent"), (2, "miało tego dnia 2 asystentów"), (5, "5 asystentów")]
)
def test_assistants_have_masculine_forms(full, said):
    caseload = {"average": (Decimal("14.5"),) * 2, "max": (15, 15), "at_cap": (0, full)}
    text = text_of(report(caseload=caseload), "staff")
    assert said in text
    assert "średnio 14,5 rodziny;" in text


def test_a_share_names_its_base():
    text = text_of(report(support={"families": (8, 8)}, basis={"court_ordered_families": (1, 2)}), "basis")
    assert "obejmowało 2 rodziny (25% spośród 8 rodzin), o 1 rodzinę więcej" in text


def test_a_share_of_zero_is_left_out():
    text = text_of(report(support={}, basis={"court_ordered_families": (0, 2)}), "basis")
    assert "obejmowało 2 rodziny; liczba objęć wsparciem" in text


def test_costs_are_compared_in_money_and_percent():
    rows = {"total.children": (3, 1), "total.municipal_cost": (Decimal("1000"), Decimal("1250.50"))}
    text = text_of(report(care_costs=rows), "care")
    assert "wyniósł 1 250,50 zł, o 250,50 zł (25,1%) więcej niż w 2022 r.; dotyczył 1 osoby." in text


def test_a_chapter_without_data_is_one_line():
    document = report(compare=2, workshops={})
    chapter = next(each for each in document.chapters if each.key == "workshops")
    assert [block.kind for block in chapter.blocks] == ["missing"]
    assert "W latach 2021–2023 nie odnotowano warsztatów" in text_of(document, "workshops")


def test_a_table_without_data_is_one_line():
    document = report(court={})
    kinds = [block.kind for block in next(c for c in document.chapters if c.key == "court").blocks]
    assert kinds[:4] == ["heading", "missing", "heading", "paragraph"]
    assert "court" not in document.tables
    assert "court_reports" in document.tables


def test_data_only_of_an_earlier_year_are_shown():
    document = report(workshops={"events": (3, 0)})
    assert "W 2023 r. nie odnotowano warsztatów" in text_of(document, "workshops")
    assert "workshops" in document.tables


def test_entered_figures_have_the_year_before():
    text = text_of(
        report(figures__budget={"budget": (Decimal("10"), Decimal("12.5")), "own_funds": (None, None)}), "outside"
    )
    assert "Budżet przeznaczony na realizację zadania – 12,50 zł (w 2022 r. 10,00 zł)." in text


def test_conclusions_depend_on_figures_only():
    nothing = dict.fromkeys(("caseload", "posts", "assessments", "court_reports", "care_costs"), {})
    assert "nie wynikają pilne potrzeby" in text_of(report(**nothing), "conclusions")
    late = nothing | {"assessments": {"due": (8, 8), "missing": (0, 5)}}
    # Three of the five have been held since.
    document = report(still_open=lambda period: {"assessments": 2, "court_reports": 0}, **late)
    assert (
        "Do uzupełnienia pozostają 2 oceny sytuacji rodziny (25% tych, których termin przypadał w 2023 r.)."
        in text_of(document, "conclusions")
    )
    assert "nie wynikają pilne potrzeby" in text_of(report(**late), "conclusions")


def test_no_sentence_of_a_year_that_is_not_over_speaks_of_its_end_or_compares_it():
    full = {"caseload": {"average": (5, 15), "max": (5, 15), "at_cap": (1, 2)}}
    document = report(year=2026, still_open=lambda period: {"assessments": 2, "court_reports": 1}, **full)
    said = " ".join(text_of(document, chapter.key) for chapter in document.chapters)
    for words in ("31 grudnia", "koniec roku", "końca roku", "więcej niż", "mniej niż"):
        assert words not in said
    assert "W dniu 1 marca 2026 r. utrzymywano" in said and "Do 1 marca 2026 r. nie przeprowadzono" in said


def test_wards_of_age_are_told_beside_children():
    wards = {"total.children": (1, 2), "total.families": (1, 2), "adult_wards.persons": (0, 1)}
    text = text_of(
        report(placements_current=wards, care_costs={"total.children": (1, 3), "adult_wards.persons": (0, 2)}), "care"
    )
    assert "Poza tym pozostała w pieczy 1 osoba pełnoletnia, która trafiła do niej jako dziecko" in text
    assert "dotyczył 3 osób, w tym 2 osób pełnoletnich." in text


@pytest.mark.parametrize(
    ("supporters", "families", "refunds", "said"),
    [
        (
            (1, 2),
            (0, 1),
            (0, "250.5"),
            "miały na koniec roku 2 rodziny wspierające, o 1 rodzinę wspierającą więcej niż w",
        ),
        (
            (1, 2),
            (0, 1),
            (0, "250.5"),
            "pomagały 1 rodzinie. Koszty zwrócono im w wysokości 250,50 zł, o 250,50 zł więcej",
        ),
        ((0, 1), (0, 3), (0, 0), "Umowę z gminą miała na koniec roku 1 rodzina wspierająca"),
        (
            (1, 0),
            (2, 5),
            (0, 0),
            "nie miała na koniec roku żadna rodzina wspierająca. W 2023 r. rodziny wspierające pomagały 5",
        ),
        ((3, 0), (0, 0), (0, 0), "W 2023 r. nie odnotowano umów z rodzinami wspierającymi."),
    ],
)
def test_supporting_families_are_told_where_there_were_any(supporters, families, refunds, said):
    rows = {"supporters": supporters, "families": families, "refunds": tuple(map(Decimal, refunds))}
    assert said in text_of(report(supporting_families=rows), "supporting_families")


def test_without_supporting_families_the_report_has_no_chapter_about_them():
    keys = [chapter.key for chapter in report(supporting_families={}).chapters]
    assert "supporting_families" not in keys
    assert "cooperation" in keys


@pytest.mark.parametrize(
    ("centres", "places", "children", "outsiders", "said"),
    [
        (
            (1, 2),
            (0, 45),
            (0, 3),
            (0, 20),
            "działały na koniec roku 2 placówki wsparcia dziennego, o 1 placówkę wsparcia dziennego więcej niż w "
            "2022 r. Było w nich 45 miejsc. Chodziło do nich 23 dzieci, w tym 3 dzieci z rodzin w ewidencji ośrodka.",
        ),
        (
            (0, 1),
            (0, 3),
            (0, 1),
            (0, 0),
            "działała na koniec roku 1 placówka wsparcia dziennego. Były w nich 3 miejsca.",
        ),
        (
            (0, 5),
            (0, 0),
            (0, 1),
            (0, 0),
            "działało na koniec roku 5 placówek wsparcia dziennego. Chodziło do nich 1 dz",
        ),
        (
            (1, 0),
            (9, 0),
            (0, 0),
            (0, 2),
            "nie działała na koniec roku żadna placówka wsparcia dziennego. Chodziło do nich",
        ),
        ((3, 0), (0, 0), (0, 0), (0, 0), "W 2023 r. nie odnotowano placówek wsparcia dziennego."),
    ],
)
def test_day_care_centres_are_told_where_there_were_any(centres, places, children, outsiders, said):
    rows = {"centres": centres, "places": places, "children": children, "outsiders": outsiders}
    assert said in text_of(report(day_care={f"total.{name}": row for name, row in rows.items()}), "day_care")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("900.5", "Wydatki w 2023 r. to 1 000,00 zł; w tym 900,50 zł ze środków własnych gminy."),
        ("1000", "Wydatki w 2023 r. to 1 000,00 zł; wszystko ze środków własnych gminy."),
    ],
)
def test_the_means_that_paid_for_day_care_are_told(own, said):
    rows = {"total.cost": (0, Decimal(1000)), "own": (0, Decimal(own))}
    assert said in text_of(report(day_care=rows), "day_care")


def test_without_day_care_the_report_has_no_chapter_about_it():
    assert "day_care" not in [chapter.key for chapter in report(day_care={}).chapters]


@pytest.mark.parametrize(
    ("year", "message"), [(2023, "W 2023 r. nie ma żadnych danych"), (2027, "Rok 2027 jeszcze się nie zaczął")]
)
def test_a_year_without_data_has_no_report(year, message):
    with pytest.raises(NoData, match=message):
        council_report(
            centre=fakes.CENTRE, year=year, compute_tables=fakes.no_figures, find_still_open=fakes.nothing_open
        )


def test_the_report_has_every_table_of_the_catalogue():
    given = fakes.figures(list(report().periods))
    assert_complete(
        given,
        report().tables,
        add="The table {} is in no chapter of the council report: name it in reporting/documents/council_report/.",
        remove="The council report has a table {} that tests/documents/fakes.py lacks: add it to `_declared` there.",
    )


def test_tables_and_charts_are_numbered():
    blocks = [block for chapter in report().chapters for block in chapter.blocks]
    for kind in ("table", "chart"):
        numbers = [block.number for block in blocks if block.kind == kind]
        assert numbers == list(range(1, len(numbers) + 1))
