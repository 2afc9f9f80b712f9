"""Asking the database in its own words: the few in which SQLite and PostgreSQL differ, and a place for answers."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import connection


class Ask:
    """Runs statements with the parameters of a period and keeps the values they give."""

    def __init__(self, found):
        self.found = found
        self.params = {}
        self.period = None
        self.cursor = connection.cursor()
        self.words = WORDS[connection.vendor]

    def prefer_speed(self):
        """PostgreSQL would take longer to turn these statements into machine code than to run them."""
        if connection.vendor == "postgresql":
            self.cursor.execute("SET LOCAL jit = off")

    def do(self, sql):
        self.cursor.execute(sql, self.params)

    def put(self, sql, *names, share=1):
        """Keeps the last columns under `names`, in which {} stand for the columns before them: codes.

        Sums of money, hours and the like are divided by `share` and rounded to two places.
        """
        self.do(sql)
        for row in self.cursor.fetchall():
            codes = row[: -len(names)]
            for name, value in zip(names, row[-len(names) :], strict=True):
                self.keep(name.format(*codes), value or 0, share)

    def keep(self, name, value, share=1):
        if isinstance(value, float):
            value = Decimal(repr(round(value, 2)))
        if share != 1:
            value = (Decimal(value) / share).quantize(Decimal("0.01"), ROUND_HALF_UP)
        self.found[name][self.period] = value

    def table(self, name, columns):
        """An empty temporary table."""
        self.cursor.execute(f"DROP TABLE IF EXISTS {name}")
        self.cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns.format(key=self.words.key)})")

    def empty(self, *names):
        for name in names:
            self.cursor.execute(f"{self.words.empty} {name}")


class SqliteWords:
    key = "INTEGER PRIMARY KEY"
    empty = "DELETE FROM"
    least, greatest = "MIN", "MAX"

    @staticmethod
    def age(day, birth):
        return f"(CAST(REPLACE({day}, '-', '') AS INTEGER) - CAST(REPLACE({birth}, '-', '') AS INTEGER)) / 10000"

    @staticmethod
    def half_year_after(day):
        return f"MIN(DATE({day}, '+6 months'), DATE({day}, 'start of month', '+7 months', '-1 day'))"

    @staticmethod
    def month_after(day):
        return f"DATE({day}, '+1 month')"


class PostgresqlWords:
    key = "BIGINT"
    empty = "TRUNCATE"
    least, greatest = "LEAST", "GREATEST"

    @staticmethod
    def age(day, birth):
        return f"EXTRACT(YEAR FROM AGE({day}, {birth}))::int"

    @staticmethod
    def half_year_after(day):
        return f"({day} + INTERVAL '6 months')::date"

    @staticmethod
    def month_after(day):
        return f"({day} + INTERVAL '1 month')::date"


WORDS = {"sqlite": SqliteWords, "postgresql": PostgresqlWords}
