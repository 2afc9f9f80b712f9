"""Which families are anonymised, and what is left of them."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from assistants.assignments.services import assign
from cases.models import (
    CareCharge,
    CourtOrder,
    Family,
    Help,
    NamedReader,
    Placement,
    Plan,
    PlanGoal,
    Referral,
)
from cases.privacy.inventory import HELD
from cases.privacy.retention import (
    CountChanged,
    anonymise,
    due_for_anonymisation,
    held_back,
    last_day_kept_until,
    reasons_to_keep,
)
from familycare.centre.models import HelpKind
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_forms import errors_of
from tests.html_pages import words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
UNTIL = date(2015, 12, 31)
PAGE, CONFIRM = reverse("retention"), reverse("anonymise_due")


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(TODAY)


def closed_family(closed_on=date(2015, 6, 30), **fields):
    """A family whose last case was closed that day."""
    family = FamilyFactory(**fields)
    CaseFactory(family=family, opened_on=date(2013, 1, 1), closed_on=closed_on, closing_reason="goals_achieved")
    return family


class TestTime:
    def test_is_counted_in_calendar_years_after_the_last_support(self):
        assert last_day_kept_until(date(2025, 12, 31), 10) == date(2014, 12, 31)
        assert last_day_kept_until(date(2026, 1, 1), 10) == date(2015, 12, 31)

    def test_begins_after_the_last_of_several_cases(self):
        family = closed_family()
        CaseFactory(family=family, opened_on=date(2016, 1, 1), closed_on=date(2016, 2, 1))
        assert not due_for_anonymisation(Family.objects.all(), UNTIL).exists()
        assert not held_back(Family.objects.all(), UNTIL).exists()

    def test_of_a_family_without_support_begins_after_the_last_entry(self):
        refused = FamilyFactory(registered_on=date(2012, 1, 1))
        Referral.objects.create(
            family=refused, source="family", referred_on=date(2014, 1, 1), decided_on=UNTIL, decision="refused"
        )
        registered = FamilyFactory(registered_on=date(2012, 1, 1))
        FamilyFactory(registered_on=date(2016, 1, 1))
        FamilyFactory(registered_on=None)
        assert set(due_for_anonymisation(Family.objects.all(), UNTIL)) == {refused, registered}


class TestDue:
    def test_is_a_family_closed_long_ago(self):
        family = closed_family(closed_on=UNTIL)
        closed_family(closed_on=date(2016, 1, 1))
        CaseFactory(opened_on=date(2010, 1, 1))
        assert list(due_for_anonymisation(Family.objects.all(), UNTIL)) == [family]

    @pytest.mark.parametrize(
        ("keep", "reason"),
        [
            (lambda f: CaseFactory(family=f, kind="za_zyciem", opened_on=date(2010, 1, 1)), "objęcia wsparciem"),
            (lambda f: Referral.objects.create(family=f, source="family", referred_on=date(2015, 7, 1)), "wnioski"),
            (
                lambda f: Placement.objects.create(
                    person=PersonFactory(family=f), form="specialist_institution", starts_on=date(2015, 1, 1)
                ),
                "pobyty poza rodziną",
            ),
            (
                lambda f: CareCharge.objects.create(
                    person=PersonFactory(family=f), month=date(2016, 1, 1), total_cost=1
                ),
                "odpłatności za pieczę",
            ),
            (
                lambda f: Help.objects.create(
                    family=f, kind=HelpKind.objects.get(pk="mediation"), form="group", starts_on=date(2014, 1, 1)
                ),
                "wsparcie specjalistyczne",
            ),
            (
                lambda f: CourtOrder.objects.create(
                    family=f, kind="curator_supervision", issued_on=date(2012, 1, 1), in_force_until=date(2016, 5, 1)
                ),
                "postanowienia sądu",
            ),
        ],
    )
    def test_is_no_family_with_something_in_progress(self, keep, reason):
        family = closed_family()
        keep(family)
        assert not due_for_anonymisation(Family.objects.all(), UNTIL).exists()
        assert list(held_back(Family.objects.all(), UNTIL)) == [family]
        assert reasons_to_keep([family], UNTIL) == {family.pk: [reason]}

    def test_may_have_an_order_without_an_end(self):
        CourtOrder.objects.create(family=closed_family(), kind="curator_supervision", issued_on=date(2014, 1, 1))
        assert due_for_anonymisation(Family.objects.all(), UNTIL).count() == 1


def add_records(family):
    """Add a person, a visit, a plan, an order and a referral whose texts tell which family it is."""
    case = family.cases.get()
    PersonFactory(family=family, first_name="Sekret", last_name="Sekretny", pesel="44051401359", sex="M")
    assign(
        case=case,
        assistant=AssistantFactory(employed_from=date(2010, 1, 1)),
        starts_on=case.opened_on,
        ends_on=case.closed_on,
    )
    VisitFactory(case=case, visited_on=date(2014, 1, 1), summary="Sekret wyjechał.")
    plan = Plan.objects.create(case=case, agreed_on=date(2013, 2, 1))
    PlanGoal.objects.create(
        plan=plan, goal="Sekret spłaci", action="Sekret", responsible="Sekret", expected_effect="Sekret"
    )
    CourtOrder.objects.create(
        family=family, kind="curator_supervision", court="Sekret", signature="Sekret 1/13", issued_on=date(2013, 1, 1)
    )
    worker = UserFactory(role="social_worker")
    Referral.objects.create(
        family=family, source="family", referred_on=date(2012, 1, 1), decision="refused", filed_by=worker
    )
    NamedReader.objects.create(family=family, user=worker)
    Family.objects.filter(pk=family.pk).update(social_worker=worker, district="Sekret", address="Sekretna 1")


class TestAnonymised:
    def test_family_has_no_personal_data(self):
        family = closed_family(name="Sekretni", number="R77")
        add_records(family)
        bystander = CaseFactory(family__name="Sekretni obok").family
        PersonFactory(family=bystander, first_name="Sekret")
        assert anonymise(due_for_anonymisation(Family.objects.all(), UNTIL), day=TODAY) == 1
        family.refresh_from_db()
        assert (family.name, family.district, family.social_worker) == ("dane usunięte", "", None)
        assert family.anonymised_on == TODAY
        assert not NamedReader.objects.exists()
        assert Referral.objects.get().filed_by is None
        left = [str(list(held.of_family(family).values())) for held in HELD]
        assert not [text for text in left if "sekret" in text.lower()]
        bystander.refresh_from_db()
        assert bystander.name == "Sekretni obok"
        assert bystander.persons.get().first_name == "Sekret"

    def test_family_is_found_by_its_number_alone(self):
        family = closed_family(name="Sekretni", number="R77431")
        add_records(family)
        anonymise(due_for_anonymisation(Family.objects.all(), UNTIL), day=TODAY)
        client = signed_in(StaffFactory())
        for searched in ("Sekretni", "44051401359", "sekret"):
            assert "R77431" not in client.get(reverse("families"), {"szukaj": searched}, follow=True).content.decode()
        assert "R77431" in words(client.get(reverse("families"), {"szukaj": "r77431"}))

    def test_family_says_so_on_its_pages(self):
        family = closed_family(number="R77")
        add_records(family)
        anonymise(due_for_anonymisation(Family.objects.all(), UNTIL), day=TODAY)
        client = signed_in(StaffFactory())
        person = family.persons.get()
        for address in (reverse("family", args=["R77"]), reverse("person", args=[person.number])):
            assert "Dane osobowe zanonimizowano" in words(client.get(address))
        assert client.get(reverse("correct_person", args=[person.number])).status_code == 403
        assert client.get(reverse("person_file", args=[person.number, "json"])).status_code == 404

    def test_family_is_not_due_again(self):
        closed_family()
        anonymise(due_for_anonymisation(Family.objects.all(), UNTIL), day=TODAY)
        assert not due_for_anonymisation(Family.objects.all(), UNTIL).exists()

    def test_all_or_nothing(self):
        closed_family(name="Zostają")
        with pytest.raises(CountChanged):
            anonymise(due_for_anonymisation(Family.objects.all(), UNTIL), day=TODAY, expected=2)
        assert Family.objects.get().name == "Zostają"


class TestPage:
    @pytest.fixture
    def manager(self):
        CentreFactory(retention_years=10)
        return signed_in(StaffFactory())

    def test_lists_families_and_reasons(self, manager):
        closed_family(name="Do usunięcia")
        kept = closed_family(name="Wstrzymani")
        Referral.objects.create(family=kept, source="family", referred_on=date(2015, 7, 1))
        closed_family(name="Za wcześnie", closed_on=date(2016, 1, 1))
        page = manager.get(PAGE)
        assert "Do usunięcia" in words(page)
        assert "30.06.2015" in words(page)
        assert "Wstrzymani" in words(page)
        assert "wnioski" in words(page)
        assert "Za wcześnie" not in page.content.decode()

    def test_says_when_there_is_nothing(self, manager):
        assert "Nie ma rodzin" in words(manager.get(PAGE))
        assert manager.get(CONFIRM).url == PAGE

    def test_hides_restricted_families_from_those_not_named(self, manager):
        closed_family(name="Chronieni", is_restricted=True)
        closed_family(name="Zwykli")
        assert "Chronieni" not in manager.get(PAGE).content.decode()
        manager.post(CONFIRM, {"count": "1"})
        assert Family.objects.get(is_restricted=True).name == "Chronieni"

    def test_needs_the_number_of_families(self, manager):
        closed_family(name="Wierzbiccy")
        closed_family()
        assert "2 rodziny" in words(manager.get(CONFIRM))
        for typed in ("", "1", "dwie", "9" * 400):
            page = manager.post(CONFIRM, {"count": typed})
            assert page.status_code == 200
            assert "count" in errors_of(page)
        assert Family.objects.filter(anonymised_on=None).count() == 2
        assert manager.post(CONFIRM, {"count": "2"}).url == PAGE
        assert not Family.objects.filter(anonymised_on=None).exists()

    def test_takes_as_many_queries_for_many_families(self, manager, django_assert_max_num_queries):
        def queries():
            with django_assert_max_num_queries(100) as captured:
                manager.get(PAGE)
            return len(captured)

        for number in range(2):
            closed_family()
            Referral.objects.create(family=closed_family(), source="family", referred_on=date(2015, 7, 1))
            if number == 0:
                before = queries()
        assert queries() == before

    @pytest.mark.parametrize("role", ["director", "assistant", "social_worker", "auditor", "admin"])
    def test_is_for_managers(self, role):
        closed_family(name="Sekretni")
        client = signed_in(UserFactory(role=role))
        for address in (PAGE, CONFIRM):
            assert client.get(address).status_code == 403
        assert client.post(CONFIRM, {"count": "1"}).status_code == 403
        assert Family.objects.get().name == "Sekretni"


def run(*options):
    out = StringIO()
    call_command("anonymise", *options, stdout=out)
    return out.getvalue()


class TestCommand:
    def test_shows_numbers_and_changes_nothing(self):
        closed_family(name="Sekretni", number="R1")
        out = run("--preview")
        assert out.startswith("R1\t2015-06-30")
        assert "Do anonimizacji: 1" in out
        assert "Sekretni" not in out
        assert not Family.objects.filter(anonymised_on__isnull=False).exists()

    def test_needs_the_number_of_families(self):
        closed_family()
        with pytest.raises(CommandError, match="--count 1"):
            run("--until", "2015-12-31")
        with pytest.raises(CommandError, match="jest 1, a nie 5"):
            run("--until", "2015-12-31", "--count", "5")
        assert not Family.objects.filter(anonymised_on__isnull=False).exists()
        assert run("--until", "2015-12-31", "--count", "1") == "Zanonimizowano rodziny: 1.\n"

    def test_takes_families_until_a_day_only(self):
        closed_family(number="R1", closed_on=date(2013, 12, 31))
        closed_family(number="R2")
        assert "R2" not in run("--until", "2014-12-31", "--preview")

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ([], "Podaj --preview"),
            (["--until", "2016-01-01", "--count", "0"], "nie późniejszy"),
            (["--until", "wczoraj"], "nie ma dnia"),
        ],
    )
    def test_refuses_wrong_options(self, options, message):
        with pytest.raises(CommandError, match=message):
            run(*options)
