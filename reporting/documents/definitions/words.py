"""Nouns with all their grammatical cases, for numbers in text: „z 74 rodzinami”, „1 asystent”, „2,5 etatu”."""

from dataclasses import dataclass

from familycare.lib.polish import HARD_SPACE, number, plural

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative")
CASE_NAMES = dict(
    zip(CASES, ("mianownik", "dopełniacz", "celownik", "biernik", "narzędnik", "miejscownik"), strict=True)
)


@dataclass(frozen=True)
class Declension:
    """A noun: `singular` and `many` (plural) in the order of CASES.

    `is_person`: masculine personal; its numbers from two on take the genitive plural: „2 asystentów”.
    """

    singular: tuple[str, ...]
    many: tuple[str, ...]
    is_person: bool = False

    def with_number(self, n, case=CASES[0]):
        """Return the number and the noun in a case: „5 rodzin”, „2 rodzinom”; after a fraction: „0,5 rodziny”."""
        return f"{number(n)}{HARD_SPACE}{self.form(n, case)}"

    def form(self, n, case=CASES[0]):
        """Return the noun alone, as it stands after the number `n`."""
        position, genitive = CASES.index(case), CASES.index("genitive")
        if n != int(n):
            return self.singular[genitive]
        if abs(n) == 1:
            return self.singular[position]
        if case in ("nominative", "accusative"):
            few = self.many[genitive] if self.is_person else self.many[position]
            return plural(int(n), self.singular[position], few, self.many[genitive])
        return self.many[position]


