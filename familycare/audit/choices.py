"""The kinds of log entries, and the grounds on which somebody had access to a family."""

from django.db.models import TextChoices


class ChangeKind(TextChoices):
    """The kind of a Change."""

    CREATED = "created", "dodanie"
    CHANGED = "changed", "zmiana"
    DELETED = "deleted", "usunięcie"
    BULK = "bulk", "zmiana wielu zapisów naraz"
    IMPORTED = "imported", "wczytanie rejestru"
    EXPORTED = "exported", "zapisanie danych do plików"
    RESTRICTED = "restricted", "ograniczenie dostępu"
    SIGNED_IN = "signed_in", "zalogowanie"
    SIGN_IN_FAILED = "sign_in_failed", "nieudane logowanie"
    SIGNED_OUT = "signed_out", "wylogowanie"
    INVITED = "invited", "zaproszenie"
    ROLE = "role", "zmiana roli"
    SUSPENDED = "suspended", "zawieszenie konta"
    RESTORED = "restored", "przywrócenie konta"
    PASSWORD = "password", "hasło"
    SECOND_FACTOR = "second_factor", "drugi składnik logowania"
    DIRECTORY = "directory", "katalog ośrodka"
    SECOND_PERSON = "second_person", "potwierdzenie drugiej osoby"
    ANONYMISED = "anonymised", "anonimizacja"
    ERASED = "erased", "usunięcie treści z dziennika"
    PURGED = "purged", "usunięcie starych odczytów"


class ReadingKind(TextChoices):
    """The kind of a Reading."""

    FAMILY = "family", "akta rodziny"
    FAMILY_HISTORY = "family_history", "historia zmian w aktach"
    FAMILY_FILE = "family_file", "dane rodziny jako plik"
    FAMILY_NOTES = "family_notes", "notatki rodziny znalezione szukaniem"
    FAMILIES = "families", "lista rodzin"
    FAMILIES_FILE = "families_file", "lista rodzin jako plik"
    ASSISTANTS = "assistants", "lista asystentów"
    ASSISTANT = "assistant", "strona asystenta"
    REPORT = "report", "sprawozdanie"
    REPORT_FILE = "report_file", "sprawozdanie jako plik"
    TABLES = "tables", "tabele"
    TABLES_FILE = "tables_file", "tabele jako plik"
    FIGURE = "figure", "lista pod liczbą"
    IMPORT_RESULT = "import_result", "wynik wczytania rejestru"
    IMPORT_ERRORS = "import_errors", "błędy rejestru jako plik"
    REGISTER_FILE = "register_file", "rejestr jako plik"
    PERSON = "person", "dane osoby"
    PERSON_FILE = "person_file", "dane osoby jako plik"
    CALENDAR = "calendar", "terminy jako kalendarz"
    PROBE = "probe", "pytanie o numer PESEL"
    LOG = "log", "dziennik"
    LOG_FILE = "log_file", "dziennik jako plik"
    REFUSED = "refused", "odmowa dostępu"


class Scope(TextChoices):
    """Why the reader had access to the family at that time."""

    OWN = "own", "własne rodziny"
    ROLE = "role", "z racji roli"
    HANDED_OVER = "handed_over", "po przekazaniu"
    NAMED = "named", "imienne upoważnienie"
    OUTSIDE = "outside", "poza zakresem"
