"""What the law said on a day, as expressions for queries: the value of the row in force, with no query of its own."""

from django.db.models import DateField, Func, IntegerField

from familycare.centre.models import LegalParameter, LegalTerm

TABLE = LegalParameter._meta.db_table
# Of the first rows, which a migration loads.
FIRST_VALUES = {
    LegalTerm.MOST_FAMILIES: 15,
    LegalTerm.ASSESSMENT_MONTHS: 6,
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
