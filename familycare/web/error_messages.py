"""What a form says about a wrong value: one place for the messages of Django's fields and validators.

Django's own are translated literally („Upewnij się, że ta wartość ma co najwyżej 80 znaków (obecnie ma 81)”); some show
codes. These say what to do. A field that has `error_messages` of its own keeps them.
"""

from django import forms
from django.core import validators
from django.db import models

from familycare.lib.polish import counted, number

CHARACTERS = ("znak", "znaki", "znaków")
DIGITS = ("cyfrę", "cyfry", "cyfr")


class Message:
    """A message whose words depend on the parameters of the error: `words(params)` returns it."""

    def __init__(self, words):
        self.words = words

    def __mod__(self, params):
        return self.words(params)


def _too_long(params):
    spare = counted(params["show_value"] - params["limit_value"], *CHARACTERS)
    return f"Skróć ten tekst o {spare}: może mieć najwyżej {counted(params['limit_value'], *CHARACTERS)}."


def _too_many_places(params):
    if not params["max"]:
        return "Wpisz liczbę całkowitą."
    return f"Wpisz najwyżej {counted(params['max'], *DIGITS)} po przecinku."


OF_VALIDATORS = {
    validators.MaxLengthValidator: Message(_too_long),
    validators.MinLengthValidator: Message(
        lambda params: f"Ten tekst jest za krótki: potrzeba co najmniej {counted(params['limit_value'], *CHARACTERS)}."
    ),
    validators.MaxValueValidator: Message(
        lambda params: f"Wpisz liczbę nie większą niż {number(params['limit_value'])}."
    ),
    validators.MinValueValidator: Message(
        lambda params: f"Wpisz liczbę nie mniejszą niż {number(params['limit_value'])}."
    ),
    validators.EmailValidator: "Sprawdź ten adres e-mail: powinien wyglądać tak jak anna.nowak@osrodek.pl.",
    validators.ProhibitNullCharactersValidator: "Jednego ze znaków nie da się zapisać. Wpisz ten tekst ręcznie.",
}
OF_DECIMALS = {
    "invalid": "Wpisz liczbę.",
    "max_digits": Message(
        lambda params: f"Ta liczba jest za długa: może mieć najwyżej {counted(params['max'], *DIGITS)}."
    ),
    "max_decimal_places": Message(_too_many_places),
    "max_whole_digits": Message(
        lambda params: f"Ta liczba jest za duża: przed przecinkiem ma mieć najwyżej {counted(params['max'], *DIGITS)}."
    ),
}
NOT_OFFERED = "Wybierz jedną z pozycji na liście."
NONE_OFFERED = "Wybierz tylko pozycje z listy."
OF_FORM_FIELDS = {
    forms.EmailField: {"invalid": OF_VALIDATORS[validators.EmailValidator]},
    forms.TimeField: {"invalid": "Wpisz godzinę i minuty, np. 14:30."},
    forms.ChoiceField: {"invalid_choice": NOT_OFFERED},
    forms.TypedChoiceField: {"invalid_choice": NOT_OFFERED},
    forms.ModelChoiceField: {"invalid_choice": NOT_OFFERED},
    forms.MultipleChoiceField: {"invalid_choice": NONE_OFFERED, "invalid_list": NONE_OFFERED},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": NONE_OFFERED,
        "invalid_list": NONE_OFFERED,
        "invalid_pk_value": NONE_OFFERED,
    },
    forms.FileField: {
        "required": "Wybierz plik.",
        "invalid": "Plik nie dotarł. Wybierz go jeszcze raz.",
        "missing": "Plik nie dotarł. Wybierz go jeszcze raz.",
        "empty": "Ten plik jest pusty. Wybierz inny.",
        "max_length": Message(
            lambda params: f"Skróć nazwę pliku: może mieć najwyżej {counted(params['max'], *CHARACTERS)}."
        ),
    },
}
OF_MODEL_FIELDS = {
    models.Field: {
        "invalid_choice": NOT_OFFERED,
        "null": "To pole jest wymagane.",
        "blank": "To pole jest wymagane.",
        "unique": "Taki zapis już jest: „%(field_label)s” nie może się powtarzać.",
    },
    models.ForeignKey: {"invalid": "Tego już nie ma na liście. Wybierz inną pozycję."},
    models.IntegerField: {"invalid": "Wpisz liczbę całkowitą."},
    models.DecimalField: {"invalid": "Wpisz liczbę."},
    models.BooleanField: {"invalid": "Wybierz tak albo nie.", "invalid_nullable": "Wybierz tak, nie albo nie wiadomo."},
}


def install():
    """Replace the messages of Django's classes. Fields made afterwards have them, and so have all validators."""
    for validator, message in OF_VALIDATORS.items():
        validator.message = message
    validators.DecimalValidator.messages.update(OF_DECIMALS)
    for field, messages in {**OF_FORM_FIELDS, **OF_MODEL_FIELDS}.items():
        # Not the dictionary of a base class, which other fields have too.
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **messages}
