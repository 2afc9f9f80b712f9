"""Names, order and columns of outside figures in a register."""

import pytest

from reporting.exchange import export_register, import_register
from reporting.outside.groups import groups
from reporting.outside.layout import add_column, change_heading, move
from reporting.outside.models import OutsideFigure, OutsideHeading
from tests.register.folder import contents

pytestmark = pytest.mark.django_db


def test_names_order_and_columns_survive(tmp_path):
    for series, label in (("poverty", "Ubóstwo"), ("b", "Bal")):
        OutsideFigure.objects.create(
            group="reasons", series=series, label=label, unit="families", period="2025", value=61, source="ośrodek"
        )
    move(group_key="reasons", kind="series", key="b", step=-1)
    add_column(group_key="reasons", label="osoby", unit="persons")
    change_heading(group_key="reasons", kind="group", key="reasons", label="Powody świadczeń")
    export_register(tmp_path / "one")
    before = groups()
    for model in (OutsideFigure, OutsideHeading):
        model.objects.all().delete()
    import_register(tmp_path / "one")
    assert groups() == before
    export_register(tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_register_without_headings_brings_none(register, tmp_path):
    register.path("figure_headings").unlink()
    import_register(register.folder)
    assert not OutsideHeading.objects.exists()
    export_register(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(register.folder)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("budget,group,other,Inne,,0,0", "kluczem grupy jest ona sama: „budget”"),
        ("budget,series,,Inne,,0,0", "pozycja musi mieć klucz"),
        ("budget,series,salaries,Płace,,0,0", "ten nagłówek podano już w wierszu 3"),
        ("budget,row,x,Płace,,0,0", "nieznany kod „row”"),
        ("budget,column,x,Płace,kg,0,0", "nieznany kod „kg”"),
    ],
)
def test_a_wrong_heading_is_refused(register, row, said):
    register.add("figure_headings", row)
    assert said in " ".join(register.refusal())
