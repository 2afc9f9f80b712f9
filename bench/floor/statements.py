"""Run the statements of the floor: the expressions in which SQLite and PostgreSQL differ, and a place for values."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import connection


class Statements:
    """Runs statements with `params`, and keeps the values that they give for `period` in `values`."""

    def __init__(self):
        self.values = {}
        self.params = {}
        self.period = None
        self.cursor = connection.cursor()
        self.dialect = DIALECTS[connection.vendor]

    def prefer_speed(self):
        """Turn JIT off: PostgreSQL would take longer to compile these statements than to run them."""
        if connection.vendor == "postgresql":
            self.cursor.execute("SET LOCAL jit = off")

    def run(self, sql):
        """Run the statement and return its rows, if any."""
        self.cursor.execute(sql, self.params)
        return self.cursor.fetchall() if self.cursor.description else ()

    def collect(self, sql, *names):
        """Keep the last columns under `names`; each {} in a name is filled with one of the columns before them."""
        for row in self.run(sql):
            codes = row[: -len(names)]
            for name, value in zip(names, row[-len(names) :], strict=True):
                self.keep(name.format(*codes), value or 0)

    def keep(self, name, value, divisor=1):
        """Keep the value; a divided one is rounded to two places, half up."""
        if divisor != 1:
            value = (Decimal(value) / divisor).quantize(Decimal("0.01"), ROUND_HALF_UP)
        self.values[name, self.period] = value

    def create(self, name, columns):
        """Create an empty temporary table. {key} in `columns` is the type of a primary key."""
        self.cursor.execute(f"DROP TABLE IF EXISTS {name}")
        self.cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns.format(key=self.dialect.key)})")

    def empty(self, *names):
        for name in names:
            self.cursor.execute(f"{self.dialect.empty} {name}")


class SqliteDialect:
    key = "INTEGER PRIMARY KEY"
    empty = "DELETE FROM"
    least, greatest = "MIN", "MAX"

    @staticmethod
    def age(day, birth):
        return (
            f"(CASE WHEN SUBSTR({birth}, 6) = '02-29' THEN CAST(STRFTIME('%%Y%%m%%d', {day}, '+1 day') AS INTEGER)"
            f" - CAST(STRFTIME('%%Y%%m%%d', {birth}, '+1 day') AS INTEGER)"
            f" ELSE CAST(REPLACE({day}, '-', '') AS INTEGER) - CAST(REPLACE({birth}, '-', '') AS INTEGER) END) / 10000"
        )

    @staticmethod
    def half_year_after(day):
        return f"MIN(DATE({day}, '+6 months'), DATE({day}, 'start of month', '+7 months', '-1 day'))"

    @staticmethod
    def month_after(day):
        return f"DATE({day}, '+1 month')"


class PostgresqlDialect:
    key = "BIGINT"
    empty = "TRUNCATE"
    least, greatest = "LEAST", "GREATEST"

    @staticmethod
    def age(day, birth):
        return (
            f"EXTRACT(YEAR FROM CASE WHEN TO_CHAR({birth}, 'MMDD') = '0229' THEN AGE({day} + 1, {birth} + 1)"
            f" ELSE AGE({day}, {birth}) END)::int"
        )

    @staticmethod
    def half_year_after(day):
        return f"({day} + INTERVAL '6 months')::date"

    @staticmethod
    def month_after(day):
        return f"({day} + INTERVAL '1 month')::date"


DIALECTS = {"sqlite": SqliteDialect, "postgresql": PostgresqlDialect}


def with_group(table):
    """Return a table expression `term` (own, code): records of the dictionary's entry `own` count in the row `code`.

    An entry counts its own records and those of the entries under it.
    """
    return (
        f"(SELECT code AS own, code FROM {table} UNION ALL "
        f"SELECT code, group_id FROM {table} WHERE group_id IS NOT NULL) AS term"
    )
