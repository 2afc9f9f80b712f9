"""The work with a family: the plan, a visit, the periodic assessment, the monitoring afterwards."""

from reporting.papers.standard.sheet import TemplateSheet

FAMILY_AND_ADDRESS = (
    ("Rodzina", "{{ rodzina.nazwa }}{% if rodzina.numer %} ({{ rodzina.numer }}){% endif %}"),
    ("Adres", "{{ rodzina.adres }}"),
)


def work_plan():
    """Return the template (bytes) of the work plan (UWRiSPZ art. 15 ust. 3)."""
    sheet = TemplateSheet()
    sheet.head()
    sheet.title("Plan pracy z rodziną")
    sheet.pairs(
        *FAMILY_AND_ADDRESS,
        ("Główny opiekun", "{{ rodzina.opiekun }}"),
        ("Asystent rodziny", "{{ rodzina.asystent }}"),
        ("Uzgodniony", "{{ plan.uzgodniony }}"),
        ("Obowiązuje do", "{{ plan.obowiazuje_do }}"),
        (
            "Koordynator pieczy",
            "{% if plan.koordynator %}plan uzgodniono z koordynatorem rodzinnej pieczy "
            "zastępczej{% else %}–{% endif %}",
        ),
        ("Konsultacja", "{{ plan.konsultacja }}"),
        ("Następny przegląd", "{{ plan.przeglad }}"),
    )
    sheet.heading("Cele")
    sheet.table(
        "cel",
        "plan.cele",
        ("Cel", "{{ cel.cel }}", 3.6),
        ("Działania", "{{ cel.dzialanie }}", 4.4),
        ("Kto", "{{ cel.kto }}", 2.5),
        ("Termin", "{{ cel.termin }}", 2.1),
        (
            "Przewidywany efekt",
            "{{ cel.efekt }}{% if cel.miara %} Po czym poznamy: {{ cel.miara }}{% endif %}",
            3.9,
        ),
        empty="W planie nie ma jeszcze celów.",
    )
    sheet.heading("Uwagi rodziny")
    sheet.blank_table(("Rodzice", ""), ("Dzieci", ""), heads=("Kto", "Uwagi do planu"))
    sheet.text("Rodzina zna plan, uczestniczyła w jego układaniu i otrzymała jego egzemplarz.", keep=True)
    sheet.signatures(
        "podpis opiekuna", "podpis drugiego opiekuna", "podpis asystenta rodziny", "podpis pracownika socjalnego"
    )
    sheet.small(
        "Podstawa prawna: art. 15 ust. 1 pkt 1–2 i ust. 3 ustawy z 9 czerwca 2011 r. o wspieraniu rodziny i systemie "
        "pieczy "
        "zastępczej. Gdy ktoś odmawia podpisu, zapisuje się to w miejscu podpisu z podaniem powodu."
    )
    return sheet.made()


def visit_card():
    """Return the template (bytes) of the card of a visit."""
    sheet = TemplateSheet()
    sheet.head()
    sheet.title("Karta wizyty")
    sheet.pairs(
        *FAMILY_AND_ADDRESS,
        ("Dzień", "{{ wizyta.dnia }}"),
        ("Czas", "{{ wizyta.czas }}"),
        ("Rodzaj", "{{ wizyta.rodzaj }}{% if wizyta.instytucja %}, {{ wizyta.instytucja }}{% endif %}"),
        ("Asystent rodziny", "{{ wizyta.asystent }}"),
    )
    sheet.heading("Przebieg")
    with sheet.when("wizyta.przebieg", "Nie wpisano notatki."):
        sheet.text("{{ wizyta.przebieg }}")
    sheet.heading("Ustalenia")
    sheet.blank_table(
        ("Kto był obecny", ""),
        ("Rodzina zrobi", ""),
        ("Asystent zrobi", ""),
        ("Następne spotkanie", ""),
        heads=("Co", "Ustalenia"),
    )
    sheet.signatures("podpis asystenta rodziny", "podpis opiekuna")
    return sheet.made()


