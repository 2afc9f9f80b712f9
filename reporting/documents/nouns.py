"""Polish nouns for the things counted, in the grammatical cases that sentences need."""

from dataclasses import dataclass

from familycare.lib.polish import HARD_SPACE, number, plural


@dataclass(frozen=True)
class Noun:
    """`one`, `few`, `many`: 1 rodzina, 2 rodziny, 5 rodzin; `object_one`: (objęto) 1 rodzinę; `of_one`: 1 rodziny.

    The methods take an int or Decimal and return the number with the noun.
    """

    one: str
    few: str
    many: str
    object_one: str
    of_one: str

    def subject(self, n):
        """The subject of a sentence: „5 rodzin”. A fraction takes the genitive: „2,5 etatu”."""
        return self._with(n, self.one)

    def object(self, n):
        """The object of a sentence (accusative): „1 rodzinę”, „5 rodzin”; also after „o”: „o 1 rodzinę więcej”."""
        return self._with(n, self.object_one)

    def of(self, n):
        """The genitive, after „spośród” or „dotyczy”: „1 rodziny”, „5 rodzin”."""
        return f"{number(n)}{HARD_SPACE}{self.of_one if n == 1 or _is_fraction(n) else self.many}"

    def _with(self, n, one):
        form = self.of_one if _is_fraction(n) else plural(int(n), one, self.few, self.many)
        return f"{number(n)}{HARD_SPACE}{form}"


def _is_fraction(n):
    return n != int(n)


FAMILY = Noun("rodzina", "rodziny", "rodzin", "rodzinę", "rodziny")
SUPPORTING_FAMILY = Noun(
    "rodzina wspierająca", "rodziny wspierające", "rodzin wspierających", "rodzinę wspierającą", "rodziny wspierającej"
)
DAY_CARE_CENTRE = Noun(
    "placówka wsparcia dziennego",
    "placówki wsparcia dziennego",
    "placówek wsparcia dziennego",
    "placówkę wsparcia dziennego",
    "placówki wsparcia dziennego",
)
PLACE = Noun("miejsce", "miejsca", "miejsc", "miejsce", "miejsca")
CHILD = Noun("dziecko", "dzieci", "dzieci", "dziecko", "dziecka")
PERSON = Noun("osoba", "osoby", "osób", "osobę", "osoby")
ADULT = Noun("osoba pełnoletnia", "osoby pełnoletnie", "osób pełnoletnich", "osobę pełnoletnią", "osoby pełnoletniej")
ASSISTANT = Noun("asystent", "asystentów", "asystentów", "asystenta", "asystenta")
POST = Noun("etat", "etaty", "etatów", "etat", "etatu")
CASE = Noun("objęcie wsparciem", "objęcia wsparciem", "objęć wsparciem", "objęcie wsparciem", "objęcia wsparciem")
ENDING = Noun("zakończenie", "zakończenia", "zakończeń", "zakończenie", "zakończenia")
VISIT = Noun("wizyta", "wizyty", "wizyt", "wizytę", "wizyty")
ADVICE = Noun("porada", "porady", "porad", "poradę", "porady")
MONTH = Noun("miesiąc", "miesiące", "miesięcy", "miesiąc", "miesiąca")
HOUR = Noun("godzina", "godziny", "godzin", "godzinę", "godziny")
CONTACT = Noun("kontakt", "kontakty", "kontaktów", "kontakt", "kontaktu")
LETTER = Noun("pismo", "pisma", "pism", "pismo", "pisma")
PROCEDURE = Noun("procedura", "procedury", "procedur", "procedurę", "procedury")
MEETING = Noun("spotkanie", "spotkania", "spotkań", "spotkanie", "spotkania")
TRAINING = Noun("szkolenie", "szkolenia", "szkoleń", "szkolenie", "szkolenia")
SUPERVISION = Noun("superwizja", "superwizje", "superwizji", "superwizję", "superwizji")
BENEFIT = Noun("świadczenie", "świadczenia", "świadczeń", "świadczenie", "świadczenia")
PREGNANCY = Noun(
    "przypadek ciąży zagrożonej",
    "przypadki ciąży zagrożonej",
    "przypadków ciąży zagrożonej",
    "przypadek ciąży zagrożonej",
    "przypadku ciąży zagrożonej",
)
ASSESSMENT = Noun("ocena", "oceny", "ocen", "ocenę", "oceny")
