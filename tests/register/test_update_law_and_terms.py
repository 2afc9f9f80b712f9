"""Updates where the law was amended, and where entries of dictionaries were merged or retired."""

from datetime import date

import pytest

from assistants.models import Assignment
from cases.models import FamilyProblem
from familycare.centre.dictionaries.services import merge_entries, retire_entry
from familycare.centre.law.services import add_amendment
from familycare.centre.models import HelpKind, LegalTerm, Problem
from reporting.exchange import export_register, import_register
from reporting.exchange.errors import RemarksNotAccepted
from reporting.exchange.files import FILES
from reporting.exchange.spreadsheets.cells import labels_of
from tests.register.updates import changes, numbers, refusal, update

pytestmark = pytest.mark.django_db


def merge(model, source, target):
    merge_entries(source=model.objects.get(code=source), target=model.objects.get(code=target))


class TestFewerFamilies:
    """The law of the first day of an assignment allows fewer than the assistant's own limit."""

    @pytest.fixture
    def families(self, part):
        add_amendment(
            term=LegalTerm.MOST_FAMILIES, starts_on=date(2023, 1, 1), value=2, source="art. 15", confirmed=True
        )
        part.write("families", "id,name\nF1,Lis\nF2,Wilk\n")
        part.write(
            "cases",
            "id,family,kind,basis,opened_on\nC1,F1,difficulties,consent,2022-12-31\n"
            "C2,F2,difficulties,consent,2022-12-31\n",
        )
        return part

    def test_the_one_too_many_is_told(self, families):
        families.write("assignments", "case,assistant,start,end\nC1,A1,2023-01-01,\nC2,A1,2023-01-01,\n")
        with pytest.raises(RemarksNotAccepted) as refused:
            update(families)
        assert [str(each).replace("\xa0", " ") for each in refused.value.remarks] == [
            "assignments.csv:3: start: dnia 2023-01-01 asystent A1 ma już 2 rodziny, a na więcej nie pozwala wtedy "
            "ustawa"
        ]
        update(families, accept_remarks=True)
        assert Assignment.objects.filter(assistant__number="A1", ends_on=None).count() == 3

    def test_nobody_is_told_of_what_began_before(self, families):
        families.write("assignments", "case,assistant,start,end\nC1,A1,2022-12-31,\nC2,A1,2022-12-31,\n")
        assert not update(families).remarks

    def test_what_is_there_already_is_told_to_nobody(self, families):
        families.write("assignments", "case,assistant,start,end\nC1,A1,2023-01-01,\nC2,A1,2023-01-01,\n")
        update(families, accept_remarks=True)
        families.write("assignments", "case,assistant,start,end\nS3,A1,2021-06-01,2022-05-30\n")
        assert not update(families).remarks


class TestMerged:
    def test_a_row_that_names_it_is_about_what_took_over(self, part):
        merge(Problem, "gambling", "unemployment")
        part.write(
            "problems",
            "family,problem,identified_on,resolved_on\nR1,gambling,2020-02-02,2021-01-02\nR2,gambling,2022-01-01,\n",
        )
        assert numbers(update(part)) == {"problems.csv": (1, 1, 0)}
        assert not FamilyProblem.objects.filter(problem="gambling").exists()

    def test_its_name_stays(self, part):
        merge(HelpKind, "pony_therapy", "in_kind")
        part.write("terms", 'dictionary,code,label,group\nhelp.kind,pony_therapy,"hipoterapia, kuce",dog_therapy\n')
        assert numbers(update(part)) == {"terms.csv": (0, 0, 1)}
        part.write("terms", "dictionary,code,label,group\nhelp.kind,pony_therapy,kuce,\n")
        assert refusal(part) == [
            "terms.csv:2: label: pozycję „pony_therapy” połączono w bazie z „in_kind”; zmień tamtą"
        ]

    def test_nothing_is_grouped_under_it(self, part, tmp_path):
        merge(HelpKind, "dog_therapy", "in_kind")
        part.write("terms", "dictionary,code,label,group\nhelp.kind,cat_therapy,felinoterapia,dog_therapy\n")
        update(part)
        assert HelpKind.objects.get(code="cat_therapy").group_id == "in_kind"
        assert numbers(update(part)) == {"terms.csv": (0, 0, 1)}

    def test_an_old_register_comes_in(self, register):
        import_register(register.folder)
        text = register.text("terms")
        merge(HelpKind, "dog_therapy", "in_kind")
        for path in register.folder.iterdir():
            path.unlink()
        register.write("terms", text.replace("hipoterapia, kuce", "hipoterapia, kuce").replace("pony", "cat"))
        import_register(register.folder)
        assert HelpKind.objects.get(code="cat_therapy").group_id == "in_kind"

    def test_a_spreadsheet_may_name_it_and_is_not_offered_it(self, part):
        merge(Problem, "gambling", "unemployment")
        Problem.objects.filter(code="unemployment").update(label="hazard")
        column = next(
            column for file in FILES if file.name == "problems" for column in file.columns if column.name == "problem"
        )
        labels = labels_of(column)
        assert labels["hazard"] == labels["gambling"] == "unemployment"
        assert labels.shown.count("hazard") == 1


class TestRetired:
    def test_records_may_name_it_and_it_stays_retired(self, part, tmp_path):
        retire_entry(entry=Problem.objects.get(code="gambling"))
        part.write("problems", "family,problem,identified_on\nR2,gambling,2022-01-01\n")
        part.write("terms", "dictionary,code,label,group\nproblem,gambling,hazard i gry,\n")
        assert changes(update(part)) == [
            "terms.csv:2: problem, gambling: Nazwa: hazard → hazard i gry",
            "problems.csv:2: rodzina R2, problem hazard i gry, rozpoznany dnia 01.01.2022: nowy zapis",
        ]
        assert Problem.objects.get(code="gambling").retired_on
        export_register(tmp_path / "out")
        assert "hazard i gry" in (tmp_path / "out" / "terms.csv").read_text()
