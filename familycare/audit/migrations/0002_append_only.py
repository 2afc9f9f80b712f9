"""The database itself refuses everything but adding entries to the log.

* An entry is not altered; only the contents of a change may be erased (`audit_erase_contents`).
* A change is not deleted; a reading only if it is older than two years (KRI § 20) by the database's clock.
* On PostgreSQL the tables are not truncated, and the application's role has no right to update or delete at all
  (`manage.py audit_grants`): it calls the two functions, which run with the rights of the tables' owner.
* On SQLite `INSERT OR REPLACE` deletes without a trigger, so inserting an existing number is refused.
"""

from django.db import migrations

# The columns of a change that stay when its contents are erased.
LASTING = (
    "sequence, hash, at, actor_id, actor_words, address, family_key, family_number, kind, object_type, object_key, digest"
).split(", ")
OLD, NEW = (", ".join(f"{row}.{column}" for column in LASTING) for row in ("OLD", "NEW"))
TABLES = ("audit_change", "audit_reading")

POSTGRESQL = [
    # Locks the chain until the transaction ends, then reads its end: each statement of a function has a new snapshot.
    *(
        f"""
        CREATE FUNCTION {table}_last(key bigint) RETURNS TABLE (number bigint, mark varchar) LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(key);
            RETURN QUERY SELECT sequence, hash FROM {table} ORDER BY sequence DESC LIMIT 1;
        END $$
        """
        for table in TABLES
    ),
    """
    CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'audit_append_only' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    f"""
    CREATE FUNCTION audit_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.contents IS NULL AND NEW.salt IS NULL AND ({NEW}) IS NOT DISTINCT FROM ({OLD}) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'audit_append_only' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE FUNCTION audit_only_old() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.at < now() - interval '2 years' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'audit_too_young' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_append_only()"
        for table in TABLES
    ),
    "CREATE TRIGGER audit_change_kept BEFORE DELETE ON audit_change FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
    "CREATE TRIGGER audit_change_same BEFORE UPDATE ON audit_change FOR EACH ROW EXECUTE FUNCTION audit_only_erased()",
    "CREATE TRIGGER audit_reading_kept BEFORE DELETE ON audit_reading FOR EACH ROW EXECUTE FUNCTION audit_only_old()",
    "CREATE TRIGGER audit_reading_same BEFORE UPDATE ON audit_reading FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
    # They run with the owner's rights, so the search path is fixed: the caller cannot substitute other tables.
    """
    CREATE FUNCTION audit_purge_readings(through bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    DECLARE gone bigint;
    BEGIN
        IF EXISTS (SELECT 1 FROM audit_reading WHERE sequence <= through AND at >= now() - interval '2 years') THEN
            RAISE EXCEPTION 'audit_too_young' USING ERRCODE = 'restrict_violation';
        END IF;
        DELETE FROM audit_reading WHERE sequence <= through;
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN gone;
    END $$
    """,
    """
    CREATE FUNCTION audit_erase_contents(family bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    DECLARE emptied bigint;
    BEGIN
        UPDATE audit_change SET contents = NULL, salt = NULL
        WHERE family_key = family AND kind <> 'erased' AND contents IS NOT NULL;
        GET DIAGNOSTICS emptied = ROW_COUNT;
        RETURN emptied;
    END $$
    """,
    "REVOKE EXECUTE ON FUNCTION audit_purge_readings, audit_erase_contents FROM PUBLIC",
]

POSTGRESQL_BACK = [
    *(f"DROP FUNCTION {table}_last" for table in TABLES),
    "DROP FUNCTION audit_erase_contents",
    "DROP FUNCTION audit_purge_readings",
    *(f"DROP TRIGGER {table}_{rule} ON {table}" for table in TABLES for rule in ("not_emptied", "kept", "same")),
    "DROP FUNCTION audit_only_old",
    "DROP FUNCTION audit_only_erased",
    "DROP FUNCTION audit_append_only",
]

REFUSE = "BEGIN SELECT RAISE(ABORT, 'audit_append_only'); END"
SQLITE = [
    f"CREATE TRIGGER audit_change_kept BEFORE DELETE ON audit_change {REFUSE}",
    f"""
    CREATE TRIGGER audit_change_same BEFORE UPDATE ON audit_change
    WHEN NEW.contents IS NOT NULL OR NEW.salt IS NOT NULL OR ({NEW}) IS NOT ({OLD}) {REFUSE}
    """,
    """
    CREATE TRIGGER audit_reading_kept BEFORE DELETE ON audit_reading
    WHEN OLD.at >= strftime('%Y-%m-%d %H:%M:%f', 'now', '-2 years')
    BEGIN SELECT RAISE(ABORT, 'audit_too_young'); END
    """,
    f"CREATE TRIGGER audit_reading_same BEFORE UPDATE ON audit_reading {REFUSE}",
    *(
        f"""
        CREATE TRIGGER {table}_not_replaced BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE sequence = NEW.sequence) {REFUSE}
        """
        for table in TABLES
    ),
]
SQLITE_BACK = [f"DROP TRIGGER {table}_{rule}" for table in TABLES for rule in ("not_replaced", "kept", "same")]


def run(postgresql, sqlite):
    def operation(apps, schema_editor):
        connection = schema_editor.connection
        if connection.vendor != "postgresql":
            for statement in sqlite:
                schema_editor.execute(statement)
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT quote_ident(current_schema())")
            (schema,) = cursor.fetchone()
        for statement in postgresql:
            schema_editor.execute(statement.replace("{schema}", schema))

    return operation


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_logs")]

    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(POSTGRESQL_BACK, SQLITE_BACK))]
