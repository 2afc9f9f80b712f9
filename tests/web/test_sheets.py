"""A spreadsheet as people have it, from the upload to the records."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from cases.models import CareCharge, Family, Person, Placement
from reporting.models import SheetHeading
from tests.clients import signed_in
from tests.factories import FamilyFactory, PersonFactory, StaffFactory
from tests.html_forms import errors_of
from tests.html_pages import words
from tests.web.zips import zipped

SHEET, COLUMNS, WRITE = reverse("sheet"), reverse("sheet_columns"), reverse("sheet_import")
PERSONS = ["Nr osoby", "Rodzina", "Rola", "Imię", "Ur.", "PESEL", "Płeć", "Niepełnosprawność", "Uwagi własne"]
MATCHED = ["id", "family", "role", "first_name", "birth_date", "pesel", "sex", "disability", "-"]


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def family(staff):
    return FamilyFactory(number="R1")


def xlsx(*rows, name="Osoby.xlsx"):
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def csv_file(text, encoding="utf-8-sig", name="osoby.csv"):
    return SimpleUploadedFile(name, text.encode(encoding))


def upload(client, upload, file="persons"):
    return client.post(SHEET, {"file": file, "sheet": upload}, follow=True)


def preview(client, upload_, columns=None, file="persons"):
    """The preview after the columns were matched as suggested, or as `columns` say in their order."""
    page = upload(client, upload_, file)
    form = page.context["form"]
    data = {field.html_name: field.value() for field in form}
    if columns is not None:
        data = dict(zip(data, columns, strict=True))
    return client.post(COLUMNS, data, follow=True)


def write(client, **data):
    return client.post(WRITE, data, follow=True)


def test_from_own_headings_to_records(staff, family):
    sheet = xlsx(
        ["Lista dzieci", None],
        [],
        PERSONS,
        ["O1", "R1", "dziecko", "Ola", date(2019, 12, 31), None, "kobieta", "tak", "x"],
        [],
        ["O2", "R1", "Rodzic", "Ewa", "14.05.1990", 90051412343, "K", "nie", None],
    )
    page = upload(staff, sheet)
    assert "Ola" in words(page) and "31.12.2019" in words(page)
    refused = words(preview(staff, sheet_again(sheet), MATCHED))
    assert "Osoby.xlsx 6 Płeć nie ma wartości „K”; możliwe: kobieta; mężczyzna" in refused
    sheet = xlsx(PERSONS, ["O1", "R1", "dziecko", "Ola", date(2019, 12, 31), None, "kobieta", "tak", "x"])
    assert "numer O1 nowy zapis" in words(preview(staff, sheet, MATCHED))
    assert not Person.objects.exists()
    assert "wczytane" in words(write(staff))
    ola = Person.objects.get(number="O1")
    assert (ola.role, ola.sex, ola.birth_date, ola.disability) == ("child", "F", date(2019, 12, 31), True)
    assert staff.get(COLUMNS).url == SHEET


def sheet_again(upload):
    upload.seek(0)
    return upload


def test_headings_are_matched_once(staff, family):
    row = ["O1", "R1", "dziecko", "Ola", "", "", "", "", ""]
    preview(staff, xlsx(PERSONS, row), MATCHED)
    page = upload(staff, xlsx(PERSONS, row))
    assert [field.value() for field in page.context["form"]] == MATCHED
    assert SheetHeading.objects.count() == len(PERSONS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_csv(staff, family, encoding, separator):
    rows = [["Numer", "Nazwisko rodziny", "Dzielnica"], ["R1", "Źrebięca", "Śródmieście"], ["", "", ""]]
    text = "\r\n".join(separator.join(row) for row in rows)
    told = words(preview(staff, csv_file(text, encoding), file="families"))
    assert "→ Źrebięca" in told
    write(staff)
    assert Family.objects.get(number="R1").district == "Śródmieście"


def test_amounts_and_months(staff, family):
    child = PersonFactory(number="O1", family=family, birth_date=date(2015, 1, 1))
    Placement.objects.create(person=child, form="kinship_foster", starts_on=date(2024, 1, 1))
    sheet = csv_file("Osoba;Miesiąc;Koszt całkowity (zł)\nO1;05.2024;1 234,50 zł\nO1;maj 2023;1.000,00\n")
    refused = words(preview(staff, sheet, file="care_charges"))
    assert "nie była w pieczy zastępczej" in refused
    sheet = csv_file("Osoba;Miesiąc;Koszt całkowity (zł)\nO1;05.2024;1 234,50 zł\nO1;czerwiec 2024;1.000,00\n")
    preview(staff, sheet, file="care_charges")
    write(staff)
    assert [*CareCharge.objects.order_by("month").values_list("total_cost", flat=True)] == [1234.5, 1000]


class TestPesel:
    """Somebody born in 2005 has a number that begins with a zero; a spreadsheet takes it for a shorter number."""

    HEAD = ["Numer", "Rodzina", "Rola w rodzinie", "Data urodzenia", "Płeć", "PESEL"]

    @pytest.fixture
    def mother(self, family):
        return PersonFactory(number="O1", family=family, birth_date=None, sex="", pesel="", role="parent")

    def told(self, client, birth_date, sex, pesel):
        return words(preview(client, xlsx(self.HEAD, ["O1", "R1", "rodzic", birth_date, sex, pesel])))

    def test_zeros_come_back_where_that_is_certain(self, staff, mother):
        told = self.told(staff, "01.02.2005", "kobieta", 5220112340 + self.check("0522011234"))
        assert "arkusz zgubił zera na początku PESEL; dopisano je" in told
        assert "wczytane" in words(write(staff, uwagi="przyjmij"))
        mother.refresh_from_db()
        assert mother.pesel == f"0{5220112340 + self.check('0522011234')}"

    @staticmethod
    def check(ten):
        """The check digit of the first ten digits."""
        weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
        return -sum(weight * int(digit) for weight, digit in zip(weights, ten, strict=True)) % 10

    @pytest.mark.parametrize("birth_date, sex", [("", ""), ("02.02.2005", ""), ("01.02.2005", "mężczyzna")])
    def test_not_where_it_is_not(self, staff, mother, birth_date, sex):
        told = self.told(staff, birth_date, sex, 5220112340 + self.check("0522011234"))
        assert "PESEL ma 10 cyfr; arkusz mógł zgubić zera na początku" in told
        assert "Arkusza nie wczytano, niczego nie zmieniono: 1 błąd." in told.replace("\xa0", " ")
        assert "Rejestru" not in told

    def test_lost_digits_are_told(self, staff, mother):
        told = self.told(staff, "", "", "1,52E+10")
        assert "arkusz zapisał PESEL jako 1,52E+10 i zgubił cyfry" in told


class TestBadSheets:
    def error(self, client, upload_):
        return errors_of(upload(client, upload_))["sheet"]

    def test_half_a_file(self, staff):
        content = xlsx(PERSONS).read()
        assert "uszkodzony" in self.error(staff, SimpleUploadedFile("a.xlsx", content[: len(content) // 2]))

    def test_a_zip_that_is_no_workbook(self, staff):
        assert "uszkodzony" in self.error(staff, zipped("a.xlsx", families="id,name\n"))

    def test_something_else(self, staff):
        assert "To nie jest plik XLSX ani CSV" in self.error(
            staff, SimpleUploadedFile("a.xls", b"\xd0\xcf\0\0\x81\x8d")
        )

    def test_300_columns(self, staff):
        assert "ponad 200 kolumn" in self.error(staff, xlsx([f"k{n}" for n in range(300)]))

    def test_no_headings(self, staff):
        assert "nie ma nagłówków" in self.error(staff, xlsx([1, 2], [3, 4]))

    def test_a_bomb(self, staff):
        content = BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * 30_000_000)
        assert "podejrzanie wielkich" in self.error(staff, SimpleUploadedFile("a.xlsx", content.getvalue()))

    def test_a_row_that_no_sheet_reaches(self, staff):
        content = BytesIO()
        with zipfile.ZipFile(xlsx(PERSONS, ["O1"])) as book, zipfile.ZipFile(content, "w") as archive:
            for name in book.namelist():
                far = re.sub(rb'r="([A-Z]?)2"', rb'r="\g<1>2000000"', book.read(name))
                archive.writestr(name, far if name.endswith("sheet1.xml") else book.read(name))
        told = self.error(staff, SimpleUploadedFile("a.xlsx", content.getvalue()))
        assert "dalej, niż sięga jakikolwiek arkusz" in told

    def test_a_formula(self, staff, family):
        told = words(preview(staff, xlsx(["Numer", "Nazwisko rodziny"], ["R1", "=A2"]), file="families"))
        assert "w komórce jest formuła" in told

    def test_a_column_twice_and_no_key(self, staff, family):
        upload(staff, xlsx(["Numer", "Nazwisko rodziny"], ["R1", "Lis"]), "families")
        page = staff.post(COLUMNS, {"kolumna_0": "name", "kolumna_1": "name"})
        assert "wybrano już dla innej kolumny" in words(page)
        page = staff.post(COLUMNS, {"kolumna_0": "-", "kolumna_1": "name"})
        assert "Wskaż jeszcze: „Numer”" in words(page)


def test_others_do_not_reach_it(staff, family, var):
    upload(staff, xlsx(["Numer", "Nazwisko rodziny"], ["R1", "Lis"]), "families")
    assert signed_in(StaffFactory()).get(COLUMNS).url == SHEET
    assert (var / "imports").stat().st_mode & 0o077 == 0


def test_writing_without_a_preview_leads_to_the_start(staff, family):
    assert staff.post(WRITE).url == SHEET
    upload(staff, xlsx(["Numer", "Nazwisko rodziny"], ["R1", "Lis"]), "families")
    assert staff.post(WRITE).url == SHEET
