"""Files and cells that cannot be read: each error names file, line, column and mistake."""

import pytest

from cases.models import Family, Person, Plan
from reporting.exchange import import_register

pytestmark = pytest.mark.django_db

CELLS = [
    # dates
    ("families", "2020-01-10", "10.01.2020", "families.csv:2: registered_on: „10.01.2020” to nie data; datę zapisuje"),
    ("families", "2020-01-10", "20200110", "families.csv:2: registered_on: „20200110” to nie data"),
    ("families", "2020-01-10", "2020-W01-1", "families.csv:2: registered_on: „2020-W01-1” to nie data"),
    ("families", "2020-01-10", "٢٠٢٠-01-10", "families.csv:2: registered_on: „٢٠٢٠-01-10” to nie data"),
    ("families", "2020-01-10", "2020-02-30", "families.csv:2: registered_on: daty 2020-02-30 nie ma w kalendarzu"),
    ("families", "2020-01-10", "0020-01-10", "families.csv:2: registered_on: 0020-01-10: ten rok jest zbyt odległy"),
    ("families", "2020-01-10", "2202-01-10", "families.csv:2: registered_on: 2202-01-10: ten dzień jeszcze nie nad"),
    ("care_charges", "2020-01,", "2020-13,", "care_charges.csv:2: month: „2020-13” to nie miesiąc"),
    ("care_charges", "2020-01,", "2020-01-01,", "care_charges.csv:2: month: „2020-01-01” to nie miesiąc"),
    ("care_charges", "2020-01,", "0000-01,", "care_charges.csv:2: month: rok w 0000-01 jest zbyt odległy"),
    ("figures", "2021-H1", "2021-H3", "figures.csv:3: period: Nie rozumiem okresu „2021-H3”"),
    ("figures", "PLN,2021-H1,-5.00", f"PLN,2021-H1,{'9' * 14}", "figures.csv:3: value: liczba 999999"),
    ("figures", "2020-05-31", "2019-05-31", "figures.csv:4: period: Okres „2020-01-01/2019-05-31” kończy się"),
    # numbers
    ("visits", ",90,", ",40000,", "visits.csv:7: minutes: „40000” to nie liczba całkowita od 0 do 32767"),
    ("visits", ",90,", ",-5,", "visits.csv:7: minutes: „-5” to nie liczba całkowita"),
    ("visits", ",90,", ",1.5,", "visits.csv:7: minutes: „1.5” to nie liczba całkowita"),
    ("visits", ",90,", f",{'9' * 5000},", "visits.csv:7: minutes: „999"),
    ("assistants", "service,2", "service,16", "assistants.csv:3: max_families: „16” to nie liczba całkowita od 0 do"),
    ("care_charges", "1082.10", '"1082,10"', "care_charges.csv:3: total_cost: „1082,10”: liczbę zapisuje się"),
    ("care_charges", "1082.10", "NaN", "care_charges.csv:3: total_cost: „NaN” to nie liczba"),
    ("care_charges", "1082.10", "1e999", "care_charges.csv:3: total_cost: „1e999” to nie liczba"),
    ("care_charges", "1082.10", "1" + "0" * 10, "care_charges.csv:3: total_cost: liczba 10000000000 jest za duża"),
    ("care_charges", "1082.10", "9999999999.999", "care_charges.csv:3: total_cost: liczba 9999999999.999 jest za duża"),
    ("care_charges", "1082.10", "-0.01", "care_charges.csv:3: total_cost: liczba -0.01 jest za mała"),
    ("trainings", "5.50", "-1", "trainings.csv:2: hours: liczba -1 jest za mała"),
    ("posts", "0.50", "1.01", "posts.csv:2: fraction: liczba 1.01 nie mieści się między 0.01 a 1"),
    ("posts", "0.50", "0.001", "posts.csv:2: fraction: liczba 0.001 nie mieści się"),
    # codes and flags
    ("families", "two_parent", "full", "families.csv:2: structure: nieznany kod „full”; możliwe: two_parent, single_"),
    ("problems", "poverty", "laziness", "problems.csv:3: problem: nieznany kod „laziness”: nie ma go w słowniku ani"),
    ("plans", "2020-08-20,1", "2020-08-20,tak", "plans.csv:2: with_care_coordinator: „tak” to nie odpowiedź; wpisz 1"),
    # texts and ids
    ("families", "R10,Źrebięca", "R10,", "families.csv:3: name: brak wartości"),
    ("families", "R10,Źrebięca", "R10,  ", "families.csv:3: name: brak wartości"),
    ("families", "Śródmieście", "x" * 81, "families.csv:2: district: tekst ma 81 znaków, a może mieć najwyżej 80"),
    ("families", "R10,Źrebięca", "R1,Źrebięca", "families.csv:3: id: id „R1” jest już w wierszu 2"),
    # telephone numbers and e-mail addresses
    ("persons", "600 100 200", "600 100 20", "persons.csv:2: phone: numer telefonu ma 9 cyfr, np. 600 100 200, a zag"),
    ("persons", "600 100 200", "brak", "persons.csv:2: phone: numer telefonu składa się z cyfr, które można"),
    ("persons", "ewa@zrebice.example", "ewa", "persons.csv:2: email: „ewa” to nie adres e-mail; poprawny ma postać"),
    ("contacts", "600 100 200", "+49 12", "contacts.csv:3: phone: numer telefonu ma 9 cyfr"),
    ("contacts", "cma@sad.example", "cma@", "contacts.csv:2: email: „cma@” to nie adres e-mail"),
    # references
    ("plans", "L2,S3", "L2,S9", "plans.csv:3: case: w cases.csv nie ma id „S9”"),
    ("plans", "L2,S3", "L2, S 3", "plans.csv:3: case: w cases.csv nie ma id „S 3”"),
    ("plans", "L2,S3", "L2,", "plans.csv:3: case: brak wartości"),
    ("help", "R1,O2", "R1,O9", "help.csv:3: person: w persons.csv nie ma id „O9”"),
]  # fmt: skip


