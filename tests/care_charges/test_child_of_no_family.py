"""A child for whom the municipality pays, and whose family is not registered."""

from datetime import date

import pytest

from cases.models import Family, Person, Placement
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import words

NEW = "/odplatnosci/2024-05/dziecko/"
SENT = {
    "first_name": "Ola",
    "last_name": "Żukowska",
    "birth_date": "01.02.2016",
    "form": "family_institution",
    "starts_on": "15.03.2022",
}


def test_is_registered_with_place_and_first_day(desk):
    form = fields_of(desk.get(NEW)) | SENT
    for _unused in range(2):
        assert desk.post(NEW, form).url == "/odplatnosci/2024-05/"
    child = Person.objects.get()
    assert (child.role, child.family.name, child.main_carer) == ("child", "Żukowska", False)
    assert (Placement.objects.get().form, Placement.objects.get().starts_on) == (
        "family_institution",
        date(2022, 3, 15),
    )
    page = words(desk.get("/odplatnosci/2024-05/"))
    assert "Dopisano: Ola Żukowska" in page
    assert "Brakuje odpłatności za 1 osobę z 1: Żukowska Ola" in page
    assert "50%, 3. rok lub dalszy" in page
    assert figures("support", "2024")["families"] == 0


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"first_name": ""}, "first_name", "Podaj imię dziecka."),
        ({"birth_date": "01.02.2002"}, "starts_on", "pełnoletnia"),
        ({"starts_on": "01.01.2016"}, "starts_on", "nie było jeszcze na świecie"),
        ({"starts_on": "21.05.2024"}, "starts_on", "jeszcze nie nadszedł"),
        ({"form": "sociotherapy_centre"}, "form", ""),
        ({"pesel": "123"}, "pesel", "PESEL jest błędny"),
        ({"pesel": "90051412343"}, "pesel", "nie zgadza się z datą urodzenia"),
        ({"form_key": "x"}, "form_key", ""),
    ],
)
def test_what_cannot_be(desk, wrong, field, message):
    page = send(desk, NEW, **SENT | wrong)
    assert message in errors_of(page)[field]
    assert not Family.objects.exists()


def test_a_child_that_is_known_is_asked_about(desk, child):
    known = {"first_name": child.first_name, "last_name": child.last_name, "birth_date": "01.05.2015"}
    page = send(desk, NEW, **SENT | known)
    assert "Czy to nie ta rodzina?" in words(page)
    assert Family.objects.count() == 1
    assert desk.post(NEW, fields_of(page) | {"is_new": "on"}).status_code == 302
    assert Family.objects.count() == 2
