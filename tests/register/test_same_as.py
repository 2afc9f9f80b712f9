"""The column `same_as` of persons.csv: the same person in another row of the file."""

import pytest

from cases.models import Person
from reporting.exchange import export_register, import_register
from tests.register.folder import contents

pytestmark = pytest.mark.django_db
HEAD = "id,family,role,main_carer,first_name,last_name,sex,birth_date,pesel,same_as\n"


def persons(register, *rows):
    """Replace persons.csv, and the files that need its persons."""
    of_persons = (
        "contacts relations conditions help placements care_charges stay_starts day_care_stays workshop_attendance"
    )
    for name in of_persons.split():
        register.path(name).unlink()
    register.write("persons", HEAD + "".join(f"{row}\n" for row in rows))


def groups():
    """{id: the ids of all records of the same person}."""
    found = {}
    for number, individual in Person.objects.values_list("number", "individual"):
        found.setdefault(individual, set()).add(number)
    return sorted(map(sorted, found.values()))


def test_an_earlier_and_a_later_row(register):
    links = (("O1", "R1", "O2"), ("O2", "R2", ""), ("O3", "R2", "O4"), ("O4", "R1", ""))
    persons(register, *(f"{number},{family},child,0,Ola,,,2012-01-01,,{same}" for number, family, same in links))
    import_register(register.folder)
    assert groups() == [["O1", "O2"], ["O3", "O4"]]
    assert Person.objects.get(number="O1").same_as.number == "O2"


def test_a_chain_is_one_person(register):
    born = "2012-01-01"
    persons(register, *(f"O{n},R{n},child,0,Ola,,,{born},,{same}" for n, same in ((1, "O2"), (2, "O10"), (10, ""))))
    import_register(register.folder)
    assert groups() == [["O1", "O10", "O2"]]


def test_a_circle_is_one_person(register):
    persons(register, "O1,R1,child,0,Ola,,,2012-01-01,,O2", "O2,R2,child,0,Ola,,,2012-01-01,,O1")
    import_register(register.folder)
    assert groups() == [["O1", "O2"]]


def test_a_pesel_and_a_link_join_three_records(register):
    persons(
        register,
        "O1,R1,parent,1,Ewa,,F,1990-05-14,90051412343,",
        "O2,R2,parent,1,Ewa,,F,1990-05-14,90051412343,",
        "O10,R10,parent,1,Ewa,,F,1990-05-14,,O2",
    )
    import_register(register.folder)
    assert groups() == [["O1", "O10", "O2"]]


@pytest.mark.parametrize(
    "same, message",
    [
        ("O9", "w persons.csv nie ma id „O9”"),
        ("O1", "osoba wskazuje samą siebie; wpisz id jej zapisu w innej rodzinie"),
    ],
)
def test_a_wrong_link_is_named(register, same, message):
    persons(register, f"O1,R1,child,0,Ola,,,2012-01-01,,{same}")
    assert register.refusal() == [f"persons.csv:2: same_as: {message}"]


def test_a_link_to_a_row_that_could_not_be_read_is_no_error(register):
    persons(register, "O1,R1,child,0,Ola,,,2012-01-01,,O2", "O2,R2")
    assert register.refusal() == ["persons.csv:3: wiersz ma inną liczbę komórek (2) niż nagłówek (10)"]


def test_the_column_may_be_missing(register):
    rows = (row.rsplit(",", 3) for row in register.text("persons").splitlines())
    register.write("persons", "".join(f"{row},{phone},{email}\n" for row, _same, phone, email in rows))
    import_register(register.folder)
    assert len(groups()) == 4


def test_export_writes_it_again_also_of_joined_records_and_events(register, tmp_path):
    import_register(register.folder)
    export_register(tmp_path / "out")
    out = contents(tmp_path / "out")
    assert out["persons.csv"] == contents(register.folder)["persons.csv"]
    assert b",O1,,\n" in out["persons.csv"]
    assert b",E1," in out["visits.csv"]