@pytest.mark.parametrize("file, old, new, expected", CELLS, ids=[case[3][:40] for case in CELLS])
def test_a_cell_that_cannot_be_read(register, file, old, new, expected):
    register.change(file, old, new)
    assert [error[: len(expected)] for error in register.refusal() if error.startswith(f"{file}.csv")] == [expected]


def test_all_errors_come_back_together_in_the_order_of_files_and_lines(register):
    register.change("visits", "2020-12-31,consultation", "2020-12-32,chat")
    register.change("families", "two_parent", "full")
    register.change("families", "R10,Źrebięca", "R1,Źrebięca")
    register.change("assistants", "service,2", "service,two")
    assert [error.split(": ")[:2] for error in register.refusal()] == [
        ["assistants.csv:3", "max_families"],
        ["families.csv:2", "structure"],
        ["families.csv:3", "id"],
        ["persons.csv:5", "family"],  # there is no R10 any more
        ["referrals.csv:3", "family"],
        ["visits.csv:4", "date"],
        ["visits.csv:4", "kind"],
        ["za_zyciem.csv:2", "family"],
        ["family_support.csv:4", "family"],
    ]


def test_references_to_a_wrong_row_are_no_errors(register):
    register.change("cases", "S1,R1,difficulties,court_order,2020-02-01", "S1,R1,difficulties,court_order,1.02.2020")
    register.change("persons", "O4,R10,child", "O4,R10,dziecko")
    register.change("placements", "O4,kinship_foster,2020-01-15", "O4,kinship_foster,15.01.2020")
    register.change("assignments", "S3,A1,2021-06-01,2022-05-31", "S3,A9,2021-06-01,2022-05-31")
    assert [error.split(": ")[:2] for error in register.refusal()] == [
        ["persons.csv:5", "role"],
        ["cases.csv:2", "opened_on"],
        ["assignments.csv:5", "assistant"],
        ["placements.csv:2", "start"],
    ]


def test_the_line_number_is_right_after_texts_of_several_lines(register):
    register.change("visits", "monitoring", "watching")
    assert register.refusal()[0].startswith("visits.csv:6: kind: nieznany kod „watching”")


