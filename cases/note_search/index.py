"""The index of the words of notes: full text of PostgreSQL, FTS5 of SQLite.

Both index the texts where they stand, so that no way of writing misses the index: pages, imports, anonymisation and
merges all go through the database. PostgreSQL has an index on an expression; SQLite has a table of words that holds no
texts, kept by triggers. `manage.py migrate` makes what is missing or was declared differently (`build`).
"""

from contextlib import contextmanager
from hashlib import sha256

from django.db import connection
from django.db.models import BooleanField, F, Func

from cases.note_search.kinds import NOTE_KINDS
from cases.note_search.words import LATIN, POLISH

# PostgreSQL would read „mama/tata” as the path of a file, „noc.Wezwano” as a host and „2024-05” with a number below 0.
PARTING = "-/._@:<"
LETTERS = [*zip(POLISH + POLISH.upper(), LATIN + LATIN.upper(), strict=True), *((sign, " ") for sign in PARTING)]
# Without positions of words: a search asks which notes have the words, not in which order.
TABLE = """
CREATE VIRTUAL TABLE {name}
USING fts5(words, content='', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 2")
"""


class HasWords(Func):
    """The condition that the texts of a NoteKind's record contain, of each Word, at least one form."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, kind, words):
        super().__init__(F("pk"), *map(F, kind.fields))
        self.kind, self.words = kind, tuple(words)

    def as_sql(self, compiler, connection, **kwargs):
        key, *columns = (compiler.compile(each)[0] for each in self.get_source_expressions())
        if connection.vendor == "postgresql":
            return f"{_vector(columns)} @@ to_tsquery('simple', %s)", [_asked(self.words, "{}", "{}:*", " | ", " & ")]
        table = _table(self.kind)
        asked = _asked(self.words, '"{}"', '"{}"*', " OR ", " AND ")
        return f"{key} IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", [asked]

    @property
    def identity(self):
        return (*super().identity, self.kind.word, self.words)


def _asked(words, form, beginning, either, both):
    """Return the question for the words in the language of the database. They are of letters and digits only."""
    return both.join(
        "("
        + either.join(
            [
                *(form.format(each) for each in sorted(word.forms)),
                *([beginning.format(word.beginning)] if word.beginning else []),
            ]
        )
        + ")"
        for word in words
    )


def _vector(columns):
    """Return the expression of PostgreSQL that is indexed; it lowers the letters itself."""
    text = " || ' ' || ".join(columns)
    for sign, plain in LETTERS:
        text = f"replace({text}, '{sign}', '{plain}')"
    return f"to_tsvector('simple', {text})"


def build(rebuild=False):
    """Make the indexes of all kinds of notes that the database lacks, or with `rebuild` all; return their words."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        return [kind.word for kind in NOTE_KINDS.values() if _has(kind, tables, cursor) and _build(kind, rebuild)]


def _has(kind, tables, cursor):
    """Return whether the database has the columns of the kind: not in the middle of the migrations."""
    table = _model(kind)._meta.db_table
    if table not in tables:
        return False
    columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    return columns.issuperset(_columns(kind))


def _build(kind, rebuild):
    return (_build_on_postgresql if connection.vendor == "postgresql" else _build_on_sqlite)(kind, rebuild)


def _build_on_postgresql(kind, rebuild):
    table = _model(kind)._meta.db_table
    indexed = _vector([_quoted(column) for column in _columns(kind)])
    name = f"{_name(kind)}_{sha256(indexed.encode()).hexdigest()[:8]}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [table])
        there = {found for (found,) in cursor.fetchall() if found.startswith(f"{_name(kind)}_")}
        if there == {name} and not rebuild:
            return False
        for other in there:
            cursor.execute(f"DROP INDEX {_quoted(other)}")
        cursor.execute(f"CREATE INDEX {_quoted(name)} ON {_quoted(table)} USING gin (({indexed}))")
    return True


