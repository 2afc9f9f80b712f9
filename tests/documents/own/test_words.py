"""Nouns after numbers, in all cases."""

from decimal import Decimal

import pytest

from familycare.lib.polish import HARD_SPACE
from reporting.documents.definitions.words import CASES, NOUNS, find_noun


@pytest.mark.parametrize(
    ("word", "n", "case", "said"),
    [
        ("rodzina", 1, "nominative", "1 rodzina"),
        ("rodzina", 2, "nominative", "2 rodziny"),
        ("rodzina", 5, "nominative", "5 rodzin"),
        ("rodzina", 74, "nominative", "74 rodziny"),
        ("rodzina", 112, "nominative", "112 rodzin"),
        ("rodzina", 0, "nominative", "0 rodzin"),
        ("rodzina", 1, "accusative", "1 rodzinę"),
        ("rodzina", 74, "instrumental", "74 rodzinami"),
        ("rodzina", 1, "instrumental", "1 rodziną"),
        ("rodzina", 22, "genitive", "22 rodzin"),
        ("rodzina", 3, "dative", "3 rodzinom"),
        ("rodzina", 8, "locative", "8 rodzinach"),
        ("dziecko", 3, "instrumental", "3 dziećmi"),
        ("asystent", 1, "accusative", "1 asystenta"),
        ("asystent", 3, "nominative", "3 asystentów"),
        ("asystent", 3, "accusative", "3 asystentów"),
        ("pracownik socjalny", 2, "dative", "2 pracownikom socjalnym"),
        ("rodzina wspierająca", 5, "nominative", "5 rodzin wspierających"),
        ("etat", Decimal("2.5"), "nominative", "2,5 etatu"),
        ("etat", Decimal("2.5"), "instrumental", "2,5 etatu"),
        ("etat", Decimal("3.00"), "nominative", "3 etaty"),
    ],
)
def test_number_and_noun_agree(word, n, case, said):
    assert find_noun(word).with_number(n, case) == said.replace(" ", HARD_SPACE, 1)


def test_every_noun_has_all_cases():
    assert len(NOUNS) > 40
    for word, noun in NOUNS.items():
        assert len(noun.singular) == len(noun.many) == len(CASES), word


def test_masculine_persons_are_accusative_like_genitive():
    for word, noun in NOUNS.items():
        if noun.is_person:
            assert noun.many[3] == noun.many[1], word


def test_unknown_word():
    assert find_noun("krowa") is None
