"""What forms say about a wrong value: plain Polish that says what to do, whatever the field."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from cases.models import Family, Person
from familycare.accounts.models import User

HARD = "\u00a0"
STIFF = ("Upewnij się", "instancj", "Instancj", "wybor", "Wartość", "True", "poprawną wartość", "poprawnym")


class Colour(TextChoices):
    RED = "red", "czerwony"


def said(field, value):
    """What the form field says about the value, on one line."""
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return " ".join(refused.value.messages).replace(HARD, " ")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (forms.CharField(max_length=3), "abcd", "Skróć ten tekst o 1 znak: może mieć najwyżej 3 znaki."),
        (forms.CharField(max_length=80), "x" * 102, "Skróć ten tekst o 22 znaki: może mieć najwyżej 80 znaków."),
        (forms.CharField(min_length=5), "abc", "Ten tekst jest za krótki: potrzeba co najmniej 5 znaków."),
        (forms.CharField(), "", "To pole jest wymagane."),
        (forms.IntegerField(max_value=1440), "2000", "Wpisz liczbę nie większą niż 1 440."),
        (forms.IntegerField(min_value=0), "-1", "Wpisz liczbę nie mniejszą niż 0."),
        (forms.IntegerField(), "dużo", "Wpisz liczbę całkowitą."),
        (
            forms.DecimalField(decimal_places=2, localize=True),
            "1,234",
            "Wpisz najwyżej 2 cyfry po przecinku.",
        ),
        (
            forms.DecimalField(max_digits=4, decimal_places=2),
            "123",
            "Ta liczba jest za duża: przed przecinkiem ma mieć najwyżej 2 cyfry.",
        ),
        (forms.ChoiceField(choices=Colour), "blue", "Wybierz jedną z pozycji na liście."),
        (forms.TypedChoiceField(choices=Colour.choices), "blue", "Wybierz jedną z pozycji na liście."),
        (forms.MultipleChoiceField(choices=Colour), ["blue"], "Wybierz tylko pozycje z listy."),
        (forms.EmailField(), "anna", "Sprawdź ten adres e-mail: powinien wyglądać tak jak anna.nowak@osrodek.pl."),
        (forms.TimeField(), "rano", "Wpisz godzinę i minuty, np. 14:30."),
        (forms.FileField(), None, "Wybierz plik."),
    ],
)
def test_a_field_says_what_to_do(field, value, message):
    assert said(field, value) == message


@pytest.mark.django_db
@pytest.mark.parametrize("field", [forms.ModelChoiceField, forms.ModelMultipleChoiceField])
@pytest.mark.parametrize("value", ["999", "x"])
def test_a_record_that_is_not_offered(field, value):
    message = said(field(Family.objects.all()), [value] if field is forms.ModelMultipleChoiceField else value)
    assert message in ("Wybierz jedną z pozycji na liście.", "Wybierz tylko pozycje z listy.")


@pytest.mark.django_db
def test_a_model_says_the_same():
    person = Person(role="królowa", last_name="x" * 121, sex="F")
    with pytest.raises(ValidationError) as refused:
        person.full_clean(exclude=["family"])
    assert refused.value.message_dict["role"] == ["Wybierz jedną z pozycji na liście."]
    assert refused.value.message_dict["last_name"][0].startswith(f"Skróć ten tekst o 1{HARD}znak")


@pytest.mark.django_db
def test_a_repeated_value():
    User.objects.create(email="a@osrodek.example", role="admin")
    with pytest.raises(ValidationError) as refused:
        User(email="a@osrodek.example").full_clean()
    assert not any(stiff in message for message in refused.value.messages for stiff in STIFF)


def _messages():
    """(class, code, text) of the messages of all fields and validators that are plain text."""
    classes = [*_below(forms.Field)]
    for each in classes:
        for code, message in {**getattr(each, "default_error_messages", {})}.items():
            if isinstance(message, str) or hasattr(message, "_proxy____cast"):
                yield each.__name__, code, str(message)


def _below(field):
    yield field
    for each in field.__subclasses__():
        yield from _below(each)


UNUSED = {"DurationField", "UUIDField", "JSONField", "URLField", "InlineForeignKeyField"}


def test_no_field_that_is_used_speaks_stiffly():
    stiff = [
        (name, code, text)
        for name, code, text in _messages()
        if any(word in text for word in STIFF) and name not in UNUSED
    ]
    assert not stiff


def test_numbers_have_a_decimal_comma():
    assert (
        said(forms.DecimalField(max_value=Decimal("0.5"), localize=True), "0,75") == "Wpisz liczbę nie większą niż 0,5."
    )