def _build_on_sqlite(kind, rebuild):
    name, triggers = _name(kind), _triggers(kind)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name = %s OR name GLOB %s", [name, f"{name}_on_*"])
        there = dict(cursor.fetchall())
        table = there.pop(name, None)
        if table and there == triggers and not rebuild:
            return False
        for trigger in there:
            cursor.execute(f"DROP TRIGGER {_quoted(trigger)}")
        if table:
            cursor.execute(f"DROP TABLE {_table(kind)}")
        cursor.execute(TABLE.format(name=_table(kind)))
        _index_from(cursor, kind, 0)
        for sql in triggers.values():
            cursor.execute(sql)
    return True


def _triggers(kind):
    """Return {name: statement} of the triggers that keep the table of words of SQLite."""
    table, words, columns = _quoted(_model(kind)._meta.db_table), _table(kind), _columns(kind)
    key = _quoted(_model(kind)._meta.pk.column)
    old, new = _text(columns, "old."), _text(columns, "new.")
    forget = f"INSERT INTO {words} ({words}, rowid, words) SELECT 'delete', old.{key}, {old} WHERE {old} <> '';"
    learn = f"INSERT INTO {words} (rowid, words) SELECT new.{key}, {new} WHERE {new} <> '';"
    named = ", ".join(map(_quoted, columns))
    events = {
        "on_insert": f"AFTER INSERT ON {table} WHEN {new} <> '' BEGIN {learn} END",
        "on_update": f"AFTER UPDATE OF {named} ON {table} WHEN {old} <> {new} BEGIN {forget} {learn} END",
        "on_delete": f"AFTER DELETE ON {table} WHEN {old} <> '' BEGIN {forget} END",
    }
    return {f"{_name(kind)}_{event}": f"CREATE TRIGGER {_name(kind)}_{event} {sql}" for event, sql in events.items()}


def _index_from(cursor, kind, key):
    """Index the texts of the records with a greater primary key (SQLite)."""
    model, text = _model(kind), _text(_columns(kind))
    pk, table = _quoted(model._meta.pk.column), _quoted(model._meta.db_table)
    cursor.execute(
        f"INSERT INTO {_table(kind)} (rowid, words)"  # noqa: S608
        f" SELECT {pk}, {text} FROM {table} WHERE {pk} > %s AND {text} <> ''",
        [key],
    )


@contextmanager
def many_rows(model):
    """Within the block, rows of the model are inserted whose keys are greater than those before.

    SQLite then indexes them at once, which takes a tenth of the time that its trigger takes row by row. To be called in
    a transaction.
    """
    kinds = [kind for kind in NOTE_KINDS.values() if _model(kind) is model] if connection.vendor == "sqlite" else []
    if not kinds:
        yield
        return
    with connection.cursor() as cursor:
        triggers = {kind.word: f"{_name(kind)}_on_insert" for kind in kinds}
        cursor.execute(f"SELECT max({_quoted(model._meta.pk.column)}) FROM {_quoted(model._meta.db_table)}")  # noqa: S608
        last = cursor.fetchone()[0] or 0
        for name in triggers.values():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        yield
        for kind in kinds:
            _index_from(cursor, kind, last)
            cursor.execute(_triggers(kind)[triggers[kind.word]])


def forget_erased_words():
    """Let SQLite take the words of erased texts out of its index; until then it only marks them as gone."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for kind in NOTE_KINDS.values():
                cursor.execute(f"INSERT INTO {_table(kind)} ({_table(kind)}) VALUES ('optimize')")  # noqa: S608


def build_after_migrations(sender, **kwargs):
    """Receiver of `post_migrate`."""
    build()


def _model(kind):
    return kind.records.model


def _columns(kind):
    return [_model(kind)._meta.get_field(name).column for name in kind.fields]


def _text(columns, place=""):
    """Return the text to index as an expression of SQLite, whose index folds all letters but ł."""
    text = " || ' ' || ".join(f"{place}{_quoted(column)}" for column in columns)
    return f"trim(replace(replace({text}, 'ł', 'l'), 'Ł', 'l'))"


def _name(kind):
    return f"notes_{_model(kind)._meta.db_table}"


def _table(kind):
    return _quoted(_name(kind))


def _quoted(name):
    return connection.ops.quote_name(name)
