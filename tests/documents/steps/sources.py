"""The document whose steps the tests take."""

from tests.documents.own.definitions import definition, table, text

SOURCE = definition(
    text("Objęto {{support.families|rodzina:accusative}}."),
    table({"label": "Wizyty", "figure": "work.home_visit"}, {"label": "Godziny", "figure": "work.hours"}),
    periods=["Y"],
)
