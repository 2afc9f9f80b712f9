"""A document with blocks of each kind that comments are written at, and who writes them."""

import pytest

from familycare.centre.models import Centre
from reporting.documents.composing import compose as compose_module
from tests.documents import fakes
from tests.documents.editor.documents import KEY, save
from tests.documents.own.definitions import computing, table, text
from tests.factories import StaffFactory, UserFactory


@pytest.fixture(autouse=True)
def centre(db):
    return Centre.objects.create(**vars(fakes.CENTRE))


@pytest.fixture(autouse=True)
def figures(monkeypatch):
    defaults = {
        **compose_module.compose.__kwdefaults__,
        "compute_tables": computing({("support.families", "2025"): 74, ("support.families", "2024"): 60}),
    }
    monkeypatch.setattr(compose_module.compose, "__kwdefaults__", defaults)


@pytest.fixture
def manager(db):
    return StaffFactory(first_name="Maria", last_name="Kierownik")


@pytest.fixture
def director(db):
    return UserFactory(role="director", first_name="Danuta", last_name="Dyrektor")


@pytest.fixture
def document(db):
    """Two chapters: a text, a new page, a table, a new page; a list."""
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
                        text("Objęto {{support.families|rodzina:accusative}} z terenu gminy."),
                        {"type": "break"},
                        table({"label": "Rodziny", "figure": "support.families"}, columns=["Y-1", "Y"]),
                        {"type": "break"},
                    ],
                },
                {"title": "Wnioski", "blocks": [{"type": "list", "items": ["Pierwszy", "Drugi"]}]},
            ],
        }
    )
