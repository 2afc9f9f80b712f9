"""What may stand between the braces of a text."""

import pytest

from reporting.documents.definitions.live_figures import WrongExpression, expressions, parse_expression, split


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("support.families", [("support.families", "")]),
        (" support.families@Y-1 ", [("support.families", "Y-1")]),
        ("child_age.0_6@2024-01-01/2024-05-31", [("child_age.0_6", "2024-01-01/2024-05-31")]),
        ("family_kind.in_care.families@Y-1-H2", [("family_kind.in_care.families", "Y-1-H2")]),
        ("a.b@Y-05", [("a.b", "Y-05")]),
        ("a.b@Y-01-01/Y-05-31|rodzina", [("a.b", "Y-01-01/Y-05-31")]),
        ("a.b%c.d", [("a.b", ""), ("c.d", "")]),
        ("a.b@Y-1%c.d", [("a.b", "Y-1"), ("c.d", "Y-1")]),
        ("a.b@Y-a.b@Y-1|change", [("a.b", "Y"), ("a.b", "Y-1")]),
        ("a.b@Y-1-a.b@Y-2", [("a.b", "Y-1"), ("a.b", "Y-2")]),
        ("a.b@Y-Q3 - c.d@Y-Q2", [("a.b", "Y-Q3"), ("c.d", "Y-Q2")]),
        ("figures.pay.eu-projekt@2022", [("figures.pay.eu-projekt", "2022")]),
    ],
)
def test_figures_and_periods(text, terms):
    assert [(term.figure, term.period) for term in parse_expression(text).terms] == terms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nic nie ma"),
        ("support", "Nie rozumiem „{{support}}”"),
        ("a.b@", "Nie rozumiem"),
        ("a.b@2024-H3", "Nie rozumiem okresu „2024-H3”"),
        ("a.b@2024-13", "Nie rozumiem okresu „2024-13”"),
        ("a.b@2024-05-31/2024-01-01", "kończy się, zanim się zacznie"),
        ("a.b|krowa", "Nie znam słowa „krowa”"),
        ("a.b|rodzina:vocative", "Nie ma przypadka „vocative”"),
        ("a.b|change", "po różnicy"),
        ("a.b%c.d|rodzina", "Po udziale procentowym"),
        ("a.b + c.d", "Nie rozumiem"),
    ],
)
def test_wrong_ones_say_why(text, said):
    with pytest.raises(WrongExpression) as error:
        parse_expression(text)
    assert said in str(error.value)


def test_braces_without_an_end():
    with pytest.raises(WrongExpression, match="brakuje „}}”"):
        expressions("Objęto {{support.families rodzin.")


def test_single_braces_are_text():
    assert list(split("{a} } {")) == ["{a} } {"]
