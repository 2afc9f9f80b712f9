"""Random choices with weights."""

from bisect import bisect
from datetime import timedelta
from itertools import accumulate


class Weighted:
    """Values with weights: `Weighted({"home_visit": 56, "phone_contact": 15})`."""

    def __init__(self, weights):
        self.values = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def draw(self, rng):
        """Return a random value."""
        return self.values[bisect(self._sums, rng.random() * self._sums[-1])]

    def several(self, rng, count):
        """Return at most `count` different random values."""
        return list(dict.fromkeys(self.draw(rng) for _ in range(count)))


def between(rng, first, last):
    """Return a random day from `first` to `last`, both included. Raises ValueError when `last` is earlier."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def days(rng, least, most):
    """Return a random timedelta of `least` to `most` days, both included."""
    return timedelta(days=rng.randint(least, most))
