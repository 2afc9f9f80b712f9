"""`manage.py check` reports what is missing for a model that belongs to a family."""

from dataclasses import replace

import pytest

from cases import checks
from cases.checks import check_kinds, check_models_of_families, models_of_families
from cases.models import Case, Family, PlanGoal
from cases.records.court import court_order
from familycare.audit.registry import WATCHED
from reporting import checks as register_checks
from reporting.checks import check_register


def found(check):
    """{id of an error: (the model it is about, what to do)}."""
    return {error.id: (error.obj, error.hint) for error in check(None)}


@pytest.mark.every_kind
def test_nothing_is_missing():
    errors = [*check_models_of_families(None), *check_kinds(None), *check_register(None)]
    assert not errors, "\n".join(map(str, errors))


def test_a_chain_of_keys_leads_to_a_family_too():
    assert {Family, Case, PlanGoal} <= {*models_of_families()}


def test_names_the_registry_and_its_file(monkeypatch):
    monkeypatch.delitem(checks.PART_OF, "cases.PlanGoal")
    monkeypatch.delitem(WATCHED, PlanGoal)
    monkeypatch.delitem(checks.DATES, PlanGoal)
    monkeypatch.setattr(checks, "HELD", [held for held in checks.HELD if held.label != "cases.PlanGoal"])
    errors = found(check_models_of_families)
    assert {obj for obj, _hint in errors.values()} == {PlanGoal}
    for number, file in enumerate(
        ("cases/access.py", "cases/apps.py", "cases/privacy/inventory.py", "cases/family_page/as_of.py"), 1
    ):
        assert file in errors[f"cases.E00{number}"][1]
        assert "docs/add-a-record.md" in errors[f"cases.E00{number}"][1]


@pytest.mark.parametrize("label", register_checks.NOT_EXPORTED)
def test_what_is_not_exported_has_a_reason(label, monkeypatch):
    assert len(register_checks.NOT_EXPORTED[label].split()) > 3
    monkeypatch.delitem(register_checks.NOT_EXPORTED, label)
    obj, hint = found(check_register)["reporting.E001"]
    assert obj._meta.label == label and "reporting/exchange/files.py" in hint


def test_what_is_exported_has_no_reason_not_to_be(monkeypatch):
    monkeypatch.setitem(register_checks.NOT_EXPORTED, "cases.Case", "")
    assert found(check_register)["reporting.E002"][0] is Case


def test_a_field_without_a_column_would_be_lost(monkeypatch):
    files = [file for file in register_checks.FILES if file.model is not court_order.model]
    (of_orders,) = [file for file in register_checks.FILES if file.model is court_order.model]
    columns = tuple(column for column in of_orders.columns if column.name != "signature")
    monkeypatch.setattr(register_checks, "FILES", [*files, replace(of_orders, columns=columns)])
    field, hint = found(check_register)["reporting.E003"]
    assert field.name == "signature" and "cases/records/court.py" in hint


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"word": "pismo"}, 5),
        ({"word": "Sąd"}, 5),
        ({"day": "heard_on"}, 7),
        ({"days": ("issued_on", "nowhere")}, 7),
        ({"erased": {"nowhere": ""}}, 7),
        ({"card": replace(court_order.card, always=True, none_today="")}, 8),
    ],
)
def test_an_invalid_kind_is_reported(changes, number, monkeypatch):
    monkeypatch.setattr(
        checks, "KINDS", [*(kind for kind in checks.KINDS if kind is not court_order), replace(court_order, **changes)]
    )
    assert found(check_kinds).keys() == {f"cases.E00{number}"}
