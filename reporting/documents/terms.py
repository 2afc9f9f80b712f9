"""Terms used in the notes under tables, with explanations for the screen.

The explanations must agree with the definitions in `reporting/figures/common_ctes.py`.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A term. `pattern` is a regular expression that finds it in a note in every grammatical case."""

    name: str
    pattern: str
    meaning: str


TERMS = (
    Term(
        "rodzina objęta wsparciem",
        r"objęt\w+\swsparciem|miały\swsparcie",
        "Rodzina, która choć jeden dzień okresu miała otwarte objęcie wsparciem asystenta. Rodzina z dwoma objęciami "
        "wsparciem to nadal jedna rodzina.",
    ),
    Term(
        "dzień odniesienia",
        r"dni\w+\sodniesienia",
        "Ostatni dzień okresu, w którym rodzina miała wsparcie: ostatni dzień okresu (dziś, jeżeli okres jeszcze trwa) "
        "albo, gdy wsparcie skończyło się wcześniej, dzień jego zakończenia. W tym dniu sprawdza się wiek i skład "
        "rodziny.",
    ),
    Term(
        "dziecko",
        r"\b[Dd]zie(?:ci|ck)",
        "Osoba należąca do rodziny w danym dniu, która nie ukończyła 18 lat i nie jest głównym opiekunem. Gdy nie ma "
        "daty urodzenia, decyduje wpisana rola „dziecko”.",
    ),
    Term(
        "dorosły",
        r"\b[Dd]oro[sś]",
        "Każda osoba należąca do rodziny w danym dniu, która nie jest dzieckiem.",
    ),
    Term(
        "osoba liczona raz",
        r"\b[Oo]s[oó]b|\b[Dd]zie(?:ci|ck)|\b[Dd]oro[sś]|opiekun",
        "Kto należy do kilku rodzin (jego zapisy mają ten sam PESEL albo połączono je ręcznie), jest jedną osobą. "
        "Liczy się w rodzinie z najpóźniejszym dniem odniesienia, a z równych – w tej o mniejszym numerze; przebywa "
        "poza domem, gdy mówi to którykolwiek z jego zapisów.",
    ),
    Term(
        "pobyt",
        r"\bpobyt",
        "Nieprzerwany czas poza domem. Przeniesienie do innego miejsca tego samego dnia nie kończy pobytu.",
    ),
    Term(
        "okres",
        r"\bokres(?:u|ie)\b",
        "Wszystkie dni roku, półrocza, kwartału, miesiąca albo przedziału z nagłówka kolumny, razem z pierwszym "
        "i ostatnim. Okres, który jeszcze trwa, liczy się do dziś.",
    ),
)


def terms_in(text: str) -> list[Term]:
    """Return the terms that occur in `text`, in the order of TERMS."""
    return [term for term in TERMS if re.search(term.pattern, text)]
