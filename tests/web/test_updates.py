"""Changes from a register in the browser: first a preview, then the same."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import AreaFinding, Diagnosis, Family, FamilyProblem, NamedReader
from familycare.audit.models import Change
from tests.clients import signed_in
from tests.factories import CaseFactory, FamilyFactory, PersonFactory, StaffFactory
from tests.html_pages import links_of, words
from tests.web.zips import zipped

IMPORT, RESULT, CHANGES = reverse("import"), reverse("import_result"), reverse("import_changes")
TO_IMPORT = f"{IMPORT}?zmiany=wczytaj"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def families(staff):
    return [FamilyFactory(number=f"R{n}", name=f"Lis{n}", district="Las") for n in (1, 2)]


def preview(client, **files):
    """The preview of a register with these files."""
    return client.post(IMPORT, {"register": zipped(**files), "mode": "zmiany"}, follow=True)


def write(client, **files):
    """The result of the import after the preview that was shown last."""
    form = client.get(TO_IMPORT).context["form"]
    data = {"mode": form["mode"].value(), "previewed": form["previewed"].value(), "register": zipped(**files)}
    return client.post(IMPORT, data, follow=True)


def test_nothing_is_changed_before_somebody_saw_what(staff, families):
    page = preview(staff, families="id,name\nR1,Wilk\nR2,Lis2\nR3,Sowa\n")
    told = words(page)
    assert "Co zmieni rejestr „rejestr.zip”" in told
    assert "Nazwisko rodziny: Lis1 → Wilk" in told
    assert "families.csv 1 1 1 0" in told
    assert Family.objects.get(number="R1").name == "Lis1"
    assert links_of(page)["Wczytaj te zmiany"] == TO_IMPORT


def test_then_it_is_changed(staff, families):
    files = {"families": "id,name\nR1,Wilk\n"}
    preview(staff, **files)
    told = words(write(staff, **files))
    assert "Zmiany z rejestru „rejestr.zip” wczytane" in told
    assert Family.objects.get(number="R1").name == "Wilk"
    change = Change.objects.latest("sequence")
    assert (change.kind, dict(change.payload["counts"])) == ("imported", {"families.csv, zmienione": 1})


def test_other_data_since_the_preview_are_noticed(staff, families):
    files = {"families": "id,name\nR1,Wilk\n"}
    preview(staff, **files)
    Family.objects.filter(number="R1").update(name="Żbik")
    told = words(write(staff, **files))
    assert "od podglądu zmieniły się dane" in told
    assert "Żbik → Wilk" in told
    assert Family.objects.get(number="R1").name == "Żbik"
    write(staff, **files)
    assert Family.objects.get(number="R1").name == "Wilk"


def test_errors_refuse_all_of_it(staff, families):
    told = words(
        preview(staff, families="id,name\nR1,Wilk\n", problems="family,problem,identified_on\nR9,poverty,32\n")
    )
    assert "Zmian z rejestru „rejestr.zip” nie wczytano" in told
    assert "id „R9” nie ma w bazie ani w families.csv" in told
    assert "families.csv 0 1 0 0" in told
    assert "problems.csv 0 0 0 1" in told


def test_a_register_that_says_nothing_new(staff, families):
    told = words(preview(staff, families="id,name\nR1,Lis1\n"))
    assert "mówi to, co jest już w systemie" in told


def test_the_changes_can_be_downloaded(staff, families):
    preview(staff, families="id,name\nR1,Wilk\nR3,Sowa\n")
    lines = staff.get(CHANGES).content.decode("utf-8-sig").splitlines()
    assert lines == [
        "plik;wiersz;zapis;pole;było;będzie",
        "families.csv;2;numer R1;Nazwisko rodziny;Lis1;Wilk",
        "families.csv;3;numer R3;nowy zapis;;",
    ]


class TestHidden:
    """A restricted family that the manager is not named to."""

    @pytest.fixture
    def hidden(self, families):
        family = FamilyFactory(number="R7", name="Tajny", district="Skryty", is_restricted=True)
        NamedReader.objects.create(family=family, user=StaffFactory())
        return family

    @pytest.mark.parametrize("name", ["Tajny", "Inny"])
    def test_is_refused_whatever_is_said(self, staff, hidden, name):
        page = preview(
            staff,
            families=f"id,name\nR1,Wilk\nR7,{name}\n",
            problems="family,problem,identified_on\nR7,poverty,2022-01-01\n",
        )
        told = words(page)
        assert "Skryty" not in page.content.decode() and "Tajny" not in page.content.decode()
        assert "families.csv – – 1 wiersz dotyczy rodzin, do których nie masz dostępu" in told
        assert "problems.csv – – 1 wiersz dotyczy rodzin" in told
        assert not FamilyProblem.objects.exists()

    def test_is_refused_when_a_row_names_it_by_a_diagnosis(self, staff, hidden):
        case = CaseFactory(family=hidden, opened_on=date(2022, 1, 2))
        made = Diagnosis.objects.create(case=case, made_on=date(2022, 2, 1), number="G7")
        AreaFinding.objects.create(diagnosis=made, area_id="housing", state="Wilgoć")
        told = words(preview(staff, diagnosis_areas="diagnosis,area,state\nG7,housing,Sucho\n"))
        assert "dotyczy rodzin, do których nie masz dostępu" in told
        assert "Wilgoć" not in told

    def test_nobody_is_said_to_be_a_person_of_it(self, staff, families, hidden):
        PersonFactory(number="O1", family=families[0])
        secret = PersonFactory(number="O7", family=hidden)
        told = words(preview(staff, persons="id,same_as\nO1,O7\n"))
        assert "persons.csv – – 1 wiersz dotyczy rodzin, do których nie masz dostępu" in told
        secret.refresh_from_db()
        assert secret.first_record is None

    def test_others_are_changed_beside_it(self, staff, hidden):
        files = {"families": "id,name\nR1,Wilk\n"}
        preview(staff, **files)
        assert "wczytane" in words(write(staff, **files))

    def test_who_is_named_changes_it(self, hidden):
        client = signed_in(hidden.named_readers.get().user)
        assert "Tajny → Jawny" in words(preview(client, families="id,name\nR7,Jawny\n"))


def test_without_an_update_there_is_no_list(staff, families):
    assert staff.get(CHANGES).status_code == 404
    assert staff.get(TO_IMPORT).context["form"]["mode"].value() == "calosc"
