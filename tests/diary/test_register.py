"""The exchange format has no substitutions; entries of a substitute are still exported and imported."""

import pytest
from django.core.management import call_command

from assistants.models import Assignment, Substitution, Visit
from cases.models import Referral
from reporting.exchange import export_register, import_register
from tests.diary.entries import log
from tests.diary.people import TODAY, create_goals


@pytest.mark.django_db(transaction=True)
def test_entry_of_a_substitute_survives_export_and_import(ewa, ola, tmp_path):
    assignment = Assignment.objects.get(assistant=ola)
    case = assignment.case
    Referral.objects.create(
        family=case.family,
        case=case,
        source="family",
        referred_on=case.opened_on,
        interview_on=case.opened_on,
        consent_on=case.opened_on,
        decided_on=case.opened_on,
        decision="assigned",
    )
    Substitution.objects.create(assignment=assignment, substitute=ewa, starts_on=TODAY, ends_on=TODAY)
    visit = log(ewa, assignment.family, goals=create_goals(assignment.family, "Praca"))
    assert visit.substitute == ewa
    export_register(tmp_path / "out")
    assert ",A8,2023-06-20,home_visit,60," in (tmp_path / "out" / "visits.csv").read_text()
    call_command("flush", interactive=False, verbosity=0)
    import_register(tmp_path / "out")
    assert Visit.objects.get().minutes == 60
