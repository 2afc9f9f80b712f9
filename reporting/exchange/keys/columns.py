"""The columns of accounts."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from familycare.lib.texts import stored_text
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
    """The e-mail address of an account, in small letters, as accounts have it."""

    def read(self, text):
        text = super().read(text.lower())
        try:
            validate_email(text)
        except ValidationError:
            raise InvalidCell(f"„{text}” to nie adres e-mail; poprawny ma postać nazwa@domena.pl") from None
        return text
