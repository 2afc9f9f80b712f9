"""The only two ways in which the log loses anything; the database allows no other (migration `0002_append_only`)."""

from django.db import connection

KEPT_YEARS = 2  # KRI § 20: logs are kept for at least two years


def purge(through):
    """Deletes the readings up to that number, and returns how many; the database refuses any younger than two years."""
    return _changed("SELECT audit_purge_readings(%s)", "DELETE FROM audit_reading WHERE sequence <= %s", through)


def erase(family_key):
    """Empties the contents of the changes of a family, and returns how many; the database lets nothing else change."""
    return _changed(
        "SELECT audit_erase_contents(%s)",
        "UPDATE audit_change SET contents = NULL, salt = NULL"
        " WHERE family_key = %s AND kind <> 'erased' AND contents IS NOT NULL",
        family_key,
    )


def _changed(postgresql, sqlite, value):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The application's role may not delete; these functions run as their owner.
            cursor.execute(postgresql, [value])
            return cursor.fetchone()[0]
        cursor.execute(sqlite, [value])
        return cursor.rowcount
