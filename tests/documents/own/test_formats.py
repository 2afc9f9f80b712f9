"""One document in all formats: the numbers are the same everywhere."""

import io
import json
import re
import subprocess
import zipfile
from decimal import Decimal

import openpyxl
import page as page_validation
import pytest
from docx import Document as read_docx
from docx.oxml.ns import qn

from reporting.documents.composing.compose import compose
from reporting.documents.definitions.parsing import parse
from reporting.documents.layout import Cell, Grid, GridLine
from reporting.renderers import DOCUMENT_FORMATS, document_json, html
from reporting.renderers.docx import number_widths
from tests.documents import fakes
from tests.documents.own.definitions import computing, definition, table, text

pytestmark = pytest.mark.django_db

NUMBERS = {
    ("support.families", "2024"): 1088,
    ("support.families", "2025"): 1074,
    ("closures.goals_achieved", "2025"): 7,
    ("closures.total", "2025"): 21,
    ("care_costs.total.municipal_cost", "2025"): Decimal("12345.60"),
    ("posts.total", "2025"): Decimal("2.5"),
}
BLOCKS = [
    {"type": "heading", "text": "Najważniejsze"},
    text("Objęto {{support.families|rodzina:accusative}}.\n\n<b>=1+1</b> & „tak”"),
    {"type": "list", "items": ["Udział: {{closures.goals_achieved%closures.total}}"]},
    table(
        {"label": "Wsparcie:"},
        {"label": "Rodziny", "figure": "support.families"},
        {"label": "Koszt", "figure": "care_costs.total.municipal_cost"},
        {"label": "Cele", "figure": "closures.goals_achieved", "percent_of": ["closures.total"]},
        {"label": "=Ręcznie", "values": [3, None], "source": "zliczenie ręczne"},
        {"label": "Ogółem", "sum": ["support.families", "closures.total"], "total": True},
        columns=["2024", "2025"],
        note="Uwaga do tabeli.",
    ),
    {
        "type": "chart",
        "title": "Cele",
        "form": "bars",
        "rows": [{"label": "Cele", "figure": "closures.goals_achieved", "percent_of": ["closures.total"]}],
        "columns": ["2025"],
    },
    {"type": "matrix", "title": "Warsztaty", "columns": ["", "Cel"], "rows": [["Zabawa", "poznanie\x0bgier"]]},
    {"type": "section", "section": "families.support"},
    {"type": "break"},
    {"type": "signatures", "roles": ["Sporządził(a)", "Zatwierdził(a)"]},
]


@pytest.fixture
def document(db):
    source = definition(*BLOCKS, addressee="Rada Miasta", subtitle="za 2025 r.")
    return compose(parse(source), centre=fakes.CENTRE, year=2025, compute_tables=computing(NUMBERS))


@pytest.fixture
def own_table(document):
    """The rows of the document's own table as JSON gives them."""
    blocks = document_json.as_data(document)["chapters"][0]["blocks"]
    return next(block for block in blocks if block["type"] == "table")


def number(text):
    return None if text in ("b.d.", "–", "") else Decimal(re.sub(r"[\s\u00a0%]", "", text).replace(",", "."))


def numbers_of(own_table):
    return [
        [None if value is None else Decimal(str(value)) for value in row["values"]]
        for row in own_table["rows"]
        if row["values"]
    ]


def test_blocks_of_json_are_those_of_the_definition(document):
    [chapter] = document_json.as_data(document)["chapters"]
    assert [block["type"] for block in chapter["blocks"]] == [block["type"] for block in BLOCKS]


