from tests.figures.conftest import register  # noqa: F401  of a module here
from tests.web.conftest import staff  # noqa: F401