# Two lines for a noun: the singular, and the plural below, in the order of CASES; * before masculine personal nouns.
_TABLE = """
rodzina rodziny rodzinie rodzinę rodziną rodzinie
    rodziny rodzin rodzinom rodziny rodzinami rodzinach
dziecko dziecka dziecku dziecko dzieckiem dziecku
    dzieci dzieci dzieciom dzieci dziećmi dzieciach
osoba osoby osobie osobę osobą osobie
    osoby osób osobom osoby osobami osobach
kobieta kobiety kobiecie kobietę kobietą kobiecie
    kobiety kobiet kobietom kobiety kobietami kobietach
matka matki matce matkę matką matce
    matki matek matkom matki matkami matkach
*mężczyzna mężczyzny mężczyźnie mężczyznę mężczyzną mężczyźnie
    mężczyźni mężczyzn mężczyznom mężczyzn mężczyznami mężczyznach
*rodzic rodzica rodzicowi rodzica rodzicem rodzicu
    rodzice rodziców rodzicom rodziców rodzicami rodzicach
*opiekun opiekuna opiekunowi opiekuna opiekunem opiekunie
    opiekunowie opiekunów opiekunom opiekunów opiekunami opiekunach
*wychowanek wychowanka wychowankowi wychowanka wychowankiem wychowanku
    wychowankowie wychowanków wychowankom wychowanków wychowankami wychowankach
*asystent asystenta asystentowi asystenta asystentem asystencie
    asystenci asystentów asystentom asystentów asystentami asystentach
*pracownik pracownika pracownikowi pracownika pracownikiem pracowniku
    pracownicy pracowników pracownikom pracowników pracownikami pracownikach
*koordynator koordynatora koordynatorowi koordynatora koordynatorem koordynatorze
    koordynatorzy koordynatorów koordynatorom koordynatorów koordynatorami koordynatorach
*uczestnik uczestnika uczestnikowi uczestnika uczestnikiem uczestniku
    uczestnicy uczestników uczestnikom uczestników uczestnikami uczestnikach
*mieszkaniec mieszkańca mieszkańcowi mieszkańca mieszkańcem mieszkańcu
    mieszkańcy mieszkańców mieszkańcom mieszkańców mieszkańcami mieszkańcach
środowisko środowiska środowisku środowisko środowiskiem środowisku
    środowiska środowisk środowiskom środowiska środowiskami środowiskach
etat etatu etatowi etat etatem etacie
    etaty etatów etatom etaty etatami etatach
umowa umowy umowie umowę umową umowie
    umowy umów umowom umowy umowami umowach
wniosek wniosku wnioskowi wniosek wnioskiem wniosku
    wnioski wniosków wnioskom wnioski wnioskami wnioskach
wizyta wizyty wizycie wizytę wizytą wizycie
    wizyty wizyt wizytom wizyty wizytami wizytach
porada porady poradzie poradę poradą poradzie
    porady porad poradom porady poradami poradach
konsultacja konsultacji konsultacji konsultację konsultacją konsultacji
    konsultacje konsultacji konsultacjom konsultacje konsultacjami konsultacjach
kontakt kontaktu kontaktowi kontakt kontaktem kontakcie
    kontakty kontaktów kontaktom kontakty kontaktami kontaktach
spotkanie spotkania spotkaniu spotkanie spotkaniem spotkaniu
    spotkania spotkań spotkaniom spotkania spotkaniami spotkaniach
usługa usługi usłudze usługę usługą usłudze
    usługi usług usługom usługi usługami usługach
objęcie objęcia objęciu objęcie objęciem objęciu
    objęcia objęć objęciom objęcia objęciami objęciach
zakończenie zakończenia zakończeniu zakończenie zakończeniem zakończeniu
    zakończenia zakończeń zakończeniom zakończenia zakończeniami zakończeniach
postanowienie postanowienia postanowieniu postanowienie postanowieniem postanowieniu
    postanowienia postanowień postanowieniom postanowienia postanowieniami postanowieniach
pismo pisma pismu pismo pismem piśmie
    pisma pism pismom pisma pismami pismach
procedura procedury procedurze procedurę procedurą procedurze
    procedury procedur procedurom procedury procedurami procedurach
ocena oceny ocenie ocenę oceną ocenie
    oceny ocen ocenom oceny ocenami ocenach
szkolenie szkolenia szkoleniu szkolenie szkoleniem szkoleniu
    szkolenia szkoleń szkoleniom szkolenia szkoleniami szkoleniach
superwizja superwizji superwizji superwizję superwizją superwizji
    superwizje superwizji superwizjom superwizje superwizjami superwizjach
warsztat warsztatu warsztatowi warsztat warsztatem warsztacie
    warsztaty warsztatów warsztatom warsztaty warsztatami warsztatach
projekt projektu projektowi projekt projektem projekcie
    projekty projektów projektom projekty projektami projektach
świadczenie świadczenia świadczeniu świadczenie świadczeniem świadczeniu
    świadczenia świadczeń świadczeniom świadczenia świadczeniami świadczeniach
zdarzenie zdarzenia zdarzeniu zdarzenie zdarzeniem zdarzeniu
    zdarzenia zdarzeń zdarzeniom zdarzenia zdarzeniami zdarzeniach
ciąża ciąży ciąży ciążę ciążą ciąży
    ciąże ciąż ciążom ciąże ciążami ciążach
placówka placówki placówce placówkę placówką placówce
    placówki placówek placówkom placówki placówkami placówkach
miejsce miejsca miejscu miejsce miejscem miejscu
    miejsca miejsc miejscom miejsca miejscami miejscach
przypadek przypadku przypadkowi przypadek przypadkiem przypadku
    przypadki przypadków przypadkom przypadki przypadkami przypadkach
powrót powrotu powrotowi powrót powrotem powrocie
    powroty powrotów powrotom powroty powrotami powrotach
godzina godziny godzinie godzinę godziną godzinie
    godziny godzin godzinom godziny godzinami godzinach
dzień dnia dniowi dzień dniem dniu
    dni dni dniom dni dniami dniach
tydzień tygodnia tygodniowi tydzień tygodniem tygodniu
    tygodnie tygodni tygodniom tygodnie tygodniami tygodniach
miesiąc miesiąca miesiącowi miesiąc miesiącem miesiącu
    miesiące miesięcy miesiącom miesiące miesiącami miesiącach
rok roku rokowi rok rokiem roku
    lata lat latom lata latami latach
złoty złotego złotemu złoty złotym złotym
    złote złotych złotym złote złotymi złotych
"""
# What follows a noun in the same number and case.
_ATTRIBUTES = {
    "rodzina wspierająca": (
        "wspierająca wspierającej wspierającej wspierającą wspierającą wspierającej",
        "wspierające wspierających wspierającym wspierające wspierającymi wspierających",
    ),
    "rodzina zastępcza": (
        "zastępcza zastępczej zastępczej zastępczą zastępczą zastępczej",
        "zastępcze zastępczych zastępczym zastępcze zastępczymi zastępczych",
    ),
    "osoba dorosła": (
        "dorosła dorosłej dorosłej dorosłą dorosłą dorosłej",
        "dorosłe dorosłych dorosłym dorosłe dorosłymi dorosłych",
    ),
    "asystent rodziny": ("rodziny " * 6, "rodziny " * 6),
    "pracownik socjalny": (
        "socjalny socjalnego socjalnemu socjalnego socjalnym socjalnym",
        "socjalni socjalnych socjalnym socjalnych socjalnymi socjalnych",
    ),
    "objęcie wsparciem": ("wsparciem " * 6, "wsparciem " * 6),
    "ciąża zagrożona": (
        "zagrożona zagrożonej zagrożonej zagrożoną zagrożoną zagrożonej",
        "zagrożone zagrożonych zagrożonym zagrożone zagrożonymi zagrożonych",
    ),
}


def _nouns():
    found = {}
    lines = _TABLE.strip().splitlines()
    for line, below in zip(lines[::2], lines[1::2], strict=True):
        singular, many = tuple(line.lstrip("*").split()), tuple(below.split())
        found[singular[0]] = Declension(singular, many, is_person=line.startswith("*"))
    for phrase, attributes in _ATTRIBUTES.items():
        noun = found[phrase.partition(" ")[0]]
        singular, many = (
            tuple(f"{form} {attribute}" for form, attribute in zip(forms, of_number.split(), strict=True))
            for forms, of_number in zip((noun.singular, noun.many), attributes, strict=True)
        )
        found[phrase] = Declension(singular, many, noun.is_person)
    return found


NOUNS = _nouns()


def find_noun(word):
    """Return the Declension with that nominative („rodzina”), or None."""
    return NOUNS.get(" ".join(word.lower().split()))
