"""A copy says what it does not carry, before and after: above all that protected families are not protected in it."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models

from cases.models import Family, SavedView
from reporting.checks import check_register
from reporting.exchange import files, import_register
from reporting.exchange.left_out import NOT_EXPORTED, WITHOUT_CONTENTS, fields_left_out, left_out, our_models
from tests.factories import FamilyFactory, UserFactory

pytestmark = pytest.mark.django_db


def export(folder):
    out = StringIO()
    call_command("export_register", str(folder), stdout=out)
    return out.getvalue()


@pytest.fixture
def full(register):
    """A centre with something that a register does not carry, and a protected family."""
    import_register(register.folder)
    family = Family.objects.get(number="R2")
    family.is_restricted, family.form_key = True, "k"
    family.save()
    SavedView.objects.create(user=UserFactory(), name="Moje", query="", used_on=date(2024, 5, 1))
    return family


def test_all_that_is_left_out_has_its_number(full):
    told = {each.what: each.count for each in left_out()}
    assert told["zapisane widoki"] == 1
    assert not {what for what in told if what.startswith(("rodziny", "zastępstwa", "użytkownicy"))}
    assert "dokumenty" not in told


def test_the_command_says_it_before_and_after(full, tmp_path):
    before, after = export(tmp_path / "out").split("Zapisano rejestr")
    protection = "Rejestr zawiera akta 2\xa0rodzin szczególnie chronionych. Po wczytaniu zostają chronione"
    assert protection in before
    assert "- zapisane widoki: 1\n" in before
    assert protection in after
    assert "Nie ma w nim tego, co wypisano wyżej" in after


def without_protected(register):
    register.change("families", "R4,Rodzina zanonimizowana,,,,,,1,2024-02-03\n", "")
    register.path("named_readers").unlink()


def test_the_command_says_nothing_of_protection_without_such_families(register, tmp_path):
    without_protected(register)
    import_register(register.folder)
    assert "chronion" not in export(tmp_path / "out")


def test_the_import_says_that_nobody_is_protected(register):
    without_protected(register)
    out = StringIO()
    call_command("import_register", str(register.folder), stdout=out)
    assert "Żadna z wczytanych rodzin nie jest teraz szczególnie chroniona" in out.getvalue()


def test_the_import_says_how_many_are_protected(register):
    out = StringIO()
    call_command("import_register", str(register.folder), stdout=out)
    assert "Wczytano 1\xa0rodzinę szczególnie chronioną. Otworzą ją tylko" in out.getvalue()


def test_the_import_does_not_say_so_of_a_register_without_families(register):
    for path in register.folder.iterdir():
        if path.name not in ("accounts.csv", "centre.csv", "assistants.csv"):
            path.unlink()
    out = StringIO()
    call_command("import_register", str(register.folder), stdout=out)
    assert "chroni" not in out.getvalue()


def test_every_model_has_a_file_or_a_reason():
    in_files = {file.model for file in files.FILES}
    without = {model._meta.label for model in our_models() if model not in in_files}
    assert without == NOT_EXPORTED.keys(), "Add it to FILES or NOT_EXPORTED in reporting/exchange/left_out.py."


def test_a_model_that_was_forgotten_fails_the_check(monkeypatch):
    monkeypatch.delitem(NOT_EXPORTED, "cases.SavedView")
    assert [(error.id, error.obj._meta.label) for error in check_register(None)] == [
        ("reporting.E001", "cases.SavedView")
    ]


def test_a_new_field_counts_until_it_has_a_column_or_a_reason(monkeypatch):
    before = {field.name for field in fields_left_out(Family)}
    field = models.CharField("nowe pole", max_length=5)
    field.set_attributes_from_name("new_one")
    monkeypatch.setattr(Family._meta, "concrete_fields", (*Family._meta.concrete_fields, field))
    assert {field.name for field in fields_left_out(Family)} == before | {"new_one"}


def test_absorbed_families_are_not_counted(full, monkeypatch):
    monkeypatch.setitem(WITHOUT_CONTENTS, "cases.Family", {})
    FamilyFactory(form_key="other", merged_into=full)
    assert {each.what: each.count for each in left_out()}["rodziny, pole „klucz formularza”"] == 1