def test_the_workbook_has_the_same_numbers(document, own_table):
    workbook = openpyxl.load_workbook(io.BytesIO(DOCUMENT_FORMATS["xlsx"].render(document)))
    assert workbook.sheetnames == ["Spis tabel", "Tabela 1", "Wykres 1", "Tabela 2", "Tabela 3"]
    sheet = workbook["Tabela 1"]
    assert [cell.value for cell in sheet[3]] == ["Wyszczególnienie", "2024 r.", "2025 r."]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(4, 9)]
    assert [line[0] for line in lines] == [row["label"] for row in own_table["rows"]]
    assert sheet["A8"].data_type == "s"  # „=Ręcznie” is no formula
    found = [[None if value is None else Decimal(str(value)) for value in line[1:]] for line in lines[1:]]
    assert found == numbers_of(own_table)
    titles = [cell.value for cell in workbook["Spis tabel"]["B"]]
    assert titles[5:8] == ["Rodziny", "Cele", "Warsztaty"]


def test_the_word_file_has_the_same_numbers(document, own_table):
    file = read_docx(io.BytesIO(DOCUMENT_FORMATS["docx"].render(document)))
    rows = [[cell.text for cell in row.cells] for row in file.tables[0].rows]
    assert rows[0] == ["Wyszczególnienie", "2024 r.", "2025 r."]
    assert [[number(text) for text in row[1:]] for row in rows[2:]] == numbers_of(own_table)


