"""What the law said on a day, as expressions for queries: the value of the row in force, with no query of its own."""

from django.db.models import DateField, Func, IntegerField

from familycare.centre.models import LegalParameter, LegalTerm
from familycare.lib.working_days import FIRST, as_numbers

TABLE = LegalParameter._meta.db_table
# Of the first rows, which a migration loads.
FIRST_VALUES = {
    LegalTerm.MOST_FAMILIES: 15,
    LegalTerm.ASSESSMENT_MONTHS: 6,
    LegalTerm.INTERVIEW_DAYS: 14,
    LegalTerm.URGENT_INTERVIEW_DAYS: 2,
    LegalTerm.SHARE_FIRST_YEAR: 10,
    LegalTerm.SHARE_SECOND_YEAR: 30,
    LegalTerm.SHARE_LATER_YEARS: 50,
}


class _InForce(Func):
    """A subquery over the row of the term that is in force on `day`, a field or an expression.

    Where the table is empty, the value is that of FIRST_VALUES. `result` is SQL of `law.value` and `law.day`. The day
    is computed once, however often it occurs.
    """

    arity = 1

    def __init__(self, term, day):
        super().__init__(day)
        self.term = term

    def _subquery(self, compiler, result):
        day, params = compiler.compile(self.source_expressions[0])
        law = (
            f"SELECT COALESCE({TABLE}.value, {FIRST_VALUES[self.term]}) AS value, asked.day "
            f"FROM (SELECT {day} AS day) asked LEFT JOIN {TABLE} "
            f"ON {TABLE}.term = %s AND {TABLE}.starts_on <= asked.day ORDER BY {TABLE}.starts_on DESC LIMIT 1"
        )
        return f"(SELECT {result} FROM ({law}) law)", (*params, str(self.term))


class ValueInForce(_InForce):
    """The value of a LegalTerm on a day, an integer."""

    output_field = IntegerField()

    def as_sql(self, compiler, connection, **context):
        return self._subquery(compiler, "law.value")


class MonthsInForceLater(_InForce):
    """`familycare.lib.dates.add_months` in the database, by the months of a LegalTerm that are in force on the day."""

    output_field = DateField()

    def as_sqlite(self, compiler, connection):
        # In a shorter month SQLite continues into the next month.
        later = "DATE(law.day, '+' || law.value || ' months')"
        last_day = "DATE(law.day, 'start of month', '+' || (law.value + 1) || ' months', '-1 day')"
        return self._subquery(compiler, f"MIN({later}, {last_day})")

    def as_postgresql(self, compiler, connection):
        return self._subquery(compiler, "CAST(law.day + make_interval(months => law.value) AS date)")


class WorkingDaysInForceLater(_InForce):
    """`familycare.lib.working_days.working_days_later` in the database, by the working days of a LegalTerm that are in
    force on the day. For days up to `until` (a date).

    Databases know no holidays: the number of working days up to each day, and the days themselves, are parameters.
    """

    output_field = DateField()
    WIDTH = 6

    def __init__(self, term, day, until):
        super().__init__(term, day)
        self.until = until

    def as_sqlite(self, compiler, connection):
        # Bytes, because in a text SQLite would count characters from the beginning each time.
        counted, days = ("".join(f"{each:{self.WIDTH}}" for each in all_).encode() for all_ in as_numbers(self.until))
        number = f"CAST(MAX(JULIANDAY(law.day) - JULIANDAY('{FIRST}'), 0) AS INTEGER)"
        place = f"CAST(TRIM(CAST(SUBSTR(%s, {number} * {self.WIDTH} + 1, {self.WIDTH}) AS TEXT)) AS INTEGER)"
        found = f"SUBSTR(%s, ({place} + law.value - 1) * {self.WIDTH} + 1, {self.WIDTH})"
        sql, params = self._subquery(compiler, f"DATE('{FIRST}', TRIM(CAST({found} AS TEXT)) || ' days')")
        return sql, (days, counted, *params)

    def as_postgresql(self, compiler, connection):
        counted, days = ("{" + ",".join(map(str, all_)) + "}" for all_ in as_numbers(self.until))
        place = f"(%s::int[])[GREATEST(law.day - DATE '{FIRST}', 0) + 1]"
        sql, params = self._subquery(compiler, f"DATE '{FIRST}' + (%s::int[])[{place} + law.value]")
        return sql, (days, counted, *params)
