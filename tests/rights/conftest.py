from tests.figures.conftest import register  # noqa: F401  a fixture of modules here
