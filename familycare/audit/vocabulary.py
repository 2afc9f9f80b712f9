"""What the log tells of: the kinds of changes and of readings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChangeKind(TextChoices):
    """What somebody did."""

    CREATED = "created", _("dodanie")
    CHANGED = "changed", _("zmiana")
    DELETED = "deleted", _("usunięcie")
    BULK = "bulk", _("zmiana wielu zapisów naraz")
    IMPORTED = "imported", _("wczytanie rejestru")
    EXPORTED = "exported", _("zapisanie danych do plików")
    RESTRICTED = "restricted", _("ograniczenie dostępu")
    SIGNED_IN = "signed_in", _("zalogowanie")
    SIGN_IN_FAILED = "sign_in_failed", _("nieudane logowanie")
    SIGNED_OUT = "signed_out", _("wylogowanie")
    INVITED = "invited", _("zaproszenie")
    ROLE = "role", _("zmiana roli")
    SUSPENDED = "suspended", _("zawieszenie konta")
    RESTORED = "restored", _("przywrócenie konta")
    PASSWORD = "password", _("hasło")
    SECOND_FACTOR = "second_factor", _("drugi składnik logowania")
    ANONYMISED = "anonymised", _("anonimizacja")
    ERASED = "erased", _("usunięcie treści z dziennika")
    PURGED = "purged", _("usunięcie starych odczytów")


class ReadingKind(TextChoices):
    """What somebody looked at."""

    FAMILY = "family", _("akta rodziny")
    FAMILY_HISTORY = "family_history", _("historia zmian w aktach")
    FAMILY_FILE = "family_file", _("dane rodziny jako plik")
    FAMILIES = "families", _("lista rodzin")
    FAMILIES_FILE = "families_file", _("lista rodzin jako plik")
    ASSISTANTS = "assistants", _("lista asystentów")
    ASSISTANT = "assistant", _("strona asystenta")
    REPORT = "report", _("sprawozdanie")
    REPORT_FILE = "report_file", _("sprawozdanie jako plik")
    TABLES = "tables", _("tabele")
    TABLES_FILE = "tables_file", _("tabele jako plik")
    FIGURE = "figure", _("lista pod liczbą")
    IMPORT_RESULT = "import_result", _("wynik wczytania rejestru")
    IMPORT_ERRORS = "import_errors", _("błędy rejestru jako plik")
    PERSON = "person", _("dane osoby")
    PERSON_FILE = "person_file", _("dane osoby jako plik")
    LOG = "log", _("dziennik")
    LOG_FILE = "log_file", _("dziennik jako plik")
    REFUSED = "refused", _("odmowa dostępu")


class Scope(TextChoices):
    """Why the reader saw that family at that time."""

    OWN = "own", _("własne rodziny")
    ROLE = "role", _("z racji roli")
    HANDED_OVER = "handed_over", _("po przekazaniu")
    NAMED = "named", _("imienne upoważnienie")
    OUTSIDE = "outside", _("poza zakresem")
