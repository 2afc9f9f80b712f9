"""Numbers that somebody typed into a text are found; those that count nothing are none."""

import pytest

from reporting.documents.definitions.typed_numbers import typed_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Objęto 74 rodziny.", ["74"]),
        ("Objęto 74 rodziny i 135 dzieci, czyli 57,40% ogółu.", ["74", "135", "57,40"]),
        ("Wydano 1 287 314,78 zł i 909\u00a0554 zł.", ["1 287 314,78", "909 554"]),
        ("Objęto {{support.families@Y-1|rodzina}}, w tym 14 z sądu.", ["14"]),
        ("W 2024 r. było 2000 rodzin, a w 2025 r. 12.", ["2000", "12"]),
        ("Rodzin było 74.", ["74"]),
        ("W Tabeli 4, 74 rodziny.", ["74"]),
        ("W 3 z 12 rodzin", ["3", "12"]),
        ("Razem (74)", ["74"]),
        ("12 godz. pracy, godz. 8.00–16.00", ["12"]),
        ("Zgodnie z art. 15 ust. 1 pracowano z 15 rodzinami.", ["15"]),
        ("31 grudnia 2025 r. było 8 asystentów", ["8"]),
        ("Wartość bazowa 1 osoba, cel 3 osoby.", ["1", "3"]),
        ("Osiągnięto cel 12 rodzin, zadanie 2 etaty i cel 74% rodzin", ["12", "2", "74"]),
        ("cel 1 250 godz.", ["1 250"]),
        ("12-miesięczny kurs dla 15 osób", ["15"]),
        ("od 2-3 dzieci", ["2", "3"]),
        ("15-tu rodzin, 5-ciu asystentów, 2-óch, 3-ech i 100-stu", ["15", "5", "2", "3", "100"]),
        ("25-procentowy wzrost i 7-proc. spadek", ["25", "7"]),
    ],
)
def test_numbers_are_found(text, numbers):
    assert typed_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Objęto {{support.families@2024-H1|rodzina}} i {{closures.goals_achieved%closures.total}}.",
        "art. 15 ust. 1 pkt 3–5 i 7 ustawy",
        "na podstawie art. 176 pkt 6 ustawy z dnia 9 czerwca 2011 r. (Dz.U. 2025 poz. 49)",
        "Dz. U. z 2024 r. poz. 177, 854 i 1473 ze zm.",
        "§ 2 zarządzenia nr 12/2024",
        "uchwała Nr XII/123/2024 Rady Miasta",
        "w latach 2022–2024, w 2025 r. i w roku 2026/27",
        "od 01.01.2025 do 31.12.2025, 2025-03-12, 12.03.2025 r.",
        "1–3 czerwca oraz 24 marca 2026 roku",
        "ul. Długa 5, 62-800 Kalisz",
        "al. 3 Maja 10/2",
        "tel. 62 757 91 00, faks: 627579101, 600 700 800",
        "sekretariat@osrodek.example, https://osrodek.example/2025/12",
        "w godzinach 7:30–15:30",
        "Tabela 4 i Wykres 12",
        "program Rodzina 500+ i 800 plus, Karta Rodziny 3+",
        "COVID-19",
        "do 18. roku życia, dzieci w wieku 7–15 lat, powyżej 18 lat",
        "1. Wstęp\n2. Kadra",
        "sygn. III Nsm 45/25",
        "NIP 618-17-65-432",
        "w I półroczu",
        "12-miesięczny kurs, 24-godzinny dyżur, rodzina 5-osobowa, 30–dniowy termin",
        "dzieci 3- i 4-letnie, grupy 2-, 3- oraz 10-osobowe",
        "cel 3, cel 1.2, zadanie 4, w punkcie 2, etap 3. i cel nr 5",
    ],
)
def test_what_counts_nothing(text):
    assert typed_numbers(text) == []
