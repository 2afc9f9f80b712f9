"""Letters to families and to others: informations, which are no administrative decisions."""

from reporting.papers.standard.sheet import TemplateSheet

ACT = "ustawy z 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej"


def _letter(title):
    sheet = TemplateSheet()
    sheet.head()
    sheet.addressee()
    sheet.title(title)
    return sheet


def _end(sheet, basis):
    sheet.small(f"Podstawa prawna: {basis}. Pismo jest informacją, a nie decyzją administracyjną.")
    sheet.signature()
    sheet.copies()
    return sheet.made()


def assignment():
    """Return the template (bytes) of the letter that an assistant was assigned."""
    sheet = _letter("Informacja o przydzieleniu asystenta rodziny")
    sheet.text("Dotyczy: rodzina {{ rodzina.nazwa }}")
    sheet.text(
        "Po rozpatrzeniu wniosku{% if wniosek.dnia %} z {{ wniosek.dnia }}{% endif %} rodzinie przydzielono "
        "asystenta rodziny."
    )
    sheet.pairs(
        ("Asystent rodziny", "{{ wniosek.asystent }}"),
        ("Wsparcie od", "{{ wniosek.od }}"),
        ("Podstawa", "{{ rodzina.podstawa }}"),
        ("Kontakt", "{{ osrodek.adres }}"),
    )
    sheet.text(
        "Asystent skontaktuje się z rodziną i razem z nią ułoży plan pracy: cele, działania, terminy i przewidywane "
        "efekty. Gdy "
        "asystenta nie ma w pracy, zastępuje go osoba, którą wskaże ośrodek."
    )
    return _end(sheet, f"art. 11 {ACT}")


def refusal():
    """Return the template (bytes) of the letter that no assistant was assigned, or that a referral comes back."""
    sheet = TemplateSheet()
    sheet.head()
    sheet.addressee()
    with sheet.when("wniosek.zwrocony"):
        sheet.title("Informacja o zwrocie wniosku do uzupełnienia")
        sheet.text("Dotyczy: rodzina {{ rodzina.nazwa }}")
        sheet.text(
            "Wniosek{% if wniosek.dnia %} z {{ wniosek.dnia }}{% endif %} o przydzielenie asystenta rodziny zwracamy "
            "do "
            "uzupełnienia."
        )
        with sheet.when("wniosek.uzupelnic"):
            sheet.heading("Co trzeba uzupełnić")
            sheet.text("{{ wniosek.uzupelnic }}")
        sheet.text("Po uzupełnieniu wniosek zostanie rozpatrzony. Nie trzeba składać nowego.")
    with sheet.when("not wniosek.zwrocony"):
        sheet.title("Informacja o nieprzydzieleniu asystenta rodziny")
        sheet.text("Dotyczy: rodzina {{ rodzina.nazwa }}")
        sheet.text(
            "Po rozpatrzeniu wniosku{% if wniosek.dnia %} z {{ wniosek.dnia }}{% endif %} rodzinie nie przydzielono "
            "asystenta "
            "rodziny."
        )
        with sheet.when("wniosek.powod"):
            sheet.heading("Powody")
            sheet.text("{{ wniosek.powod }}")
        sheet.text("Gdy sytuacja rodziny się zmieni, można złożyć nowy wniosek.")
    return _end(sheet, f"art. 11 {ACT}")


def closing():
    """Return the template (bytes) of the letter that the work with a family has ended."""
    sheet = _letter("Informacja o zakończeniu pracy z rodziną")
    sheet.text("Dotyczy: rodzina {{ rodzina.nazwa }}")
    sheet.text(
        "{% if wsparcie.do %}Z dniem {{ wsparcie.do }}{% else %}Z dniem ........................{% endif %} "
        "zakończyła się praca "
        "asystenta rodziny z Państwa rodziną{% if wsparcie.od %}, rozpoczęta {{ wsparcie.od }}{% endif %}."
    )
    sheet.pairs(("Powód zakończenia", "{{ wsparcie.powod }}"), ("Asystent rodziny", "{{ wsparcie.asystent }}"))
    sheet.heading("Cele planu przy zakończeniu")
    sheet.table(
        "cel",
        "wsparcie.cele",
        ("Cel", "{{ cel.cel }}", 11.5),
        ("Stan", "{{ cel.stan }}", 5),
        empty="Rodzina nie miała planu z celami.",
    )
    sheet.text(
        "Po zakończeniu pracy ośrodek przez pewien czas interesuje się tym, jak rodzina sobie radzi. Gdy wrócą "
        "trudności, można "
        "znów poprosić o pomoc asystenta."
    )
    return _end(sheet, f"art. 15 ust. 1 pkt 16 {ACT}")


def coordinator():
    """Return the template (bytes) of the information for the coordinator of foster care."""
    sheet = _letter("Informacja dla koordynatora rodzinnej pieczy zastępczej")
    sheet.text("Dotyczy: rodzina {{ rodzina.nazwa }}{% if rodzina.adres %}, {{ rodzina.adres }}{% endif %}")
    sheet.text(
        "{% if wsparcie.do %}Rodzina pracowała z asystentem rodziny od {{ wsparcie.od }} do {{ wsparcie.do }}"
        "{% elif wsparcie.od %}Rodzina pracuje z asystentem rodziny od {{ wsparcie.od }}{% endif %}"
    )
    sheet.heading("Dzieci")
    sheet.table(
        "dziecko",
        "rodzina.dzieci",
        ("Imię i nazwisko", "{{ dziecko.imie_nazwisko }}", 6),
        ("Wiek", "{{ dziecko.wiek }}", 3),
        ("Miejsce pobytu", "{{ dziecko.pobyt }}", 7.5),
        empty="Nie wpisano dzieci.",
    )
    sheet.heading("Postępy rodziców")
    sheet.table(
        "cel",
        "wsparcie.cele",
        ("Cel", "{{ cel.cel }}", 7),
        ("Działania", "{{ cel.dzialanie }}", 5.5),
        ("Stan", "{{ cel.stan }}", 4),
        empty="Rodzina nie ma jeszcze planu z celami.",
    )
    sheet.blank_table(
        ("Kontakty rodziców z dziećmi", ""),
        ("Gotowość do powrotu dzieci", ""),
        ("Czego potrzeba od koordynatora", ""),
        heads=("Sprawa", "Opis"),
    )
    return _end(sheet, f"art. 15 ust. 1 pkt 2 {ACT}")
