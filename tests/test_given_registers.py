"""Three fictional registers give the figures that the documents of their cities print.

`tests/registers/<city>.zip` is the register, `<city>.json` beside it says which cell of which table equals what.
`contradictions.json` has the 60 places at which five real documents contradict themselves: what must hold between our
figures instead (`relation`, `shares`, `share` with `of`, `limit`, `change`), or the `reason` why it concerns none.
"""

import json
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import transaction

from familycare.centre.law.reading import read_law
from familycare.centre.models import Centre, LegalTerm
from reporting.documents.composing.compose import compose
from reporting.documents.definitions.parsing import parse
from reporting.exchange import import_register
from reporting.figures.compute import compute
from reporting.figures.relations import RELATIONS
from reporting.figures.relations.checking import comparisons
from reporting.figures.relations.definitions import at_most, equal
from reporting.periods import Period
from reporting.renderers.document_json import as_data

FOLDER = Path(__file__).with_name("registers")
REGISTERS = sorted(FOLDER.glob("*.zip"))
CONTRADICTIONS = json.loads((FOLDER / "contradictions.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=REGISTERS, ids=lambda register: register.stem)
def register(request, django_db_setup, django_db_blocker):
    """The path of a register that is in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_register(request.param)
        yield request.param
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def expected(register):
    return json.loads(register.with_suffix(".json").read_text(encoding="utf-8"), parse_float=Decimal)


@pytest.fixture(scope="module")
def tables(register, expected, django_db_blocker):
    """All tables for the periods of the document of the city."""
    with django_db_blocker.unblock():
        return compute(list(map(Period.parse, expected["periods"])))


def entries(kind):
    return [entry for entry in CONTRADICTIONS if kind in entry]


def test_all_cells_are_equal(register, expected, db):
    cells = {
        (cell["table"], cell["row"], period): value
        for cell in expected["cells"]
        for period, value in cell["values"].items()
    }
    periods = {text: Period.parse(text) for _table, _row, text in cells}
    tables = compute(list(periods.values()))
    computed = {(table, row, period): tables[table].value(row, periods[period]) for table, row, period in cells}
    wrong = {cell: (computed[cell], value) for cell, value in cells.items() if computed[cell] != value}
    assert not wrong, f"The figures (computed, printed) of {register.name} differ: {wrong}"
    for order in expected.get("orders", ()):
        values = [tables[order["table"]].value(row, periods[order["period"]]) for row in order["rows"]]
        assert values == sorted(values, reverse=True)


def test_each_contradiction_is_answered():
    assert len({entry["check"] for entry in CONTRADICTIONS}) == 60
    answers = {"relation", "shares", "share", "limit", "change", "reason"}
    assert all(len(answers & entry.keys()) == 1 for entry in CONTRADICTIONS)


def test_what_contradicts_itself_there_holds_here(tables, db):
    """Each of these relations is one that every document of a centre is checked by."""
    for entry in entries("relation"):
        left, sign, right = entry["relation"].partition(" <= " if " <= " in entry["relation"] else " = ")
        relation = (at_most if "<" in sign else equal)(left, right)
        assert relation in RELATIONS, entry["check"]
        wrong = [each for each in comparisons(tables, [relation]) if not each.holds]
        assert not wrong, entry["check"]


def test_the_registers_have_what_is_compared(tables, expected, db):
    """Of these relations a register must have numbers, or the test above proves nothing."""
    compared = {each.relation for each in comparisons(tables) if each.right.value}
    assert len(compared) > 25
    of_all = ["children_per_family.* = support.families", "closure_results.* = closures.total"]
    assert all(equal(*each.split(" = ")) in compared for each in of_all)
    assert all(each.holds for each in comparisons(tables))


def shares():
    """(the figures of shares, the figures that are 100%), as `contradictions.json` names them."""
    some = {(entry["share"], entry["of"]) for entry in entries("share")}
    return sorted(some | {(entry["shares"], entry["shares"]) for entry in entries("shares")})


def figures_named(name, tables):
    table, _dot, row = name.partition(".")
    return [f"{table}.{each.key}" for each in tables[table].rows] if row == "*" else [name]


def value(tables, figure, period):
    table, _dot, row = figure.partition(".")
    return tables[table].value(row, period)


def composed(tables, blocks):
    """The first chapter of a document of these blocks, as data; figures as in `tables`."""
    periods = [str(period) for period in next(iter(tables.values())).periods]
    source = {
        "key": "x",
        "kind": "other",
        "title": "X",
        "periods": periods,
        "chapters": [{"title": "X", "blocks": blocks}],
    }
    document = compose(parse(json.dumps(source)), centre=Centre.objects.first(), year=2025)
    return as_data(document)["chapters"][0]["blocks"]


def test_shares_are_those_of_their_base(tables, db):
    """Each share is its number of the base, rounded half up; all of a base are its whole."""
    wanted = [
        (name, figure, figures_named(whole, tables))
        for name, whole in shares()
        for figure in figures_named(name, tables)
    ]
    rows = [{"label": figure, "figure": figure, "percent_of": base} for _name, figure, base in wanted]
    [table] = composed(tables, [{"type": "table", "rows": rows}])
    compared, of_all = 0, defaultdict(list)
    for (name, figure, base), row in zip(wanted, table["rows"], strict=True):
        for period, shown in zip(tables["support"].periods, row["values"], strict=True):
            count, whole = value(tables, figure, period), sum(value(tables, each, period) for each in base)
            if whole:
                assert shown == int(Fraction(10_000 * count, whole) + Fraction(1, 2)) / 100, (figure, period)
                compared += bool(count)
                of_all[name, period].append(Decimal(str(shown)))
    assert compared > 5
    for (name, _period), parts in of_all.items():
        assert not name.endswith("*") or abs(sum(parts) - 100) <= Decimal("0.005") * len(parts)


def test_no_assistant_has_more_families_than_the_law_allows(tables, db):
    """The documents divide the families of a year by the posts, which says nothing about any one day."""
    law = read_law()
    assert len(entries("limit")) == 5
    for period in tables["caseload"].periods:
        assert 0 < value(tables, "caseload.max", period) <= law(LegalTerm.MOST_FAMILIES, period.end)


def test_words_about_a_change_come_from_its_numbers(tables, db):
    years = sorted(tables["support"].periods)
    for entry in entries("change"):
        figure = entry["change"]
        for before, after in pairwise(years):
            difference = value(tables, figure, after) - value(tables, figure, before)
            live = f"{{{{{figure}@{after}-{figure}@{before}|change}}}}"
            [block] = composed(tables, [{"type": "text", "text": live}])
            word = "więcej" if difference > 0 else "mniej" if difference else "tyle samo"
            assert word in block["text"] and (not difference or str(abs(difference)) in block["text"])