def test_the_word_file_can_be_worked_with(document):
    content = DOCUMENT_FORMATS["docx"].render(document)
    file = read_docx(io.BytesIO(content))
    headings = [p.text for p in file.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == ["1. Rodziny", "Najważniejsze"]
    instructions = "".join(each.text or "" for each in file.element.body.iter(qn("w:instrText")))
    assert "TOC" in instructions
    heads = [row for row in file.tables[0].rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert [row.cells[0].text for row in heads] == ["Wyszczególnienie"]
    pictures = [each.get("descr") for each in file.element.body.iter(qn("wp:docPr"))]
    assert all(pictures) and any("33,33%" in text for text in pictures)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert "pl-PL" in parts.read("word/styles.xml").decode()


def test_tables_of_the_word_file_are_described_and_their_heads_repeated(db):
    source = definition({"type": "section", "section": "outcomes.outcomes", "show": ["table"]}, *BLOCKS[3:4])
    values = NUMBERS | {("outcomes.housing", "2025"): 2, ("outcomes.housing.persons", "2025"): 3}
    document = compose(parse(source), centre=fakes.CENTRE, year=2025, compute_tables=computing(values))
    outcomes, own = read_docx(io.BytesIO(DOCUMENT_FORMATS["docx"].render(document))).tables
    heads = [row for row in outcomes.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert [[cell.text for cell in row.cells] for row in heads] == [
        ["Wyszczególnienie", "rodziny", "rodziny", "osoby", "osoby"],
        ["Wyszczególnienie", "2024 r.", "2025 r.", "2024 r.", "2025 r."],
    ]
    assert [cell.text for cell in own.rows[1].cells] == ["Wsparcie:"] * 3  # one cell over all columns
    texts = [each._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) for each in (outcomes, own)]
    assert texts[1] == "Rodziny" and texts[0]


def test_amounts_have_room_in_the_word_file():
    cells = tuple(Cell("", "", None, None, text) for text in [*["40"] * 3, *["1 139 667,70"] * 3])
    grid = Grid("", (), ("",) * 6, (False,) * 6, ((GridLine("total", "razem", cells),),))
    narrow, wide = number_widths(grid)[2:4]
    assert narrow < 12 * 0.16 + 0.38 < wide  # cm: twelve digits of 9 points, and the padding of a cell
    assert sum(number_widths(grid)) < 16.5 * 0.81


def test_a_word_file_without_anybody_to_sign(db):
    source = definition({"type": "signatures", "roles": []})
    document = compose(parse(source), centre=fakes.CENTRE, year=2025, compute_tables=computing(NUMBERS))
    assert not read_docx(io.BytesIO(DOCUMENT_FORMATS["docx"].render(document))).tables


def test_the_page_has_the_same_numbers(document, own_table):
    page = html.fragment(document)
    [body] = re.findall(r'<table id="tabela-1".*?</table>', page, re.DOTALL)
    lines = [re.findall(r"<td>(.*?)</td>", line, re.DOTALL) for line in re.findall(r"<tr.*?</tr>", body, re.DOTALL)]
    assert [[number(text.strip()) for text in line] for line in lines if line] == numbers_of(own_table)


def test_the_page_links_live_figures_to_their_lists(document):
    page = html.fragment(document, lambda table, row, period: f"/{table}/{row}/{period}")
    assert '<a href="/support/families/2025">1\u00a0074\u00a0rodziny</a>' in page
    assert '<a href="/support/families/2024">' in page
    assert "/closures/goals_achieved" not in page  # a percentage has no list of its own


def test_the_page_shows_markup_as_text(document):
    assert "&lt;b&gt;=1+1&lt;/b&gt; &amp; „tak”" in html.fragment(document)


def test_the_pdf_has_the_same_numbers_and_is_accessible(document, own_table, tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(DOCUMENT_FORMATS["pdf"].render(document))
    read = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    squeezed = re.sub(r"[\s\u00a0\u00ad-]", "", read)
    for line in ("Rodziny10881074", "Koszt0,0012345,60", "Cele–33,33%", "=Ręcznie3b.d.", "Ogółem10881095"):
        assert line in squeezed
    assert "Adresat: Rada Miasta" in re.sub(r"[ \u00a0]+", " ", read)
    assert "Podstawa prawna" not in read.split("Objęto")[0]
    report = page_validation.validate_pdf(path, profile="ua1")
    assert not [(failure.rule_id, failure.message) for failure in report.failures]


FROM_WORD = "=a\x00b\x01\x0bc\x1f\x85\ufffe\uffff\u00ad<b>"


@pytest.mark.parametrize("format", DOCUMENT_FORMATS)
def test_characters_that_files_may_not_have(db, format):
    row = {"label": FROM_WORD, "values": [1], "source": FROM_WORD}
    columns = [{"period": "Y", "label": FROM_WORD}]
    told = {"title": FROM_WORD, "rows": [row, {"label": FROM_WORD}], "columns": columns}
    blocks = [
        {"type": "table", "note": FROM_WORD, "source": FROM_WORD} | told,
        {"type": "chart", "form": "stacked"} | told,
        {"type": "matrix", "title": FROM_WORD, "columns": [FROM_WORD], "rows": [[FROM_WORD]]},
        {"type": "signatures", "roles": [FROM_WORD]},
        {"type": "heading", "text": FROM_WORD},
    ]
    head = dict.fromkeys(("title", "subtitle", "addressee", "legal_basis"), FROM_WORD)
    source = definition(**head, chapters=[{"title": FROM_WORD, "blocks": blocks}])
    document = compose(parse(source), centre=fakes.CENTRE, year=2025, compute_tables=computing(NUMBERS))
    rendered = DOCUMENT_FORMATS[format].render(document)
    if format == "json":
        labels = {row["label"] for block in json.loads(rendered)["chapters"][0]["blocks"][:2] for row in block["rows"]}
        assert labels == {"=ab\nc\u00ad<b>"}
    assert rendered


def test_amounts_in_many_columns_stay_on_the_paper(db, tmp_path):
    line = {"label": "Koszt utrzymania", "figure": "care_costs.total.municipal_cost"}
    source = definition(table(line, columns=["Y"] * 16))
    values = {("care_costs.total.municipal_cost", "2025"): Decimal("1234567.89")}
    document = compose(parse(source), centre=fakes.CENTRE, year=2025, compute_tables=computing(values))
    path = tmp_path / "szeroki.pdf"
    path.write_bytes(DOCUMENT_FORMATS["pdf"].render(document))
    words = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    assert max(float(right) for right in re.findall(r'<word [^>]*xMax="([\d.]+)"', words)) < 595 - 50
