"""Drawing by lot, in lifelike proportions."""

from bisect import bisect
from datetime import timedelta
from itertools import accumulate


class Weighted:
    """Values and how often each is drawn: `Weighted({"home_visit": 56, "phone_contact": 15})`."""

    def __init__(self, weights):
        self.values = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def draw(self, rng):
        return self.values[bisect(self._sums, rng.random() * self._sums[-1])]

    def several(self, rng, count):
        """At most `count` different values, in the order drawn."""
        return list(dict.fromkeys(self.draw(rng) for _ in range(count)))


def between(rng, first, last):
    """A day from `first` to `last`, both included. `last` must not be earlier."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def days(rng, least, most):
    """A length of `least` to `most` days, both included."""
    return timedelta(days=rng.randint(least, most))
