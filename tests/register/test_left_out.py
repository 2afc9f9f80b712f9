"""A copy says what it does not carry, before and after: above all that protected families are not protected in it."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models

from assistants.models import Absence, Appointment, Substitution
from cases.models import Family, NamedReader
from reporting.checks import check_register
from reporting.exchange import files, import_register
from reporting.exchange.left_out import fields_left_out, left_out, our_models
from tests.factories import AssistantFactory, FamilyFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


def export(folder):
    out = StringIO()
    call_command("export_register", str(folder), stdout=out)
    return out.getvalue()


@pytest.fixture
def full(register):
    """A centre with something of each kind that a register cannot carry."""
    import_register(register.folder)
    family = Family.objects.get(number="R2")
    family.is_restricted, family.address, family.social_worker = True, "Lipowa 3", UserFactory(role="social_worker")
    family.save()
    NamedReader.objects.create(family=family, user=StaffFactory())
    other = AssistantFactory()
    assignment = family.assignments.get()
    days = {"starts_on": date(2021, 7, 1), "ends_on": date(2021, 7, 5)}
    Substitution.objects.create(assignment=assignment, substitute=other, **days)
    Absence.objects.create(assistant=other, kind="leave", **days)
    Appointment.objects.create(family=family, assistant=other, planned_on=date(2021, 8, 1))
    return family


def test_all_that_is_left_out_has_its_number(full):
    told = {each.what: each.count for each in left_out()}
    assert (
        told.items()
        >= {
            "rodziny, pole „adres”": 1,
            "rodziny, pole „pracownik socjalny”": 1,
            "rodziny, pole „szczególnie chroniona”": 1,
            "osoby wskazane do rodzin": 1,
            "zastępstwa": 1,
            "nieobecności": 1,
            "umówione spotkania": 1,
            "użytkownicy": 2,
        }.items()
    )
    assert "dokumenty" not in told


def test_the_command_says_it_before_and_after(full, tmp_path):
    before, after = export(tmp_path / "out").split("Zapisano rejestr")
    protection = "Rejestr zawiera akta 1\xa0rodziny szczególnie chronionej i nie przenosi ochrony"
    assert protection in before
    assert "- zastępstwa: 1\n" in before
    assert "- rodziny, pole „adres”: 1\n" in before
    assert protection in after
    assert "Nie ma w nim tego, co wypisano wyżej" in after


def test_the_command_says_nothing_of_protection_without_such_families(register, tmp_path):
    import_register(register.folder)
    assert "chronion" not in export(tmp_path / "out")


def test_the_import_says_that_nobody_is_protected(register):
    out = StringIO()
    call_command("import_register", str(register.folder), stdout=out)
    assert "Żadna z wczytanych rodzin nie jest teraz szczególnie chroniona" in out.getvalue()


def test_the_import_does_not_say_so_of_a_register_without_families(register):
    for path in register.folder.iterdir():
        if path.name not in ("centre.csv", "assistants.csv"):
            path.unlink()
    out = StringIO()
    call_command("import_register", str(register.folder), stdout=out)
    assert "chroniona" not in out.getvalue()


def test_every_model_has_a_file_or_a_reason():
    in_files = {file.model for file in files.FILES}
    without = {model._meta.label for model in our_models() if model not in in_files}
    assert without == files.NOT_EXPORTED.keys(), "Add it to FILES or NOT_EXPORTED in reporting/exchange/files.py."


def test_a_model_that_was_forgotten_fails_the_check(monkeypatch):
    monkeypatch.delitem(files.NOT_EXPORTED, "assistants.Absence")
    assert [(error.id, error.obj._meta.label) for error in check_register(None)] == [
        ("reporting.E001", "assistants.Absence")
    ]


def test_a_new_field_counts_until_it_has_a_column_or_a_reason(monkeypatch):
    before = {field.name for field in fields_left_out(Family)}
    field = models.CharField("nowe pole", max_length=5)
    field.set_attributes_from_name("new_one")
    monkeypatch.setattr(Family._meta, "concrete_fields", (*Family._meta.concrete_fields, field))
    assert {field.name for field in fields_left_out(Family)} == before | {"new_one"}


def test_absorbed_families_are_not_counted(full):
    FamilyFactory(address="Krucza 1", is_restricted=True, merged_into=full)
    told = {each.what: each.count for each in left_out()}
    assert told["rodziny, pole „adres”"] == told["rodziny, pole „szczególnie chroniona”"] == 1
