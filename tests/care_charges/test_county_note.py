"""A county's note: read, matched once, checked line by line, accepted or disputed."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from cases.models import CareCharge
from familycare.lib.months import Month
from reporting.care_charges.county_note.checking import month_in
from reporting.models import NoteColumns
from tests.care_charges.notes import NOTE, RIGHT, lines_of, note, problems_of, sent_from, take
from tests.care_charges.records import charge, place
from tests.factories import FamilyFactory, PersonFactory
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of
from tests.html_pages import words

LETTER = "/odplatnosci/2024-05/nota/pismo/"


@pytest.fixture
def placed(child):
    place(child, "2022-11-07")
    return child


class TestReading:
    def test_columns_are_matched_once_for_a_county(self, desk, placed):
        page = desk.post(NOTE, {"county": "Powiat źrebicki", "text": note(RIGHT)})
        assert "Co jest w której kolumnie?" in words(page)
        matched = fields_of(page, "form.card")
        assert matched["kolumna:name"] == "Dziecko"
        assert matched["kolumna:part"] == "Kwota gminy"
        page = desk.post(NOTE, matched | {"kolumna:cost": "", "dopasuj": "1"})
        assert "Wskaż kolumnę z kosztem" in words(page)
        page = desk.post(NOTE, matched | {"kolumna:part": "Koszt", "dopasuj": "1"})
        assert "„Koszt” wskazano dwa razy" in words(page)
        assert "Wiersze noty" in words(desk.post(NOTE, matched | {"dopasuj": "1"}))
        assert NoteColumns.objects.get().county == "Powiat źrebicki"
        assert "Wiersze noty" in words(desk.post(NOTE, {"county": "powiat Źrebicki", "text": note(RIGHT)}))
        other = note(RIGHT).replace("Koszt", "Wydatki")
        assert "Co jest w której" in words(desk.post(NOTE, {"county": "Powiat źrebicki", "text": other}))

    def test_a_workbook(self, desk, placed):
        workbook, out = Workbook(), BytesIO()
        workbook.active.append(["Nota księgowa N/5"])
        workbook.active.append(["Imię", "Nazwisko", "Data urodzenia", "Koszt całkowity", "Udział gminy"])
        workbook.active.append(["Jaś", "Wierzbicki", date(2015, 5, 1), 1000.5, 0.3])
        workbook.save(out)
        file = SimpleUploadedFile("nota.xlsx", out.getvalue())
        (each,) = lines_of(take(desk, "", file=file))
        assert (each.is_accepted, each.line.cost, each.line.share) == (True, Decimal("1000.5"), 30)

    def test_amounts_computed_in_a_workbook(self, desk, placed):
        workbook, out = Workbook(), BytesIO()
        workbook.active.append(["Dziecko", "Koszt", "Część gminy"])
        workbook.active.append(["Jaś Wierzbicki", 4587.33, 4587.33 * 0.3])  # 1376.1990000000001
        workbook.save(out)
        (each,) = lines_of(take(desk, "", file=SimpleUploadedFile("nota.xlsx", out.getvalue())))
        assert (each.line.problems, each.line.part) == ([], Decimal("1376.20"))

    def test_headings_stay_headings_when_the_note_is_sent_again(self, desk, placed):
        """A later row has a cell more than the headings: in a column without a heading."""
        rows = [f"Dziecko {number}\t\t\t1000\t\t" for number in range(20)]
        text = note(*rows[:12], "Dziecko 12\t01.05.2015\tdom\t1000\t10%\t100\tuwaga", *rows[13:])
        text = "Nota\n" * 3 + text
        page = take(desk, text)
        assert len(lines_of(page)) == 20
        assert len(lines_of(desk.post(NOTE, sent_from(page)))) == 20

    def test_a_workbook_with_many_empty_rows(self, desk, placed):
        workbook, out = Workbook(), BytesIO()
        workbook.active.append(["Dziecko", "Koszt", "Część gminy"])
        workbook.active.cell(5000, 1, "Jaś Wierzbicki")
        workbook.active.cell(5000, 2, 1000)
        workbook.save(out)
        assert len(lines_of(take(desk, "", file=SimpleUploadedFile("nota.xlsx", out.getvalue())))) == 1

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04nic", b"a,b\n1,2\n", b"\0" * 100])
    def test_a_file_that_is_none(self, desk, content):
        page = desk.post(NOTE, {"county": "P", "file": SimpleUploadedFile("nota.xlsx", content)})
        assert errors_of(page)

    @pytest.mark.parametrize("text", ["", "a", "a\tb", "\t\t\n\t", "x" * 600_000])
    def test_a_text_that_is_none(self, desk, text):
        assert "text" in errors_of(desk.post(NOTE, {"county": "P", "text": text}))

    @pytest.mark.parametrize("text", ["2024-05", "05.2024", "5/2024", "maj 2024", "MAJ", "maj 2024 r.", "14.05.2024"])
    def test_months_as_people_write_them(self, text):
        assert month_in(text, Month(date(2024, 3, 1))) == Month(date(2024, 5, 1))

    @pytest.mark.parametrize("text", ["", "nic", "13.2024", "0.0", "9" * 5000 + ".2024", "maj maj", "²/2024", "2024"])
    def test_what_is_no_month(self, text):
        assert month_in(text, Month(date(2024, 3, 1))) is None


class TestChecking:
    def test_a_right_line(self, desk, placed):
        assert problems_of(desk, RIGHT) == ""

    @pytest.mark.parametrize(
        ("old", "new", "problem"),
        [
            ("Jaś Wierzbicki", "Jan Obcy", "Ośrodek nie zna tego dziecka"),
            ("01.05.2015", "02.05.2015", "Ośrodek nie zna tego dziecka"),
            ("30%", "50%", "Nota liczy 50%, a powinno być 30%: drugi rok pobytu w pieczy od 07.11.2022"),
            ("300,00", "500,00", "Nota żąda 500,00 zł, a udział gminy to 300,00 zł"),
            ("rodzina zastępcza spokrewniona", "Placówka „Dom”", "inna forma pieczy niż u nas"),
            ("rodzina zastępcza spokrewniona", "rodzina zastępcza zawodowa", "inna forma pieczy niż u nas"),
            ("1 000,00", "tysiąc", "Koszt: „tysiąc” to nie liczba."),
            ("1 000,00", "", "Brakuje kosztu."),
        ],
    )
    def test_what_is_wrong(self, desk, placed, old, new, problem):
        assert problem in problems_of(desk, RIGHT.replace(old, new)).replace("\xa0", " ")

    @pytest.mark.parametrize(
        ("old", "new", "problem"),
        [
            ("30%", "30% (drugi rok)", "Udział: „30% (drugi rok)” to nie liczba."),
            ("300,00", "trzysta", "Część gminy: „trzysta” to nie liczba."),
        ],
    )
    def test_what_is_only_compared_may_be_unreadable(self, desk, placed, old, new, problem):
        (each,) = lines_of(take(desk, note(RIGHT.replace(old, new))))
        assert (each.line.problems, each.line.is_blocked) == ([problem], False)

    def test_a_row_of_sums_is_no_child(self, desk, placed):
        page = take(desk, note(RIGHT, "Razem:\t\t\t1 000,00\t\t300,00", "\t\tOgółem\t1 000,00\t\t300,00"), total="300")
        assert [each.line.name for each in lines_of(page)] == ["Jaś Wierzbicki"]
        assert "różni się od sumy" not in words(page)

    def test_a_pesel_without_its_first_zero(self, desk, placed):
        placed.birth_date, placed.pesel = date(2009, 5, 1), "09250112341"
        placed.save()
        text = "Dziecko\tPESEL\tKoszt\nWierzbicki J.\t9250112341\t1000"
        (each,) = lines_of(take(desk, text))
        assert each.line.person == placed

    def test_a_record_in_a_family_that_the_user_does_not_see(self, desk, placed):
        placed.placements.update(over_on=date(2024, 5, 1), end_reason="moved")
        hidden = PersonFactory(family=FamilyFactory(is_restricted=True), same_as=placed, birth_date=placed.birth_date)
        place(hidden, "2024-05-01")
        (each,) = lines_of(take(desk, note(RIGHT)))
        assert (each.line.is_blocked, each.line.person) == (True, placed)
        assert "nie było w pieczy zastępczej" in each.line.told

    def test_components_that_would_be_lost_are_told(self, desk, placed):
        CareCharge.objects.create(person=placed, month=date(2024, 5, 1), total_cost=900, upkeep=900)
        (each,) = lines_of(take(desk, note(RIGHT)))
        assert "przyjęcie zmieni tę kwotę i usunie jej składniki" in each.line.remarks[0]

    def test_who_was_not_in_care(self, desk, placed):
        placed.placements.update(over_on=date(2024, 5, 1), end_reason="returned_home")
        assert "nie było w pieczy zastępczej" in problems_of(desk, RIGHT)

    def test_the_name_in_the_other_order_and_by_pesel(self, desk, placed):
        assert problems_of(desk, RIGHT.replace("Jaś Wierzbicki", "WIERZBICKI Jas")) == ""

    def test_twice_in_the_note(self, desk, placed):
        lines = lines_of(take(desk, note(RIGHT, RIGHT)))
        assert all("więcej niż raz" in " ".join(each.line.problems) and each.line.is_blocked for each in lines)

    def test_two_children_with_one_name(self, desk, placed):
        place(PersonFactory(last_name="Wierzbicki", birth_date=date(2016, 1, 1)), "2022-11-07")
        assert problems_of(desk, RIGHT) == ""
        assert "Kilka osób ma to nazwisko" in problems_of(desk, RIGHT.replace("01.05.2015", ""))

    def test_a_restricted_family_is_not_known(self, desk, placed):
        placed.family.is_restricted = True
        placed.family.save()
        assert "Ośrodek nie zna tego dziecka" in problems_of(desk, RIGHT)

    def test_what_is_charged_already(self, desk, placed):
        charge(placed, "2024-05", "900")
        (each,) = lines_of(take(desk, note(RIGHT)))
        assert (each.line.problems, "Wpisano już 900,00" in each.line.remarks[0]) == ([], True)


class TestDeciding:
    def test_accepted_lines_become_charges(self, desk, placed):
        sister = PersonFactory(family=placed.family, number="O13", first_name="Ola", last_name="Wierzbicka")
        place(sister, "2024-01-01")
        wrong = RIGHT.replace("Jaś Wierzbicki", "Ola Wierzbicka").replace("01.05.2015", "")
        page = take(desk, note(RIGHT, wrong, RIGHT.replace("Jaś", "Nieznany")), total="1000")
        assert [each.is_accepted for each in lines_of(page)] == [True, False, False]
        assert "Suma na nocie różni się od sumy jej wierszy o 100,00 zł" in words(page)
        page = desk.post(NOTE, sent_from(page) | {"zapisz": "1"})
        assert "Zapisano odpłatności z noty: 1 nowa." in words(page)
        assert CareCharge.objects.get().total_cost == 1000
        assert figures("care_costs", "2024-05")["total.municipal_cost"] == 300
        # The manager may decide otherwise: what is wrong is the share, which is ours anyway.
        page = desk.post(NOTE, sent_from(page) | {"przyjmij:2": "1", "zapisz": "1"})
        assert CareCharge.objects.filter(person=sister).exists()
        assert "1 nowa" in words(page)

    def test_a_disputed_line_has_a_reason_and_what_is_blocked_stays_out(self, desk, placed):
        page = take(desk, note(RIGHT, RIGHT.replace("Jaś", "Nieznany")))
        sent = sent_from(page) | {"powod:2": " ", "przyjmij:2": "1", "zapisz": "1"}
        page = desk.post(NOTE, sent)
        assert "Wiersz 2, Nieznany Wierzbicki: Napisz, dlaczego" in words(page)
        assert not CareCharge.objects.exists()

    def test_a_letter_names_what_is_disputed(self, desk, placed):
        page = take(desk, note(RIGHT, RIGHT.replace("Jaś", "Nieznany")))
        letter = desk.post(LETTER, sent_from(page))
        assert letter["Content-Type"] == "application/pdf"
        assert letter.content.startswith(b"%PDF")
        page = desk.post(LETTER, sent_from(page) | {"powod:2": ""})
        assert "Wiersz 2, Nieznany Wierzbicki: Napisz, dlaczego" in words(page)
        assert desk.post(LETTER, {"county": "Inny", "text": note(RIGHT)}).url == NOTE

    def test_three_hundred_lines(self, desk, django_assert_max_num_queries):
        family, lines = FamilyFactory(), []
        for number in range(300):
            child = PersonFactory(family=family, first_name=f"Imię{number}", last_name="Długi")
            place(child, "2024-01-01")
            lines.append(f"Imię{number} Długi\t01.05.2015\t\t{1000 + number},00\t10%\t")
        with django_assert_max_num_queries(60):
            page = take(desk, note(*lines))
        assert page.context["accepted"] == 300
        desk.post(NOTE, sent_from(page) | {"zapisz": "1"})
        assert CareCharge.objects.count() == 300

    @pytest.mark.parametrize("more", ["\t", "\tdopisek", "\tdopisek\t5\t6"])
    def test_a_pasted_column_too_many_hides_no_line(self, desk, placed, more):
        page = take(desk, note(RIGHT + more, "Ola Nieznana\t01.05.2016\t\t900,00\t30%\t270,00"))
        assert page.status_code == 200
        assert [each.is_accepted for each in lines_of(page)] == [True, False]
        assert "Ola Nieznana" in words(page)

    def test_a_line_that_was_cut_off_is_told_and_keeps_the_others(self, desk, placed):
        page = take(desk, note(RIGHT, "Ola"))
        assert [each.is_accepted for each in lines_of(page)] == [True, False]
        assert not CareCharge.objects.exists()
