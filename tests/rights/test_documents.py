"""docs/data-protection.md lists what the database holds."""

import pytest
from django.apps import apps
from django.conf import settings

from cases.privacy.inventory import HELD
from familycare.accounts.models import Role
from familycare.centre.models import Centre

DOCUMENT = (settings.BASE_DIR / "docs" / "data-protection.md").read_text(encoding="utf-8")
STAFF = [
    "accounts.User",
    "assistants.Absence",
    "assistants.Assistant",
    "assistants.MonthOfPost",
    "assistants.Post",
    "assistants.Qualification",
    "assistants.Training",
    "assistants.WorkshopLeader",
]


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
    def test_lists_the_fields_about_families_and_what_anonymisation_deletes(self, held):
        line = line_of_family(held)
        assert line in DOCUMENT, (
            f"docs/data-protection.md lacks in its table of families the row of {held.label}: {line}"
        )

    @pytest.mark.parametrize("label", STAFF)
    def test_lists_the_fields_about_staff(self, label):
        line = line_of_staff(label)
        assert line in DOCUMENT, f"docs/data-protection.md lacks in its table of staff the row of {label}: {line}"

    @pytest.mark.parametrize("role", Role.labels)
    def test_says_what_each_role_sees(self, role):
        assert f"| {role} |" in DOCUMENT, f"The table of roles in docs/data-protection.md lacks a row of „{role}”."

    def test_says_how_long(self):
        assert f"{Centre._meta.get_field('retention_years').default} lat" in DOCUMENT
