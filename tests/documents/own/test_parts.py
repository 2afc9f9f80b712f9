"""Tables and charts of a document in parts: by assistant, by district."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.models import Assignment, Visit
from familycare.centre.models import Centre
from reporting.documents.composing.compose import compose
from reporting.documents.composing.effort import is_quickly_composed
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import save_definition
from reporting.documents.editions.comparing import compare
from reporting.documents.editions.services import freeze
from reporting.renderers.document_json import as_data
from tests.clients import signed_in
from tests.documents import fakes
from tests.documents.own.definitions import definition, table
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, StaffFactory, VisitFactory
from tests.html_forms import fields_of

pytestmark = pytest.mark.django_db
FAMILIES = {"label": "Rodziny", "figure": "support.families"}
VISITS = {"label": "Wizyty", "figure": "work.home_visit"}


@pytest.fixture
def centre(db):
    return Centre.objects.create(**vars(fakes.CENTRE))


@pytest.fixture
def assistants(centre):
    """Two assistants: the first has two families, of which one went to the second in June; one family has nobody."""
    found = [
        AssistantFactory(number=f"A{number}", first_name="Wanda", last_name=name, employed_from=date(2024, 1, 1))
        for number, name in enumerate(("Adamek", "Bąk"), start=1)
    ]
    cases = [
        CaseFactory(family=FamilyFactory(district=district), opened_on=date(2025, 1, 10))
        for district in ("Zatorze", "Zatorze", "")
    ]
    first, second = found
    spans = [(cases[0], first, date(2025, 1, 10), date(2025, 5, 31)), (cases[0], second, date(2025, 6, 1), None)]
    spans.append((cases[1], first, date(2025, 1, 10), None))
    for place, (case, assistant, starts_on, ends_on) in enumerate(spans, start=1):
        Assignment.objects.create(
            case=case, family=case.family, assistant=assistant, starts_on=starts_on, ends_on=ends_on, place=place
        )
    VisitFactory(case=cases[1], assistant=first, visited_on=date(2025, 3, 1), minutes=60)
    return found


def block_of(*blocks, **options):
    document = compose(parse(definition(*blocks, periods=["Y"])), centre=fakes.CENTRE, year=2025, **options)
    return as_data(document)["chapters"][0]["blocks"][0]


def lines(block):
    return [(row["label"], *row["values"]) for row in block["rows"]]


def chart(*rows, **changed):
    return {"type": "chart", "title": "Rodziny", "form": "bars", "rows": list(rows)} | changed


def test_each_row_stands_with_its_parts_and_a_note_of_who_belongs_to_whom(assistants):
    block = table(FAMILIES, VISITS, by="assistant", note="Uwaga.")
    note = (
        compose(parse(definition(block)), centre=fakes.CENTRE, year=2025)
        .chapters[0]
        .blocks[0]
        .note.replace("\xa0", " ")
    )
    assert note.startswith("Uwaga. W podziale rodzina") and "kto go zrobił, także w zastępstwie" in note
    assert lines(block_of(block)) == [
        ("Rodziny",),
        ("Razem w ośrodku", 3),
        ("asystent 1", 2),
        ("asystent 2", 1),
        ("bez asystenta", 1),
        ("Wizyty",),
        ("Razem w ośrodku", 1),
        ("asystent 1", 1),
        ("asystent 2", 0),
        ("bez asystenta", 0),
    ]


def test_names_only_where_the_document_says_so(assistants):
    told = [row[0] for row in lines(block_of(table(FAMILIES, by="assistant", names=True)))]
    assert told == ["Rodziny", "Razem w ośrodku", "Wanda Adamek", "Wanda Bąk", "bez asystenta"]


def test_shares_and_suffixes_are_of_the_part(assistants):
    share = {
        "label": "Wizyty na rodzinę",
        "figure": "work.home_visit",
        "percent_of": ["support.families"],
        "decimals": 0,
    }
    suffixed = {"label": "Razem", "figure": "family_kind.total"}
    columns = [{"period": "Y", "suffix": ".families"}]
    assert lines(block_of(table(share, by="district")))[1:] == [
        ("Razem w ośrodku", 33),
        ("Zatorze", 50),
        ("bez rejonu", 0),
    ]
    assert lines(block_of(table(suffixed, columns=columns, by="district")))[1:] == [
        ("Razem w ośrodku", 3),
        ("Zatorze", 2),
        ("bez rejonu", 1),
    ]


def test_a_chart_has_a_bar_for_each_part(assistants):
    assert lines(block_of(chart(FAMILIES, by="district"))) == [("Zatorze", 2), ("bez rejonu", 1)]


def test_small_numbers_are_concealed_in_parts_and_in_the_whole_that_would_tell_them(assistants):
    told = lines(block_of(table(FAMILIES, by="district"), conceals=True))
    assert told[1:] == [("Razem w ośrodku", "<5"), ("Zatorze", "ukryto"), ("bez rejonu", "ukryto")]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (table(FAMILIES, by="kolor"), "a może to być: assistant, district"),
        (table(FAMILIES, by="district", names=True), "„names” może mieć tylko podział na asystentów"),
        (table({"label": "a", "values": [1], "source": "ośrodek"}, by="district"), "nie da się podzielić"),
        (
            table(FAMILIES, {"label": "Etaty", "figure": "posts.total"}, by="assistant"),
            "wiersz 2.*nie da się podzielić",
        ),
        (table({"label": "a", "figure": "support.families@assistant=A1"}), "części liczb pokazuje blok z „by”"),
        (chart(FAMILIES, VISITS, by="assistant"), "ma jeden wiersz"),
        (table({"label": "a", "figure": "support.nic"}, by="assistant"), "wiersz 1.*nie ma danej „support.nic”"),
    ],
)
def test_what_cannot_be_split_is_named(centre, block, said):
    with pytest.raises(InvalidDefinition, match=said):
        block_of({"type": "text", "text": "{{support.families}}"}, block)


def test_the_editor_keeps_and_changes_it(assistants):
    document = save_definition(text=definition(table(FAMILIES, by="assistant", names=True), periods=["Y"]))
    browser, address = signed_in(StaffFactory()), reverse("edit_block", args=["informacja", 1, 1])
    fields = fields_of(browser.get(address))
    assert (fields["by"], fields["names"]) == ("assistant", "on")
    browser.post(address, fields)
    document.refresh_from_db()
    assert parse(document.text).blocks[0].by == "assistant" and parse(document.text).blocks[0].names
    browser.post(address, fields_of(browser.get(address)) | {"by": "district"})
    document.refresh_from_db()
    assert parse(document.text).blocks[0].by == "district" and not parse(document.text).blocks[0].names
    page = browser.post(address, fields_of(browser.get(address)) | {"by": "kolor"})
    assert "Wybierz podział z listy." in page.content.decode()


def test_numbers_on_the_page_lead_to_their_lists(assistants):
    save_definition(text=definition(table(FAMILIES, by="assistant"), periods=["Y"]))
    browser = signed_in(StaffFactory())
    page = browser.get(reverse("composed", args=["informacja"]), {"rok": 2025}).content.decode()
    address = f"/dane/support/families@assistant={assistants[0].number}/?okres=2025"
    assert address in page and "Adamek" not in page
    assert browser.get(address).context["listing"].total == 2


def test_an_edition_keeps_the_parts_and_says_why_they_differ(assistants, centre):
    text = definition(table(VISITS, by="assistant"), periods=["Y"])
    document = save_definition(text=text)
    edition = freeze(document=document, centre=centre, year=2025)
    first, second = assistants
    assert document.text == text
    kept = {figure.key: (figure.value, len(figure.records)) for figure in edition.figures.all()}
    assert kept[f"work.home_visit@assistant={first.number}"] == (1, 1)
    assert kept[f"work.home_visit@assistant={second.number}"] == (0, 0)
    assert compare(edition) == []
    Visit.objects.update(substitute=second)
    told = {each.figure: (each.was, each.now, [record.change for record in each.records]) for each in compare(edition)}
    assert told == {
        f"work.home_visit@assistant={first.number}": (1, 0, ["removed"]),
        f"work.home_visit@assistant={second.number}": (0, 1, ["added"]),
    }


def test_a_document_in_parts_takes_longer_by_the_number_of_its_parts(assistants, monkeypatch):
    """Three cases, and three parts beside the whole: two assistants, and what belongs to none."""
    whole, split = (definition(table(FAMILIES, **more), periods=["Y"]) for more in ({}, {"by": "assistant"}))
    monkeypatch.setattr("reporting.figures.effort.QUICK", 11)
    assert is_quickly_composed(whole, 2025)() and not is_quickly_composed(split, 2025)()
    monkeypatch.setattr("reporting.figures.effort.QUICK", 12)
    assert is_quickly_composed(split, 2025)()
