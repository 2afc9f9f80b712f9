"""Templates of spreadsheets: what is filled in is read again without matching anything."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from reporting.exchange.spreadsheets.headings import SHEET_FILES
from tests.factories import FamilyFactory
from tests.html_pages import links_of, words

SHEET = reverse("sheet")


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR = tmp_path


def template(client, name):
    return load_workbook(BytesIO(client.get(reverse("sheet_template", args=[name])).content))


def test_the_page_offers_one_of_each_file(staff):
    offered = links_of(staff.get(SHEET), "main li a[download]").values()
    assert {*offered} == {reverse("sheet_template", args=[name]) for name in SHEET_FILES}


def test_they_tell_families_that_help_from_their_help(staff):
    offered = links_of(staff.get(SHEET), "main li a[download]")
    for name, title in (
        ("supporting_families", "Rodziny wspierające"),
        ("family_support", "Pomoc rodzin wspierających"),
    ):
        assert offered[title] == reverse("sheet_template", args=[name])


@pytest.mark.parametrize("name", SHEET_FILES)
def test_headings_have_comments_and_lists_their_values(staff, name):
    book = template(staff, name)
    sheet, file = book.worksheets[0], SHEET_FILES[name]
    headings = [cell.value for cell in sheet[1]]
    assert len({*headings}) == len(file.columns)
    assert all("Wymagane" in cell.comment.text or "Może zostać puste" in cell.comment.text for cell in sheet[1])
    assert sheet.max_row == 1
    assert book.worksheets[1].sheet_state == "hidden"


def test_a_list_has_the_labels(staff):
    book = template(staff, "families")
    rule, _restricted = book.worksheets[0].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("C2:C5000", "'Listy'!$C$1:$C$5")
    assert [cell.value for cell in book["Listy"]["C"]][0] == "pełna"


def test_what_is_filled_in_is_read(staff):
    FamilyFactory(number="R1", name="Lis")
    book, content = template(staff, "families"), BytesIO()
    book.worksheets[0].append(["R1", "Żak", "pełna", "", "31.05.2024"])
    book.save(content)
    upload = SimpleUploadedFile("rodziny.xlsx", content.getvalue())
    page = staff.post(SHEET, {"file": "families", "sheet": upload}, follow=True)
    data = {field.html_name: field.value() for field in page.context["form"]}
    assert [*data.values()] == [column.name for column in SHEET_FILES["families"].columns]
    assert "Lis → Żak" in words(staff.post(reverse("sheet_columns"), data, follow=True))


def test_there_is_no_other(staff):
    assert staff.get(reverse("sheet_template", args=["centre"])).status_code == 404