def assessment():
    """Return the template (bytes) of the periodic assessment (UWRiSPZ art. 15 ust. 1 pkt 15)."""
    sheet = TemplateSheet()
    sheet.head()
    sheet.title("Okresowa ocena sytuacji rodziny")
    sheet.pairs(
        *FAMILY_AND_ADDRESS,
        ("Dzień oceny", "{{ ocena.dnia }}"),
        (
            "Oceniany okres",
            "{% if ocena.okres_od %}od {{ ocena.okres_od }} {% endif %}{% if ocena.okres_do %}do "
            "{{ ocena.okres_do }}{% endif %}",
        ),
        ("Kontakty z rodziną", "{{ ocena.wizyty }}"),
        ("Asystent rodziny", "{{ rodzina.asystent }}"),
    )
    sheet.heading("Cele planu pracy")
    sheet.table(
        "cel",
        "ocena.cele",
        ("Cel", "{{ cel.cel }}", 5.2),
        ("Przewidywany efekt", "{{ cel.efekt }}", 5.2),
        ("Termin", "{{ cel.termin }}", 2.3),
        ("Stan", "{{ cel.stan }}", 3.8),
        empty="Rodzina nie ma planu z celami.",
    )
    sheet.heading("Obszary życia rodziny")
    sheet.table(
        "obszar",
        "ocena.obszary",
        ("Obszar", "{{ obszar.obszar }}", 4.6),
        ("Ocena", "{{ obszar.stopien }}", 3),
        ("Opis", "{{ obszar.zdanie }}", 8.9),
        empty="Obszarów nie oceniono osobno.",
    )
    sheet.heading("Ocena")
    sheet.pairs(
        ("Bezpieczeństwo dzieci", "{{ ocena.bezpieczenstwo }}"),
        ("Zdanie rodziny", "{{ ocena.glos_rodziny }}"),
        ("Zdanie dzieci", "{{ ocena.glos_dzieci }}"),
        ("Co przeszkadzało", "{{ ocena.przeszkody }}"),
        ("Zmiana od poprzedniej oceny", "{{ ocena.zmiana }}"),
        ("Podsumowanie", "{{ ocena.podsumowanie }}"),
        ("Wniosek", "{{ ocena.wniosek }}"),
    )
    sheet.signatures("podpis asystenta rodziny", "podpis opiekuna")
    sheet.small(
        "Podstawa prawna: art. 15 ust. 1 pkt 15 ustawy z 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy "
        "zastępczej. "
        "Ocenę przekazuje się kierownikowi jednostki, która zatrudnia asystenta."
    )
    return sheet.made()


def monitoring_card():
    """Return the template (bytes) of the card of monitoring (UWRiSPZ art. 15 ust. 1 pkt 16)."""
    sheet = TemplateSheet()
    sheet.head()
    sheet.title("Karta monitoringu rodziny po zakończeniu pracy")
    sheet.pairs(
        *FAMILY_AND_ADDRESS,
        ("Wsparcie", "od {{ wsparcie.od }}{% if wsparcie.do %} do {{ wsparcie.do }}{% endif %}"),
        ("Powód zakończenia", "{{ wsparcie.powod }}"),
        ("Asystent rodziny", "{{ wsparcie.asystent }}"),
    )
    sheet.heading("Cele przy zakończeniu")
    sheet.table(
        "cel",
        "wsparcie.cele",
        ("Cel", "{{ cel.cel }}", 11.5),
        ("Stan", "{{ cel.stan }}", 5),
        empty="Rodzina nie miała planu z celami.",
    )
    sheet.heading("Kontakt")
    sheet.blank_table(
        ("Dzień i forma kontaktu", ""),
        ("Opieka i wychowanie dzieci", ""),
        ("Mieszkanie i utrzymanie", ""),
        ("Zdrowie", ""),
        ("Nauka dzieci", ""),
        ("Ryzyko nawrotu trudności", ""),
        ("Decyzja: dalej monitorować, zakończyć, wrócić do pracy", ""),
        heads=("Obszar", "Czy stan się utrzymuje"),
    )
    sheet.signatures("podpis asystenta rodziny", "podpis kierownika zespołu")
    return sheet.made()
