"""Which facts and working tables take longest."""

from collections import Counter

from bench.measuring import timed
from reporting import snapshot
from reporting.counting import Counting
from reporting.figures import one_moment
from reporting.tables import catalogue

SHOWN = 12


def slowest(periods):
    """[(what, seconds over all periods)], the slowest first."""
    seconds = Counter()
    with one_moment():
        rows = [(row, table.key) for table in catalogue().values() for row in table.rows()]
        table_of = {id(row): key for row, key in rows}
        counting = Counting(row for row, _key in rows)
        for period in periods:
            for table in (*snapshot.TABLES, *counting.tables):
                seconds[f"working table {table.name}"] += timed(table.fill, period)[0]
            for query in counting.queries:
                taken, values = timed(query.values, period)
                seconds[", ".join(sorted({table_of[row] for row in values}))] += taken
    return seconds.most_common(SHOWN)
