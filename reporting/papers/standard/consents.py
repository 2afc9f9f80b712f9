"""What a family signs: the consent and contract, the resignation; and what it is told of its data (RODO art. 13)."""

from reporting.papers.standard.sheet import TemplateSheet

ACT = "ustawy z 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej"


def consent():
    """Return the template (bytes) of the consent to work with an assistant, with the rules of the work."""
    sheet = TemplateSheet()
    sheet.head()
    sheet.title("Zgoda i kontrakt na pracę z asystentem rodziny")
    sheet.pairs(
        ("Rodzina", "{{ rodzina.nazwa }}"),
        ("Adres", "{{ rodzina.adres }}"),
        ("Opiekun", "{{ rodzina.opiekun }}"),
        ("Asystent rodziny", "{{ rodzina.asystent }}"),
    )
    sheet.text("Zgadzam się na pracę asystenta rodziny z moją rodziną. Zgoda jest dobrowolna.", bold=True)
    sheet.heading("Asystent")
    sheet.points(
        "układa z rodziną plan pracy i pomaga go wykonać,",
        "przychodzi w umówionych dniach do domu rodziny albo w miejsce, które ona wskaże,",
        "wspiera w sprawach dzieci, mieszkania, zdrowia, pracy i urzędów,",
        "szanuje rodzinę i dochowuje tajemnicy, chyba że zagrożone jest dobro dziecka.",
    )
    sheet.heading("Rodzina")
    sheet.points(
        "współpracuje z asystentem i bierze udział w układaniu planu,",
        "zawiadamia, gdy nie może się spotkać,",
        "mówi, czego potrzebuje i co się zmieniło.",
    )
    sheet.heading("Wycofanie zgody")
    sheet.text(
        "Zgodę można wycofać w każdej chwili, na piśmie albo ustnie do protokołu. Nie dotyczy to rodziny, którą do "
        "pracy z "
        "asystentem zobowiązał sąd: wtedy ośrodek zawiadamia sąd."
    )
    sheet.text("Otrzymałam/otrzymałem informację o przetwarzaniu danych osobowych (art. 13 RODO).", keep=True)
    sheet.signatures("podpis opiekuna", "podpis drugiego opiekuna", "podpis asystenta rodziny")
    sheet.small(f"Podstawa prawna: art. 8 ust. 3 i art. 11 {ACT}.")
    return sheet.made()


def resignation():
    """Return the template (bytes) of the resignation from the help of an assistant."""
    sheet = TemplateSheet()
    sheet.head()
    sheet.title("Rezygnacja z pracy z asystentem rodziny")
    sheet.pairs(
        ("Rodzina", "{{ rodzina.nazwa }}"),
        ("Adres", "{{ rodzina.adres }}"),
        ("Kto rezygnuje", "{{ rodzina.opiekun }}"),
        ("Asystent rodziny", "{{ rodzina.asystent }}"),
        ("Wsparcie od", "{{ rodzina.wsparcie_od }}"),
        ("Podstawa wsparcia", "{{ rodzina.podstawa }}"),
    )
    sheet.text("Rezygnuję z pracy z asystentem rodziny od dnia ........................................")
    sheet.blank_table(
        ("Dlaczego (można nie podawać)", ""),
        ("Kto i kiedy rozmawiał z rodziną o rezygnacji", ""),
        ("Co uzgodniono", ""),
        heads=("Sprawa", "Odpowiedź"),
    )
    sheet.text("Wiem, że w każdej chwili mogę znów poprosić o pomoc asystenta.")
    sheet.text(
        "Gdy do współpracy z asystentem zobowiązał sąd, rezygnacja jej nie kończy: ośrodek zawiadamia sąd.", keep=True
    )
    sheet.signatures("podpis opiekuna", "podpis asystenta rodziny")
    return sheet.made()


def privacy_notice():
    """Return the template (bytes) of the information on personal data (RODO art. 13)."""
    sheet = TemplateSheet()
    sheet.head()
    sheet.title("Informacja o przetwarzaniu danych osobowych")
    for heading, text in (
        (
            "Kto odpowiada za dane",
            "Administratorem danych jest {{ osrodek.nazwa }}{% if osrodek.adres %}, {{ osrodek.adres }}{% endif %}.",
        ),
        (
            "Inspektor ochrony danych",
            "We wszystkich sprawach danych osobowych można pisać lub dzwonić do inspektora ochrony danych ośrodka: "
            "............................................................",
        ),
        (
            "Po co i na jakiej podstawie",
            f"Dane przetwarzamy, żeby wspierać rodzinę: na podstawie art. 6 ust. 1 lit. c i e oraz art. 9 ust. 2 "
            f"lit. b i h RODO w "
            f"związku z art. 7 {ACT}.",
        ),
        (
            "Komu je przekazujemy",
            "Sądom, kuratorom, policji, szkołom, placówkom zdrowia i innym podmiotom wtedy, gdy pozwala na to ustawa. "
            "Nie przekazujemy danych poza Europejski Obszar Gospodarczy i nie podejmujemy decyzji "
            "automatycznie.",
        ),
        (
            "Jak długo",
            "Przez czas wsparcia, a potem tyle lat, ile wynika z jednolitego rzeczowego wykazu akt ośrodka.",
        ),
        (
            "Prawa",
            "Można żądać dostępu do danych, ich kopii, sprostowania, ograniczenia przetwarzania oraz – gdy pozwala "
            "na to prawo – "
            "usunięcia, można też wnieść sprzeciw. Skargę można złożyć do Prezesa Urzędu Ochrony Danych Osobowych, "
            "ul. Stanisława Moniuszki 1A, 00-014 Warszawa.",
        ),
        (
            "Czy trzeba podać dane",
            "Podanie danych jest dobrowolne, ale bez nich nie da się udzielić wsparcia. Gdy do współpracy zobowiązał "
            "sąd, obowiązek "
            "wynika z jego postanowienia.",
        ),
    ):
        sheet.heading(heading)
        sheet.text(text)
    sheet.text("Zapoznałam się / zapoznałem się z tą informacją.", keep=True)
    sheet.signatures("data i podpis opiekuna", "data i podpis drugiego opiekuna")
    return sheet.made()
