"""A document that a manager edits, with figures of 2024 and 2025 that need no records."""

import pytest

from familycare.centre.models import Centre
from reporting.documents.composing import compose as compose_module
from tests.clients import signed_in
from tests.documents import fakes
from tests.documents.editor.documents import KEY, save
from tests.documents.own.definitions import computing, table, text
from tests.factories import StaffFactory


@pytest.fixture(autouse=True)
def centre(db):
    return Centre.objects.create(**vars(fakes.CENTRE))


@pytest.fixture
def manager(db):
    return signed_in(StaffFactory())


@pytest.fixture(autouse=True)
def figures(monkeypatch):
    values = {("support.families", "2025"): 74, ("support.families", "2024"): 60, ("support.children", "2025"): 101}
    defaults = {**compose_module.compose.__kwdefaults__, "compute_tables": computing(values)}
    monkeypatch.setattr(compose_module.compose, "__kwdefaults__", defaults)


@pytest.fixture
def document(db):
    """Two chapters: a text, a table and a list; signatures."""
    return save(
        {
            "key": KEY,
            "kind": "information",
            "title": "Informacja",
            "periods": ["Y-1", "Y"],
            "chapters": [
                {
                    "title": "Rodziny",
                    "blocks": [
                        text("Objęto {{support.families|rodzina:accusative}}."),
                        table({"label": "Rodziny", "figure": "support.families"}, columns=["Y-1", "Y"]),
                        {"type": "list", "items": ["Pierwszy", "Drugi"]},
                    ],
                },
                {"title": "Podpisy", "blocks": [{"type": "signatures", "roles": ["Sporządziła"]}]},
            ],
        }
    )
