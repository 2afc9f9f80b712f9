"""Who looks, and registers to look at."""

from tests.figures.conftest import register
from tests.web.conftest import staff

__all__ = ["register", "staff"]