class TestHeader:
    def test_an_unknown_column_is_named_and_the_others_are_checked(self, register):
        register.change("problems", "family,problem,identified_on,resolved_on", "family,problem,identified_on,end")
        register.change("problems", "gambling", "hazard")
        said = register.refusal()
        assert said[0].startswith("problems.csv:1: end: nieznana kolumna; możliwe: family, problem, identified_on, res")
        assert said[1].startswith("problems.csv:2: problem: nieznany kod „hazard”")
        assert len(said) == 2

    def test_a_missing_column_is_named_once(self, register):
        register.write("problems", "family,problem\nR1,poverty\nR1,debts\n")
        assert register.refusal() == ["problems.csv:1: identified_on: brak kolumny w nagłówku"]

    def test_a_repeated_column_is_named(self, register):
        register.write("blue_cards", "family,opened_on,closed_on,closed_on\nR1,2020-05-01,,2020-04-01\n")
        assert register.refusal() == ["blue_cards.csv:1: closed_on: kolumna jest w nagłówku więcej niż raz"]

    def test_missing_ids_cause_no_other_errors(self, register):
        register.change("families", "id,name", "number,name")
        assert [error.split(": ")[:2] for error in register.refusal()] == [
            ["families.csv:1", "number"],
            ["families.csv:1", "id"],
        ]

    def test_assignments_without_cases_cause_no_errors_of_visits(self, register):
        register.change("assignments", "case,assistant", "family,assistant")
        assert [error.split(": ")[:2] for error in register.refusal()] == [
            ["assignments.csv:1", "family"],
            ["assignments.csv:1", "case"],
        ]

    @pytest.mark.parametrize(
        "text, problem",
        [
            ("", "brak nagłówka: pierwszy wiersz ma zawierać nazwy kolumn"),
            ("\n\n", "brak nagłówka: pierwszy wiersz ma zawierać nazwy kolumn"),
            ("family;problem\nR1;poverty\n", "kolumny mają być rozdzielone przecinkami, a nie średnikami ani tabulat"),
            ("family\tproblem\n", "kolumny mają być rozdzielone przecinkami"),
            ("R1,poverty,2020-01-01,\n", "pierwszy wiersz ma zawierać nazwy kolumn: family, problem, identified_on"),
        ],
    )
    def test_no_header_at_all(self, register, text, problem):
        register.write("problems", text)
        (said,) = register.refusal()
        assert said.startswith(f"problems.csv:1: {problem}")


class TestRows:
    def test_too_few_and_too_many_cells(self, register):
        register.add("problems", "R1,poverty", "R1,poverty,2020-01-01,,,")
        assert register.refusal() == [
            "problems.csv:4: wiersz ma inną liczbę komórek (2) niż nagłówek (4)",
            "problems.csv:5: wiersz ma inną liczbę komórek (6) niż nagłówek (4)",
        ]

    def test_references_to_a_row_with_too_few_cells_are_no_errors(self, register):
        register.change("cases", "S1,R1,difficulties,court_order,2020-02-01,2021-03-31,goals_achieved,", "S1,R1")
        assert register.refusal() == ["cases.csv:2: wiersz ma inną liczbę komórek (2) niż nagłówek (8)"]

    def test_an_assignment_with_too_few_cells_causes_no_errors_of_visits(self, register):
        register.change("assignments", "S3,A1,2021-06-01,2022-05-31", "S3,A1")
        assert register.refusal() == ["assignments.csv:5: wiersz ma inną liczbę komórek (2) niż nagłówek (4)"]

    def test_rows_of_nothing_but_delimiters_are_passed_over(self, register):
        register.add("posts", "", ",,,,", " ,\u00a0,,,")
        register.change("problems", "R1,poverty", "\n,,,\n,,,,,,,\nR1,poverty")
        register.write("terms", ",,,\n" + register.text("terms"))
        assert dict(import_register(register.folder).counts)["problems.csv"] == 2

    def test_the_line_of_an_error_after_them_is_right(self, register):
        register.change("problems", "R1,poverty", "\n,,,\nR1,laziness")
        assert register.refusal()[0].startswith("problems.csv:5: problem: ")

    def test_columns_without_name_and_contents_are_passed_over(self, register):
        rows = register.text("problems").splitlines()
        register.write("problems", "".join(f"{row},,\n" for row in rows))
        assert dict(import_register(register.folder).counts)["problems.csv"] == 2

    def test_a_column_without_name_but_with_contents_is_refused_by_its_position(self, register):
        head, *rows = register.text("problems").splitlines()
        register.write("problems", f"{head},,\n" + "".join(f"{row},,do sprawdzenia\n" for row in rows))
        assert register.refusal() == ["problems.csv:2: w kolumnie 6 coś jest, a kolumna nie ma nazwy w nagłówku"]

    def test_an_unclosed_quotation_mark(self, register):
        register.change("families", '"Zawodzie ', '"Zawodzie" ')
        register.change("help", "in_kind", '"in_kind')
        said = register.refusal()
        assert said == [
            "families.csv:4: po cudzysłowie zamykającym ma stać przecinek; w tekście pisze się go podwójnie",
            "help.csv:2: cudzysłów otwarto i nie zamknięto go do końca pliku",
        ]

    def test_an_unclosed_quotation_mark_does_not_swallow_a_huge_file(self, register):
        register.change("help", "in_kind", '"in_kind')
        register.add("help", *["R1,,in_kind,individual,2020-03-01,2020-03-02"] * 4000)
        assert register.refusal() == ["help.csv:2: za długi tekst; zapewne cudzysłów otwarto i nie zamknięto"]

    def test_line_ends_of_old_machines(self, register):
        register.write("problems", register.text("problems").replace("\n", "\r"))
        (said,) = register.refusal()
        assert said == "problems.csv:1: wiersze kończy sam znak CR; zapisz plik z końcami wierszy LF albo CRLF"


