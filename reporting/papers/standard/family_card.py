"""Karta rodziny: who is in the family, who is around it, what is difficult, and room for the diagnosis."""

from reporting.papers.standard.sheet import TemplateSheet

AREAS = (
    "Warunki mieszkaniowe i bytowe",
    "Dochody i zobowiązania",
    "Zdrowie",
    "Opieka i wychowanie dzieci",
    "Nauka dzieci",
    "Relacje w rodzinie i z otoczeniem",
)


def family_card():
    """Return the template (bytes)."""
    sheet = TemplateSheet()
    sheet.head()
    sheet.title("Karta rodziny")
    sheet.pairs(
        ("Rodzina", "{{ rodzina.nazwa }} ({{ rodzina.numer }})"),
        ("Adres", "{{ rodzina.adres }}{% if rodzina.dzielnica %}, {{ rodzina.dzielnica }}{% endif %}"),
        ("Struktura rodziny", "{{ rodzina.struktura }}"),
        ("Asystent rodziny", "{{ rodzina.asystent }}"),
        ("Pracownik socjalny", "{{ rodzina.pracownik_socjalny }}"),
        ("Wsparcie od", "{{ rodzina.wsparcie_od }}"),
        ("Podstawa wsparcia", "{{ rodzina.podstawa }}"),
    )
    sheet.heading("Osoby w rodzinie")
    sheet.table(
        "osoba",
        "rodzina.osoby",
        ("Imię i nazwisko", "{{ osoba.imie_nazwisko }}", 4.8),
        ("Rola", "{{ osoba.rola }}", 2.9),
        ("Data urodzenia i wiek", "{{ osoba.urodzona }}{% if osoba.urodzona %}, {% endif %}{{ osoba.wiek }}", 3.5),
        ("Miejsce pobytu", "{{ osoba.pobyt }}", 3),
        ("Telefon", "{{ osoba.telefon }}", 2.3),
        empty="Nie wpisano osób.",
    )
    sheet.heading("Osoby i instytucje wokół rodziny")
    sheet.table(
        "kontakt",
        "sytuacja.kontakty",
        ("Kto to jest", "{{ kontakt.kto }}", 4),
        ("Imię i nazwisko", "{{ kontakt.nazwa }}", 4.2),
        ("Instytucja", "{{ kontakt.instytucja }}", 5.6),
        ("Telefon", "{{ kontakt.telefon }}", 2.7),
        empty="Nie wpisano kontaktów.",
    )
    sheet.heading("Problemy")
    sheet.table(
        "problem",
        "sytuacja.problemy",
        ("Problem", "{{ problem.nazwa }}", 13),
        ("Rozpoznany", "{{ problem.od }}", 3.5),
        empty="Nie wpisano problemów, które trwają dziś.",
    )
    sheet.heading("Zdrowie")
    sheet.table(
        "zapis",
        "sytuacja.zdrowie",
        ("Osoba", "{{ zapis.osoba }}", 6),
        ("Stan zdrowia", "{{ zapis.nazwa }}", 7),
        ("Od kiedy", "{{ zapis.od }}", 3.5),
        empty="Nie wpisano stanów zdrowia, które trwają dziś.",
    )
    sheet.heading("Diagnoza: stan, zasoby, ryzyka")
    sheet.blank_table(*((area, "") for area in AREAS), heads=("Obszar", "Stan, mocne strony, ryzyka"))
    sheet.heading("Zdanie rodziny")
    sheet.blank_table(("Rodzice", ""), ("Dzieci", ""), heads=("Kto", "Co mówi o swojej sytuacji i czego potrzebuje"))
    sheet.signatures("podpis asystenta rodziny", "podpis opiekuna")
    return sheet.made()
