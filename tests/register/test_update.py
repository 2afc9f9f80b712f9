"""A register that refers to what is there: it adds, changes, and leaves the rest as it is."""

import re

import pytest
from django.conf import settings

from assistants.models import Assignment, Visit
from cases.models import Family, Person, SupportingFamily
from familycare.audit.models import Change
from reporting.exchange import export_register
from reporting.exchange.errors import RegisterErrors, RemarksNotAccepted
from reporting.exchange.files import FILES
from reporting.exchange.updating import PreviewOutdated, update_register
from tests.register.folder import contents
from tests.register.updates import changes, numbers, refusal, update

pytestmark = pytest.mark.django_db


@pytest.mark.every_kind
def test_what_was_exported_changes_nothing(there, tmp_path):
    before, log = contents(there.folder), Change.objects.count()
    summary = update_register(there.folder)
    assert not summary.preview.changes_anything
    assert {each.file for each in summary.preview.files} == {file.csv_name for file in FILES}
    assert sum(each.unchanged for each in summary.preview.files) == summary.total
    export_register(tmp_path / "out")
    assert contents(tmp_path / "out") == before
    assert Change.objects.count() == log + 2


@pytest.mark.every_kind
def test_an_empty_database_takes_a_whole_register(register, tmp_path):
    summary = update_register(register.folder)
    assert sum(each.new + each.changed for each in summary.preview.files) == summary.total
    export_register(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(register.folder)


class TestAdding:
    def test_what_belongs_to_records_that_are_there(self, part):
        part.write("placements", "person,form,start\nO2,kinship_foster,2022-01-01\n")
        part.write("care_charges", "person,month,total_cost\nO2,2022-03,350\n")
        part.write(
            "visits",
            "case,assistant,date,kind,minutes,advice_count,institution,summary,event\n"
            "S2,A1,2021-05-01,home_visit,60,0,,Nowa,\nS1,A2,2021-01-01,phone_contact,5,,,,\n",
        )
        part.write("persons", "id,family,role,first_name,birth_date\nO9,R1,child,Ala,2021-01-01\n")
        part.write("problems", "family,problem,identified_on,resolved_on\nR2,poverty,2022-01-01,\n")
        summary = update(part)
        assert numbers(summary) == {
            "persons.csv": (1, 0, 0),
            "visits.csv": (1, 0, 1),
            "problems.csv": (1, 0, 0),
            "placements.csv": (1, 0, 0),
            "care_charges.csv": (1, 0, 0),
        }
        assert Visit.objects.filter(summary="Nowa").count() == 1
        assert Person.objects.get(number="O9").family.number == "R1"
        assert changes(summary)[0] == "persons.csv:2: numer O9: nowy zapis"

    def test_a_family_with_its_case_and_assistant(self, part):
        part.write("families", "id,name\nR5,Sowa\n")
        part.write("persons", "id,family,role,pesel\nO5,R5,parent,90051412343\n")
        part.write("cases", "id,family,kind,basis,opened_on\nS5,R5,difficulties,consent,2024-01-01\n")
        part.write("assignments", "case,assistant,start,end\nS5,A1,2024-01-01,\n")
        update(part)
        ewa, same = Person.objects.get(number="O1"), Person.objects.get(number="O5")
        assert same.individual == ewa.individual
        mine, other = (Assignment.objects.get(case__number=number) for number in ("S5", "S2"))
        assert mine.family.number == "R5"
        assert mine.place != other.place

    def test_the_same_again_changes_nothing(self, part):
        part.write("problems", "family,problem,identified_on\nR2,poverty,2022-01-01\n")
        update(part)
        assert numbers(update(part)) == {"problems.csv": (0, 0, 1)}


class TestChanging:
    def test_says_from_what_to_what_field_by_field(self, part):
        part.write("families", "id,name,structure,district\nR1,Nowak-Lis,other,\nR2,Sum,,\n")
        preview = update(part, dry_run=True)
        assert changes(preview) == [
            "families.csv:2: numer R1: Nazwisko rodziny: Nowak → Nowak-Lis; Struktura rodziny: pełna → inna; "
            "Dzielnica: Śródmieście → –",
            "families.csv:3: numer R2: Nazwisko rodziny: Kos\nBąk → Sum; Struktura rodziny: niepełna – kobieta "
            'samotnie wychowująca dzieci → –; Dzielnica: Zawodzie "Dolne", las → –',
        ]
        assert Family.objects.get(number="R1").name == "Nowak"
        assert update(part).preview.code == preview.preview.code
        family = Family.objects.get(number="R1")
        assert (family.name, family.structure, family.district) == ("Nowak-Lis", "other", "")
        assert str(family.registered_on) == "2020-01-10"

    def test_what_is_searched_follows(self, part):
        Family.objects.filter(number="R1").update(address="ul. Krótka 1")
        part.write("families", "id,name\nR1,Żółw\n")
        update(part)
        assert "zolw" in Family.objects.get(number="R1").search
        assert "krotka" in Family.objects.get(number="R1").search

    def test_no_digit_of_a_pesel_is_told(self, part):
        part.write("persons", "id,pesel\nO1,\n")
        assert changes(update(part)) == ["persons.csv:2: numer O1: PESEL: numer (ukryty) → –"]
        assert Person.objects.get(number="O1").pesel == ""

    def test_a_record_without_id_is_found_by_its_key(self, part):
        part.write("care_charges", "person,month,total_cost\nO4,2020-02,1100\n")
        part.write("posts", "assistant,funding,fraction,start,end\nA1,own,1,2015-03-01,2024-12-31\n")
        part.write("figures", "group,series,period,value\nbudget,salaries,2020,5\n")
        summary = update(part)
        assert changes(summary) == [
            "posts.csv:2: asystent A1, finansowanie środki własne gminy, od 01.03.2015: Do: – → 31.12.2024",
            "care_charges.csv:2: osoba O4, miesiąc 02.2020: Koszt całkowity (zł): 1\xa0082,10 → 1\xa0100,00",
            "figures.csv:2: grupa budget, szereg salaries, okres 2020: Wartość: 123\xa0456,78 → 5,00",
        ]

    def test_who_is_the_same_person_follows(self, part):
        part.write("persons", "id,same_as\nO3,\nO4,O2\n")
        update(part)
        persons = {each.number: each for each in Person.objects.all()}
        assert persons["O3"].same_as is None
        assert persons["O3"].individual != persons["O1"].individual
        assert persons["O4"].individual == persons["O2"].individual

    def test_an_open_thing_may_end_and_another_begin(self, part):
        part.write(
            "cases",
            "id,closed_on,family,kind,basis,opened_on\nS2,2023-01-31,R1,difficulties,consent,2021-03-31\n"
            "S9,,R1,difficulties,consent,2023-02-01\n",
        )
        part.write("assignments", "case,assistant,start,end\nS2,A1,2021-03-31,2023-01-31\nS9,A1,2023-02-01,\n")
        summary = update(part)
        assert numbers(summary) == {"cases.csv": (1, 1, 0), "assignments.csv": (1, 1, 0)}


class TestRules:
    """They hold for the records as they will be."""

    def test_for_the_row(self, part):
        part.write("cases", "id,family,kind,basis,opened_on\nS9,R1,difficulties,consent,2022-01-01\n")
        part.write("persons", "id,pesel\nO1,11111111111\n")
        part.write("care_charges", "person,month,total_cost\nO2,2020-02,1\n")
        said = refusal(part)
        assert said[0].startswith("persons.csv:2: pesel: PESEL jest błędny")
        assert said[1:] == [
            "cases.csv:2: opened_on: rodzina ma w tym czasie już objęcie wsparciem tego rodzaju (zapis w bazie)",
            "care_charges.csv:2: month: w tym miesiącu ta osoba nie była w pieczy zastępczej (placements.csv)",
        ]

    def test_for_records_that_it_contradicts(self, part):
        part.write("cases", "id,closed_on\nS2,2023-01-31\n")
        assert refusal(part) == [
            "assignments.csv: end: zapis w bazie (case S2, assistant A1, start 31.03.2021): przydzielenie wykracza "
            "poza czas objęcia wsparciem (od 2021-03-31 do 2023-01-31)"
        ]

    def test_not_for_what_was_wrong_before(self, part):
        Visit.objects.filter(summary=r"\N").update(visited_on="2024-01-01")
        part.write("cases", "id,closing_reason\nS1,other\n")
        update(part)

    def test_the_cap(self, part):
        part.write("assistants", "id,max_families\nA1,1\n")
        (said,) = refusal(part)
        assert "asystent A1 ma już 1\xa0rodzinę, a więcej mieć nie może" in said

    def test_a_limit_may_fall_to_what_is_needed(self, part):
        part.write("assistants", "id,max_families\nA1,2\n")
        update(part)
        assert set(Assignment.objects.filter(assistant__number="A1").values_list("place", flat=True)) == {1, 2}

    def test_employment_includes_what_the_assistant_did(self, part):
        part.write("assistants", "id,employed_from\nA2,2021-01-02\n")
        said = refusal(part)
        assert any("Pierwsze prowadzenie zajęć jest z 4" in each for each in said)

    def test_what_an_end_of_employment_leaves_open_is_told(self, part):
        part.write("assistants", "id,first_name,last_name,employed_from,contract\nA3,Jan,Lis,2022-01-01,service\n")
        part.write("posts", "assistant,funding,fraction,start,end\nA3,own,1,2022-01-01,\n")
        update(part)
        part.path("posts").unlink()
        part.write("assistants", "id,employed_to\nA3,2023-12-31\n")
        with pytest.raises(RemarksNotAccepted) as refused:
            update(part)
        assert [*map(str, refused.value.remarks)] == [
            "assistants.csv:2: employed_to: po tym dniu zostaje jeszcze: 1\xa0etat; trzeba to zakończyć osobno"
        ]
        part.write("posts", "assistant,funding,start,end\nA3,own,2022-01-01,2023-12-31\n")
        update(part)


class TestRefused:
    @pytest.mark.parametrize(
        "file, text, message",
        [
            ("families", "id,name\nR1,a\nR1,b\n", "families.csv:3: id: id „R1” jest już w wierszu 2"),
            ("persons", "id,family\nO1,R99\n", "persons.csv:2: family: id „R99” nie ma w bazie ani w families.csv"),
            (
                "persons",
                "id,family\nO1,R2\n",
                "persons.csv:2: family: zapis należy w bazie gdzie indziej, a rejestr go nie przenosi",
            ),
            (
                "families",
                "id,district\nR77,Las\n",
                "families.csv:2: name: tego zapisu nie ma w bazie, a nowy musi mieć tę kolumnę",
            ),
            ("families", "id,name\nR1,\n", "families.csv:2: name: brak wartości"),
            ("families", "name\nLis\n", "families.csv:1: id: brak kolumny w nagłówku"),
            (
                "families",
                "id,nazwa\nR1,Lis\n",
                "families.csv:1: nazwa: nieznana kolumna; możliwe: id, name, structure, district, registered_on",
            ),
            (
                "care_charges",
                "person,month,total_cost\nO4,2020-02,1\nO4,2020-02,2\n",
                "care_charges.csv:2: : o tym samym",
            ),
        ],
    )
    def test_with_a_sentence(self, part, file, text, message):
        part.write(file, text)
        assert refusal(part)[0].startswith(message.replace(": : ", ": "))

    def test_a_row_that_may_mean_several_records(self, part):
        part.write("posts", "assistant,funding,fraction,start,end\nA1,own,0.5,2015-03-01,\nA1,own,1,2015-03-01,\n")
        update(part)
        part.write("posts", "assistant,funding,fraction,start,end\nA1,own,0.25,2015-03-01,\n")
        assert refusal(part) == [
            "posts.csv:2: w bazie jest kilka takich zapisów (assistant, funding, start), "
            "nie wiadomo, którego dotyczy wiersz"
        ]

    def test_the_preview_counts_what_is_refused(self, part):
        part.write("families", "id,structure\nR1,full\nR2,other\n")
        with pytest.raises(RegisterErrors) as refused:
            update(part)
        (file,) = refused.value.preview.files
        assert (file.changed, file.refused) == (1, 1)

    def test_anonymised_families(self, part):
        Family.objects.filter(number="R1").update(anonymised_on="2024-01-01")
        part.write("families", "id,district\nR1,Śródmieście\n")
        assert numbers(update(part)) == {"families.csv": (0, 0, 1)}
        part.write("problems", "family,problem,identified_on\nR1,poverty,2022-01-01\n")
        assert refusal(part) == [
            "problems.csv:2: rodzina jest zanonimizowana; jej akt nie można zmieniać ani uzupełniać"
        ]


class TestPreviewed:
    def test_a_change_in_between_is_noticed(self, part):
        part.write("families", "id,name\nR1,Lis\n")
        code = update(part, dry_run=True).preview.code
        Family.objects.filter(number="R1").update(name="Wilk")
        with pytest.raises(PreviewOutdated) as refused:
            update(part, previewed=code)
        assert Family.objects.get(number="R1").name == "Wilk"
        update(part, previewed=refused.value.summary.preview.code)
        assert Family.objects.get(number="R1").name == "Lis"

    def test_other_changes_do_not_matter(self, part):
        part.write("families", "id,name\nR1,Lis\n")
        code = update(part, dry_run=True).preview.code
        Family.objects.filter(number="R2").update(name="Wilk")
        update(part, previewed=code)

    def test_a_remark_that_nobody_saw_is_noticed(self, part):
        part.write("family_support", "family,supporter,start,end\nR2,Z1,2020-02-01,2020-06-01\n")
        code = update(part, dry_run=True).preview.code
        SupportingFamily.objects.filter(number="Z1").update(ends_on="2020-03-01")
        with pytest.raises(PreviewOutdated) as refused:
            update(part, previewed=code, accept_remarks=True)
        update(part, previewed=refused.value.summary.preview.code, accept_remarks=True)

    def test_another_register_is_noticed(self, part):
        part.write("families", "id,name\nR1,Lis\n")
        code = update(part, dry_run=True).preview.code
        part.write("families", "id,name\nR1,Lisek\n")
        with pytest.raises(PreviewOutdated):
            update(part, previewed=code)


def test_the_documentation_lists_the_keys():
    """`docs/register.md` names for each file without ids the columns by which an update recognises a record."""
    text = (settings.BASE_DIR / "docs" / "register.md").read_text()
    told = {}
    for files, key in re.findall(r"^\| (`.*?\.csv`.*?) \| (.*) \|$", text, re.MULTILINE):
        told |= dict.fromkeys(re.findall(r"`(\w+)\.csv`", files), key.strip("`"))
    for file in FILES:
        if not file.has_ids:
            whole = len(file.key) == len(file.columns)
            expected = "all columns of the file: a row that differs is another record" if whole else ", ".join(file.key)
            assert told[file.name] == (expected or "none: there is one centre")
