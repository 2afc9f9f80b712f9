"""Which days were told of in papers that the centre has handed over.

Who keeps these papers stands on an upper floor and registers itself in `ready` of its app.
"""

from datetime import date

from django.utils import timezone

from familycare.lib.polish import date_in_words, joined

_sources = []


def register(source):
    """Register a function that takes a first and a last day, and returns (str, date) pairs: the papers that tell of
    some day between them, both included, and when each was handed over."""
    _sources.append(source)


def question_about(first, last):
    """Return a question whether records of the days from `first` to `last` shall change, or "".

    It names the papers that were handed over and tell of some of these days. Both are included; None stands for the
    beginning, and for today.
    """
    first, last = first or date.min, last or timezone.localdate()
    papers = [paper for source in _sources for paper in source(first, last)]
    if not papers:
        return ""
    named = joined(f"{name}, {date_in_words(day)}" for name, day in papers)
    if len(papers) == 1:
        beginning = "O tych dniach mówi dokument, który ośrodek już przekazał:"
    else:
        beginning = "O tych dniach mówią dokumenty, które ośrodek już przekazał:"
    return f"{beginning} {named}. Po zmianie akta będą mówiły co innego. Jeśli tak ma być, potwierdź."
