"""How the days of a record say what of it was known on a day."""

from dataclasses import dataclass, field
from operator import attrgetter


@dataclass(frozen=True)
class Dates:
    """The days of a model that say what of it was known on a day.

    A record was known if one of the days in `since` had come (always, if there are none) and no day in `not_before`
    was still to come. `later`: {a day: the fields that became known with it}. Fields in `undated` are never known.
    """

    since: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    later: dict[str, tuple[str, ...]] = field(default_factory=dict)
    undated: tuple[str, ...] = ()

    def is_known(self, record, day):
        since, not_before = ([attrgetter(name)(record) for name in names] for names in (self.since, self.not_before))
        has_come = not since or any(date and date <= day for date in since)
        return has_come and all(date is None or date <= day for date in not_before)

    def forget(self, record, day):
        """Remove from the record what was not known on the day. The record must not be saved afterwards."""
        forgotten = list(self.undated)
        for name, with_it in self.later.items():
            date = getattr(record, name)
            if date is None or date > day:
                forgotten += [name, *with_it]
        for name in forgotten:
            setattr(record, name, None if record._meta.get_field(name).null else "")


def span_dates(model, *with_the_end):
    """Return the Dates of a model with a SPAN. The fields in `with_the_end` were not known before its end."""
    first, last = model.SPAN
    return Dates(since=(first,), later={last: with_the_end})
