"""The council report as HTML, PDF, spreadsheet and JSON."""

import json
import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import page as page_validation
import pikepdf
import pytest
from openpyxl import load_workbook

from reporting.documents.council_report import council_report
from reporting.documents.layout import layout
from reporting.documents.terms import terms_in
from reporting.renderers import FORMATS, html, pdf, render
from reporting.renderers.xlsx import sheet_names
from tests.documents import fakes
from tests.html_pages import all_words, one, parsed, select


def report(*, compare):
    return council_report(
        centre=fakes.CENTRE,
        year=2023,
        compare=compare,
        compute_tables=fakes.figures,
        find_still_open=fakes.nothing_open,
    )


@pytest.fixture(scope="module")
def document():
    return council_report(
        centre=fakes.CENTRE, year=2023, compare=2, compute_tables=fakes.figures, find_still_open=fakes.nothing_open
    )


@pytest.fixture(scope="module")
def article(document):
    return parsed(html.fragment(document))


@pytest.fixture(scope="module")
def pdf_file(document, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(render(document, "pdf"))
    return path


@pytest.fixture(scope="module")
def workbook(document):
    return load_workbook(BytesIO(render(document, "xlsx")))


@pytest.fixture(scope="module")
def data(document):
    return json.loads(render(document, "json"))


def read_number(text):
    return Decimal(text.replace(" ", "").replace("−", "-").replace(",", "."))


def test_html_json_and_spreadsheet_show_the_same_numbers(document, article, workbook, data):
    assert set(data["tables"]) == set(document.tables)
    for key, table in document.tables.items():
        computed = {row.key: [Decimal(value) for value in row.values] for row in table.rows}
        in_json = {row["key"]: [Decimal(str(value)) for value in row["values"]] for row in data["tables"][key]["rows"]}
        assert in_json == computed
        sheet = workbook[key]
        in_sheet = [[Decimal(str(c.value)) for c in line[2:]] for line in sheet.iter_rows(4, 3 + len(table.rows))]
        assert in_sheet == list(computed.values())
        cells = [cell.row for body in layout(table).bodies for line in body for cell in line.cells]
        shown = [read_number(text) for text in all_words(article, f'[id="tabela-{key}"] td')]
        years = len(table.periods)
        in_html = {}
        for row, value in zip(cells, shown, strict=True):
            in_html.setdefault(row, []).append(value)
        assert all(len(values) == years for values in in_html.values())
        assert in_html == computed


def test_pdf_shows_the_same_numbers_as_html(article, pdf_file):
    text = squeezed("".join(pages_of(pdf_file, "-raw")))
    lines = all_words(article, "tbody tr")
    assert lines
    for line in lines:
        assert squeezed(line) in text


def squeezed(text):
    """The text without spaces and hyphens, which differ between a page and its source."""
    return re.sub(r"[\s\u00a0\u00ad\u2010-]", "", text)


def pages_of(pdf_file, order):
    """The text of each page; `order`: `-raw` as written, `-layout` as it lies on the page."""
    text = subprocess.run(["pdftotext", order, pdf_file, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def test_pdf_is_tagged_as_pdf_ua_asks(pdf_file):
    report = page_validation.validate_pdf(pdf_file, profile="ua1")
    assert not [(failure.rule_id, failure.message) for failure in report.failures]
    assert report.is_compliant


def test_pdf_embeds_lato_only(pdf_file):
    with pikepdf.open(pdf_file) as file:
        fonts = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/FontDescriptor" in each]
        names = {str(font.BaseFont).split("+")[-1] for font in fonts}
        embedded = [font for font in fonts if set(font.FontDescriptor.keys()) & {"/FontFile2", "/FontFile3"}]
    assert names == {"Lato", "Lato-Bold"}
    assert len(embedded) == len(fonts)


def test_pdf_pages_have_a_running_head_and_numbers_except_the_title_page(pdf_file):
    pages = pages_of(pdf_file, "-layout")
    assert "strona" not in pages[0]
    for number, text in enumerate(pages[1:], start=2):
        assert f"strona {number} z {len(pages)}" in text
        assert fakes.CENTRE.name in text.splitlines()[0]


def test_pdf_contents_give_the_pages_of_the_chapters(document, pdf_file):
    pages = pages_of(pdf_file, "-layout")
    for number, chapter in enumerate(document.chapters, start=1):
        line = next(line for line in pages[1].splitlines() if line.startswith(f"{number}. {chapter.title}"))
        said = int(line.split()[-1])
        assert f"{number}. {chapter.title}" in pages[said - 1].replace("\u00a0", " ")


def test_pdf_repeats_the_head_of_a_long_table(pdf_file):
    """„Wsparcie specjalistyczne” takes several pages, each with the head of the table."""
    pages = pages_of(pdf_file, "-layout")
    going_on = [text for text in pages if "forma" not in text and re.search(r"– (indywidualna|grupowa)", text)]
    assert len(going_on) > 1
    assert all("Wyszczególnienie" in text for text in going_on)


def test_pdf_writes_polish_letters(pdf_file):
    text = "".join(pages_of(pdf_file, "-layout"))
    assert "Miejski Ośrodek Pomocy Społecznej w Źrebicach" in text
    assert "„Za życiem”" in text


def test_pdf_needs_no_other_file(document):
    source = pdf.html_source(document)
    assert not re.search(r"(src|href)=\"(?!#)|url\(|@import", source)
    assert pdf.pdf_of("<html lang=pl><p>Ósmy</p></html>").startswith(b"%PDF")


def test_html_links_each_figure_to_the_list_behind_it(document):
    def address(table, row, period):
        return None if table.startswith("figures.") else f"/{table}/{row}/{period}"

    linked = parsed(html.fragment(document, address))
    hrefs = [link.get("href") for link in select(linked, "td > a")]
    rows = [row for key, table in document.tables.items() if not key.startswith("figures.") for row in table.rows]
    assert len(hrefs) == len(rows) * 3
    assert "/institutions/school.families/2022" in hrefs


def test_html_contents_lead_to_headings_and_tables_have_captions_and_scopes(article):
    ids = [each.get("id") for each in select(article, "[id]")]
    links = [link.get("href") for link in select(article, "nav a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert len(ids) == len(set(ids))
    assert len(select(article, "table > caption")) == len(select(article, "table"))
    assert select(article, "th") and not select(article, "th:not([scope])")


def test_note_of_a_table_ends_its_sentences_once(document, article):
    alone = council_report(
        centre=fakes.CENTRE, year=2023, compare=0, compute_tables=fakes.figures, find_still_open=fakes.nothing_open
    )
    for shown in (article, parsed(html.fragment(alone))):
        notes = all_words(shown, ".document-note")
        assert notes
        assert not [note for note in notes if ".." in note]


def test_terms_of_a_note_are_explained_only_on_screen(document):
    on_screen = parsed(html.fragment(document, lambda table, row, period: "/"))
    for key, table in document.tables.items():
        around = one(on_screen, f'[id="tabela-{key}"]').getparent()
        assert all_words(around, "details dt") == [term.name for term in terms_in(table.note)]
    assert select(on_screen, "details")
    assert "<details" not in pdf.html_source(document)


@pytest.mark.parametrize(
    ("note", "terms"),
    [
        ("Rodziny objęte wsparciem w okresie, każda raz.", ["rodzina objęta wsparciem", "okres"]),
        (
            "Dzieci z rodzin objętych wsparciem w dniu odniesienia.",
            ["rodzina objęta wsparciem", "dzień odniesienia", "dziecko", "osoba liczona raz"],
        ),
        ("Dorośli, u których stan ten trwał.", ["dorosły", "osoba liczona raz"]),
        ("Początek nieprzerwanego pobytu w pieczy.", ["pobyt"]),
        ("Okresowe oceny sytuacji.", []),
    ],
)
def test_terms_are_found_in_each_grammatical_case(note, terms):
    assert [term.name for term in terms_in(note)] == terms


def test_html_has_no_styles_that_a_content_policy_blocks(article):
    assert not select(article, "[style], style, script")


def test_html_escapes_entered_texts():
    document = council_report(
        centre=SimpleNamespace(**vars(fakes.CENTRE) | {"name": "MOPS <script>x</script>"}),
        year=2023,
        compute_tables=fakes.figures,
        find_still_open=fakes.nothing_open,
    )
    assert "<script>" not in render(document, "html").decode()


def test_spreadsheet_has_a_sheet_for_each_table_with_numbers_heads_and_notes(document, workbook):
    assert workbook.sheetnames == ["Spis tabel", *document.tables]
    sheet = workbook["care_costs"]
    assert [cell.value for cell in sheet[3]] == ["Wyszczególnienie", "Jednostka", "2021 r.", "2022 r.", "2023 r."]
    assert sheet.freeze_panes == "B4"
    by_label = {row[0].value: row for row in sheet.iter_rows(4, 12)}
    money = by_label["ogółem – koszt gminy"]
    assert money[1].value == "zł"
    assert isinstance(money[4].value, int | float)
    assert money[4].number_format == "#,##0.00"
    notes = [row[0].value for row in sheet.iter_rows(min_row=12) if row[0].value]
    assert [note.split(":")[0] for note in notes[-3:]] == ["Co policzono", "Podstawa prawna", "Okres"]
    assert workbook["Spis tabel"]["B6"].hyperlink.location == "'posts'!A1"


def test_spreadsheet_names_of_sheets_fit_excel():
    long = "figures." + "x" * 40
    names = sheet_names([long, long + "y", "figures.a/b[c]", "FIGURES.A/B[C]", "spis tabel"])
    assert len({name.lower() for name in names.values()} | {"spis tabel"}) == 6
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names.values())


def test_spreadsheet_keeps_text_that_looks_like_a_formula(document):
    changed = replace(document, title="=1+1")
    assert load_workbook(BytesIO(render(changed, "xlsx")))["Spis tabel"]["A1"].data_type == "s"


def test_json_has_the_shape_of_export_tables(data):
    assert data["periods"] == ["2021", "2022", "2023"]
    assert data["document"]["centre"] == fakes.CENTRE.name
    assert set(data["tables"]["support"]) == {"title", "unit", "rows"}
    assert set(data["tables"]["support"]["rows"][0]) == {"key", "label", "values"}
    assert isinstance(data["tables"]["support"]["rows"][0]["values"][0], int)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_it_is(name):
    assert FORMATS[name].extension == name
    assert "/" in FORMATS[name].content_type
