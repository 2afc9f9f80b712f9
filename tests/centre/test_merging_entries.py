"""Merging two entries of a dictionary."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.models import FamilyProblem, Outcome
from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change
from familycare.centre.dictionaries.services import merge_entries
from familycare.centre.models import Institution, OutcomeKind, Problem
from reporting.exchange import export_register, import_register
from tests.clients import signed_in
from tests.factories import CaseFactory, CentreFactory, UserFactory, VisitFactory
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of
from tests.html_pages import words

DAY = date(2024, 3, 1)
ADDRESS = reverse("merge_entry", args=["problemy", "drugs"])

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def centre():
    CentreFactory()


@pytest.fixture
def manager():
    return signed_in(UserFactory(role="manager"))


@pytest.fixture
def families():
    """Two families with alcohol, one with drugs, and one with both."""
    cases = CaseFactory.create_batch(4, opened_on=DAY)
    for case, codes in zip(cases, (["alcohol"], ["alcohol"], ["drugs"], ["alcohol", "drugs"]), strict=True):
        for code in codes:
            FamilyProblem.objects.create(family=case.family, problem_id=code, identified_on=DAY)
    return [case.family for case in cases]


def test_a_preview_says_how_many_records_move_and_writes_nothing(manager, families):
    page = words(manager.get(ADDRESS, {"target": "alcohol"})).replace("\xa0", " ")
    assert "Połączyć „uzależnienie od środków psychoaktywnych” z „uzależnienie od alkoholu" in page
    assert "dostanie 2 wpisy: problemy rodzin 2" in page
    assert "Tego nie można cofnąć." in page
    assert not any(family.name in page for family in families)
    assert FamilyProblem.objects.filter(problem="drugs").count() == 2


def test_records_move_and_figures_add_up(manager, families):
    before = figures("problems", "2024")
    page = manager.post(ADDRESS, {"target": "alcohol"}, follow=True)
    assert "2 wpisy mają teraz tę pozycję" in words(page).replace("\xa0", " ")
    assert FamilyProblem.objects.filter(problem="alcohol").count() == 5
    after = figures("problems", "2024")
    assert (before["alcohol"], before["drugs"], after["alcohol"]) == (3, 2, 4)  # the family with both counts once
    assert "drugs" not in after
    change = Change.objects.filter(kind=ChangeKind.BULK).get()
    assert "połączono z" in change.payload["text"]
    assert change.payload["counts"] == [["problemy rodzin", 2]]


def test_it_is_not_done_twice(manager, families):
    manager.post(ADDRESS, {"target": "alcohol"})
    assert manager.post(ADDRESS, {"target": "alcohol"}).status_code == 404
    drugs, alcohol, debts = (Problem.objects.get(pk=code) for code in ("drugs", "alcohol", "debts"))
    for source, target in ((drugs, debts), (debts, drugs), (debts, debts)):
        with pytest.raises(ValidationError):
            merge_entries(source=source, target=target)
    assert alcohol.absorbed.get() == drugs
    assert "Połączono z nią: uzależnienie" in words(manager.get(reverse("entry", args=["problemy", "alcohol"])))


def test_chains_lead_to_the_last_one():
    drugs, alcohol, debts = (Problem.objects.get(pk=code) for code in ("drugs", "alcohol", "debts"))
    merge_entries(source=drugs, target=alcohol)
    merge_entries(source=alcohol, target=debts)
    drugs.refresh_from_db()
    assert drugs.merged_into == debts


def test_those_under_it_go_along():
    housing, employment = (OutcomeKind.objects.get(pk=code) for code in ("housing", "employment"))
    under = {*housing.members.values_list("pk", flat=True)}
    with pytest.raises(ValidationError, match="sama stoi pod inną"):
        merge_entries(source=housing, target=OutcomeKind.objects.get(pk="casual_work"))
    case = CaseFactory(opened_on=DAY)
    Outcome.objects.create(case=case, outcome_id="lease_extended", achieved_on=DAY, persons=2)
    merge_entries(source=housing, target=employment)
    assert under <= {*employment.members.values_list("pk", flat=True)}
    rows = figures("outcomes", "2024")
    assert (rows["employment"], rows["employment.persons"]) == (1, 2)


def test_an_old_tab_hears_what_it_is_called_now(manager, families):
    new = reverse("add_record", args=[families[0].number, "problem"])
    opened = fields_of(manager.get(new))
    manager.post(ADDRESS, {"target": "debts"})
    page = manager.post(new, opened | {"problem": "drugs", "identified_on": "1.03.2024"})
    assert "połączono tymczasem z „problemy finansowe" in errors_of(page)["problem"].replace("\xa0", " ")


def test_the_administrator_merges_nothing(families):
    administrator = signed_in(UserFactory(role="admin"))
    assert administrator.get(ADDRESS).status_code == 403
    assert "połącz ją" not in words(administrator.get(reverse("entry", args=["problemy", "drugs"])))


@pytest.mark.parametrize("target", ["", "drugs", "nie-ma", "x" * 500])
def test_a_wrong_target_is_said_at_the_field(manager, families, target):
    assert [*errors_of(manager.post(ADDRESS, {"target": target}))] == ["target"]
    assert [*errors_of(manager.get(ADDRESS, {"target": target}))] == ["target"]
    assert FamilyProblem.objects.filter(problem="drugs").count() == 2


def test_the_diary_moves_too():
    visit = VisitFactory(visited_on=DAY, institution=Institution.objects.get(pk="court"))
    merge_entries(source=visit.institution, target=Institution.objects.get(pk="police"))
    visit.refresh_from_db()
    assert visit.institution_id == "police"
    assert figures("institutions", "2024")["police.contacts"] == 1


def test_a_register_that_names_the_old_one_comes_in_under_the_new(tmp_path):
    merge_entries(source=Problem.objects.get(pk="drugs"), target=Problem.objects.get(pk="alcohol"))
    (tmp_path / "families.csv").write_text("id,name,structure,district,registered_on\nR1,Nowi,,,2024-01-01\n")
    (tmp_path / "problems.csv").write_text("family,problem,identified_on,resolved_on\nR1,drugs,2024-01-02,\n")
    import_register(tmp_path)
    assert FamilyProblem.objects.get().problem_id == "alcohol"
    export_register(tmp_path / "out")
    assert "R1,alcohol,2024-01-02," in (tmp_path / "out" / "problems.csv").read_text()
    assert not (tmp_path / "out" / "terms.csv").exists()
