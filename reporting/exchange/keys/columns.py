"""The columns of accounts, e-mail addresses and telephone numbers."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from familycare.lib.texts import stored_text, tidy_phone
from reporting.exchange.columns import WRONG, Column, InvalidCell, TextColumn


class AccountColumn(Column):
    """The e-mail address of an account of `accounts.csv`, or of one that the database has."""

    @property
    def lookup(self):
        return f"{self.path}__email"

    def reader(self, known):
        def read_cell(cell):
            if not (text := stored_text(cell).lower()):
                if self.required:
                    raise InvalidCell("brak wartości")
                return None
            if text in known.accounts:
                return text
            if "accounts" in known.incomplete:
                return WRONG
            raise InvalidCell(f"konta „{text}” nie ma w accounts.csv ani w bazie")

        return read_cell


class EmailColumn(TextColumn):
    """An e-mail address, in small letters, as accounts and persons have it."""

    def read(self, text):
        text = super().read(text.lower())
        try:
            validate_email(text)
        except ValidationError:
            raise InvalidCell(f"„{text}” to nie adres e-mail; poprawny ma postać nazwa@domena.pl") from None
        return text


class PhoneColumn(TextColumn):
    """A telephone number, in the form in which the pages keep it too. No message repeats it."""

    def read(self, text):
        try:
            return tidy_phone(text)
        except ValidationError as error:
            sentence = error.message.removesuffix(".")
            raise InvalidCell(f"{sentence[:1].lower()}{sentence[1:]}") from None
