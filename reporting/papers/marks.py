"""Marks of cases on papers: symbol.JRWA.number.year. Numbers are given without gaps and doubles."""

from reporting.papers.models import MarkCounter, MarkRule

SYMBOL = "OŚR"


def rule_of(kind):
    """Return the MarkRule of the kind; if the centre has set none, an unsaved one with the default."""
    return MarkRule.objects.filter(kind=kind.word).first() or MarkRule(kind=kind.word, symbol=SYMBOL, jrwa=kind.jrwa)


def next_number(series, year):
    """Return the number that the next paper of the series gets in the year."""
    last = MarkCounter.objects.filter(series=series, year=year).values_list("last", flat=True).first()
    return (last or 0) + 1


def mark(series, number, year):
    return f"{series}.{number}.{year}"


def take_number(series, year, number):
    """Give this number if it is still the next one, and return whether it was. Call it within a transaction, at whose
    end the number is given; the row of the counter is locked until then."""
    counter, _is_new = MarkCounter.objects.get_or_create(series=series, year=year)
    counter = MarkCounter.objects.select_for_update().get(pk=counter.pk)
    if counter.last + 1 != number:
        return False
    counter.last = number
    counter.save(update_fields=["last"])
    return True