class TestEncoding:
    def test_a_file_in_cp1250(self, register):
        text = register.text("persons").replace("Nowak", "Górny")
        register.path("persons").write_bytes(text.encode("cp1250"))
        assert register.refusal() == [
            "persons.csv:2: plik nie jest zapisany w UTF-8 (wiersz 2); zapisz go jako CSV UTF-8"
        ]

    def test_a_file_in_utf_16(self, register):
        register.path("problems").write_bytes(register.text("problems").encode("utf-16"))
        (said,) = register.refusal()
        assert said.startswith("problems.csv:1: plik nie jest zapisany w UTF-8")

    def test_a_null_character(self, register):
        register.change("problems", "gambling", "gam\0bling")
        (said,) = register.refusal()
        assert said.startswith("problems.csv:2: w wierszu jest znak zerowy (NUL)")

    def test_a_line_without_end(self, register):
        register.add("problems", "x" * 2**20)
        (said,) = register.refusal()
        assert said == "problems.csv:4: wiersz jest dłuższy niż 1 MB"


class TestOneFormOfTexts:
    """Texts that look alike are equal, whatever a spreadsheet or a Mac made of them."""

    @pytest.mark.parametrize(
        "typed",
        [
            "Śródmieście ",
            "\u00a0Śródmieście",
            "S\u0301ro\u0301dmies\u0301cie",
            "Śród\u00admieście",
        ],
        ids=["a blank at the end", "a hard blank", "decomposed letters", "a soft hyphen"],
    )
    def test_districts(self, register, typed):
        register.change("families", "R10,Źrebięca,,,", f"R10,Źrebięca,,{typed},")
        import_register(register.folder)
        assert set(Family.objects.exclude(number__in=["R2", "R4"]).values_list("district", flat=True)) == {
            "Śródmieście"
        }

    def test_blanks_within_a_text(self, register):
        register.change("families", "R10,Źrebięca", "R10,Źrebięca\u202fNowa")
        import_register(register.folder)
        assert Family.objects.get(number="R10").name == "Źrebięca Nowa"

    def test_ids_and_references_to_them(self, register):
        register.change("cases", "S3,R2,za", "S3\u00a0, R2,za")
        register.change("families", "R10,Źrebięca", " R10,Źrebięca")
        register.change("persons", "O3,R2,parent,1,,,,,,,,,0,,,O1", "O3,R2,parent,1,,,,,,,,,0,,,O1 ")
        import_register(register.folder)
        assert Plan.objects.get(number="L2").case.number == "S3"
        assert Person.objects.get(number="O4").family.number == "R10"
        assert Person.objects.get(number="O3").same_as.number == "O1"

    def test_two_ids_that_look_alike_are_one(self, register):
        register.change("families", "R10,Źrebięca", "R1 ,Źrebięca")
        assert register.refusal()[0] == "families.csv:3: id: id „R1” jest już w wierszu 2"

    def test_names_of_columns(self, register):
        register.change("problems", "family,problem,", " family,problem\u00a0,")
        import_register(register.folder)
