"""What a new password must be like: Django's rules, in our words."""

from django.contrib.auth import password_validation as rules

from familycare.lib.polish import counted


class LongEnough(rules.MinimumLengthValidator):
    """The shortest password."""

    def get_error_message(self):
        return f"To hasło jest za krótkie: potrzeba co najmniej {self._characters()}."

    def get_help_text(self):
        return f"Co najmniej {self._characters()}."

    def _characters(self):
        return counted(self.min_length, "znaku", "znaków", "znaków")


class NotOnlyDigits(rules.NumericPasswordValidator):
    """No password of digits alone."""

    def get_error_message(self):
        return "To hasło to same cyfry. Dodaj litery albo inne znaki."

    def get_help_text(self):
        return "Nie same cyfry."


class NotCommon(rules.CommonPasswordValidator):
    """No password from the list of those that are used most."""

    def get_error_message(self):
        return "To hasło jest na liście najczęściej używanych. Wymyśl inne."

    def get_help_text(self):
        return "Nie takie, którego używa wiele osób."


class UnlikeItsUser(rules.UserAttributeSimilarityValidator):
    """No password that is like the user's name or e-mail address."""

    def get_error_message(self):
        return "To hasło jest podobne do Twojego imienia, nazwiska albo adresu e-mail. Wymyśl inne."

    def get_help_text(self):
        return "Niepodobne do Twojego imienia, nazwiska ani adresu e-mail."
