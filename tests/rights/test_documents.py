"""What the data-protection officer reads is what the database holds."""

import pytest
from django.apps import apps
from django.conf import settings

from cases.privacy.inventory import HELD
from familycare.accounts.models import Role
from familycare.centre.models import Centre

DOCUMENT = (settings.BASE_DIR / "docs" / "data-protection.md").read_text(encoding="utf-8")
STAFF = ["accounts.User", "assistants.Absence", "assistants.Assistant", "assistants.Post", "assistants.Training"]


def named(model, fields):
    return ", ".join(str(model._meta.get_field(name).verbose_name) for name in fields)


def line_of_family(held):
    """„| Osoby | rola w rodzinie, imię, … | imię, nazwisko, PESEL |”"""
    title = str(held.title)
    fields = ", ".join(str(field.verbose_name) for field in held.fields)
    gone = "całość" if held.goes else named(held.model, held.erased) or "–"
    return f"| {title[:1].upper()}{title[1:]} | {fields} | {gone} |"


def line_of_staff(label):
    model = apps.get_model(label)
    title = str(model._meta.verbose_name_plural)
    fields = [
        str(field.verbose_name)
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.generated or field.name == "assistant")
    ]
    return f"| {title[:1].upper()}{title[1:]} | {', '.join(fields)} |"


@pytest.mark.every_kind
class TestDataProtection:
    @pytest.mark.parametrize("held", HELD, ids=lambda held: held.label)
    def test_names_every_field_about_families_and_what_becomes_of_it(self, held):
        assert line_of_family(held) in DOCUMENT

    @pytest.mark.parametrize("label", STAFF)
    def test_names_every_field_about_those_who_work_here(self, label):
        assert line_of_staff(label) in DOCUMENT

    @pytest.mark.parametrize("role", Role.labels)
    def test_says_what_each_role_sees(self, role):
        assert f"| {role} |" in DOCUMENT

    def test_says_how_long(self):
        assert f"{Centre._meta.get_field('retention_years').default} lat" in DOCUMENT
