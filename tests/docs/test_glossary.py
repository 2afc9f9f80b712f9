"""The glossary gives the codes and labels that the code has."""

import pytest
from django.db.models import TextChoices

from assistants import choices as of_assistants
from cases import choices as of_cases
from tests.source_code import BASE

LISTS = [
    each
    for module in (of_cases, of_assistants)
    for each in vars(module).values()
    if isinstance(each, type)
    and issubclass(each, TextChoices)
    and each is not TextChoices
    and each.__name__ != "FileFormat"
]


@pytest.mark.parametrize("choices", LISTS, ids=lambda each: each.__name__)
def test_glossary_has_the_codes(choices):
    codes = "; ".join(f"`{code}` {label}" for code, label in choices.choices)
    rows = (BASE / "CONTRIBUTING.md").read_text().splitlines()
    assert any(row.startswith(f"| `{choices.__name__}` | ") and row.endswith(f" | {codes} |") for row in rows), (
        f"The row of `{choices.__name__}` in the glossary of CONTRIBUTING.md has to end with: | {codes} |"
    )
