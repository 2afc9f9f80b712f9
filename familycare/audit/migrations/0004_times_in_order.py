"""The database itself refuses entries out of order, and entries of another day than today.

* The number of an entry is the next one, and its time is not before that of the entry before it.
* It is of today in Poland, by the database's clock. Clocks differ a little, so around midnight five minutes to either
  side are allowed. SQLite takes the time zone of the process, which Django sets.

The end of a chain, which the application asks for, comes with its time.
"""

from importlib import import_module

from django.db import migrations

append_only = import_module("familycare.audit.migrations.0002_append_only")
TABLES = append_only.TABLES

POSTGRESQL = [
    *(f"DROP FUNCTION {table}_last(bigint)" for table in TABLES),
    *(
        f"""
        CREATE FUNCTION {table}_last(key bigint) RETURNS TABLE (number bigint, mark varchar, moment timestamptz)
        LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(key);
            RETURN QUERY SELECT sequence, hash, at FROM {table} ORDER BY sequence DESC LIMIT 1;
        END $$
        """
        for table in TABLES
    ),
    """
    CREATE FUNCTION audit_next_of_today() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last record;
    BEGIN
        EXECUTE 'SELECT sequence, at FROM ' || TG_RELID::regclass || ' ORDER BY sequence DESC LIMIT 1' INTO last;
        IF NEW.sequence <> COALESCE(last.sequence, 0) + 1 OR NEW.at < last.at THEN
            RAISE EXCEPTION 'audit_out_of_order' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (NEW.at AT TIME ZONE 'Europe/Warsaw')::date <> (clock_timestamp() AT TIME ZONE 'Europe/Warsaw')::date
            AND NEW.at NOT BETWEEN clock_timestamp() - interval '5 minutes' AND clock_timestamp() + interval '5 minutes'
        THEN
            RAISE EXCEPTION 'audit_not_today' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_next BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION audit_next_of_today()"
        for table in TABLES
    ),
]
POSTGRESQL_BACK = [
    *(f"DROP TRIGGER {table}_next ON {table}" for table in TABLES),
    "DROP FUNCTION audit_next_of_today",
    *(f"DROP FUNCTION {table}_last(bigint)" for table in TABLES),
    *(statement for statement in append_only.POSTGRESQL if "_last(key bigint)" in statement),
]

SQLITE = [
    *(
        f"""
        CREATE TRIGGER {table}_next BEFORE INSERT ON {table}
        WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM {table})
        OR NEW.at < (SELECT at FROM {table} ORDER BY sequence DESC LIMIT 1)
        BEGIN SELECT RAISE(ABORT, 'audit_out_of_order'); END
        """
        for table in TABLES
    ),
    *(
        f"""
        CREATE TRIGGER {table}_today BEFORE INSERT ON {table}
        WHEN date(NEW.at, 'localtime') IS NOT date('now', 'localtime')
        AND COALESCE(abs(julianday(NEW.at) - julianday('now')) * 24 * 60 > 5, TRUE)
        BEGIN SELECT RAISE(ABORT, 'audit_not_today'); END
        """
        for table in TABLES
    ),
]
SQLITE_BACK = [f"DROP TRIGGER {table}_{rule}" for table in TABLES for rule in ("next", "today")]


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_reading_of_persons")]

    operations = [
        migrations.RunPython(append_only.run(POSTGRESQL, SQLITE), append_only.run(POSTGRESQL_BACK, SQLITE_BACK))
    ]
