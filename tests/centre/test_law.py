"""What the law sets holds from a day on: an amendment changes what comes after it, and nothing before."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assistants.assignments.cap import NoFreePlace
from assistants.assignments.services import assign
from cases.deadlines import assessment_dues, interview_due_after
from cases.models import CareCharge, Case, Placement, Referral
from cases.overview import with_assessment_due
from familycare.audit.models import Change
from familycare.centre.law.reading import read_law
from familycare.centre.models import LegalParameter, LegalTerm
from familycare.lib.dates import EARLIEST
from tests.clients import signed_in
from tests.databases import first_law
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, FamilyFactory, PersonFactory, UserFactory
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

LAW, AMEND = reverse("law"), reverse("amend_law", args=["ocena"])
SOURCE = "ustawa z 1 marca 2024 r. (Dz.U. 2024 poz. 9999)"
TERM = "assessment_months"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2025-03-10 12:00")
    CentreFactory()


@pytest.fixture
def manager():
    return signed_in(UserFactory(role="manager"))


def amend(client, **changes):
    return send(client, AMEND, **{"starts_on": "1.07.2025", "value": "3", "source": SOURCE} | changes)


def of_months():
    return [*LegalParameter.objects.filter(term=TERM).values_list("starts_on", "value")]


def test_every_term_has_a_first_value_also_after_a_test_with_commits():
    migrated = LegalParameter.objects.filter(starts_on=EARLIEST).values_list("term", "value", "source")
    assert {*migrated} == {(term, *row) for term, row in first_law().items()}
    assert len(migrated) == len(LegalTerm)


class TestPages:
    def test_todays_values_stand_with_their_source(self, manager):
        page = words(manager.get(LAW)).replace("\xa0", " ")
        assert "6 miesięcy od początku obowiązuje" in page
        assert "drugi rok pobytu 30% od początku" in page
        assert "art. 15 ust. 1 pkt 15 ustawy" in page
        assert "Usuń, bo to pomyłka" not in page

    def test_an_amendment_to_come(self, manager):
        assert amend(manager).url == LAW
        page = words(manager.get(LAW)).replace("\xa0", " ")
        assert "3 miesiące od 1 lipca 2025" in page and "6 miesięcy od początku obowiązuje" in page
        assert amend(manager).status_code == 302  # the same once more
        assert of_months() == [(date(1900, 1, 1), 6), (date(2025, 7, 1), 3)]
        assert Change.objects.latest("sequence").payload["values"]["value"] == [None, 3]

    def test_one_of_past_days_is_asked_about(self, manager):
        page = amend(manager, starts_on="1.07.2024")
        assert "liczone od 1 lipca 2024" in errors_of(page)["confirmed"].replace("\xa0", " ")
        assert len(of_months()) == 1
        assert select(page, "input[type=checkbox][name=confirmed]")
        assert manager.post(AMEND, fields_of(page) | {"confirmed": "on"}).url == LAW
        assert of_months()[1] == (date(2024, 7, 1), 3)

    @pytest.mark.parametrize(
        ("field", "typed", "said"),
        [
            ("value", "0", "1"),
            ("value", "25", "24"),
            ("value", "9" * 30, "24"),
            ("value", "pół roku", "liczb"),
            ("value", "6", "Tyle obowiązuje"),
            ("value", "", "Podaj nową wartość."),
            ("starts_on", "1.01.1900", ""),
            ("starts_on", "jutro albo kiedyś", "Nie ma takiego dnia"),
            ("source", " ", "Podaj przepis"),
            ("source", "x" * 201, "200"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_field(self, manager, field, typed, said):
        page = amend(manager, **{field: typed})
        assert [*errors_of(page)] == [field]
        assert said in errors_of(page)[field].replace("\xa0", " ")
        assert len(of_months()) == 1

    def test_a_day_has_one_value(self, manager):
        amend(manager)
        assert "jest już inna wartość: 3" in errors_of(amend(manager, value="4"))["starts_on"].replace("\xa0", " ")

    def test_a_mistake_is_withdrawn_once(self, manager):
        amend(manager)
        address = reverse("withdraw_law", args=[LegalParameter.objects.get(value=3).pk])
        assert "Miała obowiązywać od 1 lipca 2025" in words(manager.get(address)).replace("\xa0", " ")
        for _ in range(2):
            assert manager.post(address).url == LAW
        assert len(of_months()) == 1
        first = reverse("withdraw_law", args=[LegalParameter.objects.get(term=TERM).pk])
        assert manager.post(first).status_code == 404

    def test_the_administrator_reads_it(self):
        administrator = signed_in(UserFactory(role="admin"))
        assert "Dopisz zmianę" not in words(administrator.get(LAW))
        assert administrator.post(AMEND, {}).status_code == 403


class TestAssessments:
    @pytest.fixture(autouse=True)
    def amended(self):
        self.case = CaseFactory(opened_on=date(2024, 1, 31))
        self.before = figures("assessments", "2023-01-01/2024-07-31"), figures("assessments", "2024")
        LegalParameter.objects.create(term=TERM, starts_on=date(2024, 7, 1), value=3, source=SOURCE)

    def test_past_periods_keep_the_old_term_and_later_ones_have_the_new(self):
        assert figures("assessments", "2023-01-01/2024-07-31") == self.before[0]
        assert self.before[1]["due"] == 1  # 31 July
        assert figures("assessments", "2024")["due"] == 2  # and three months later

    def test_a_case_is_due_by_the_law_of_the_day_from_which_the_term_runs(self):
        assert with_assessment_due(Case.objects.all(), date(2024, 8, 1)).get().assessment_due == date(2024, 7, 31)
        self.case.assessments.create(
            period_start=date(2024, 2, 1), period_end=date(2024, 8, 31), held_on=date(2024, 11, 30)
        )
        assert with_assessment_due(Case.objects.all(), date(2025, 1, 1)).get().assessment_due == date(2025, 2, 28)

    def test_loops_agree(self):
        def months(day):
            return 3 if day >= date(2024, 7, 1) else 6

        dues = assessment_dues(date(2024, 1, 31), None, [], date(2024, 12, 31), months)
        assert [due for due, _ in dues] == [date(2024, 7, 31), date(2024, 10, 31)]

    def test_an_empty_table_leaves_the_first_value(self):
        LegalParameter.objects.all().delete()
        assert with_assessment_due(Case.objects.all(), date(2024, 8, 1)).get().assessment_due == date(2024, 7, 31)


class TestInterview:
    """Ten working days from July 2024 on, and one in an urgent matter."""

    @pytest.fixture(autouse=True)
    def amended(self):
        for term, days in (("interview_days", 10), ("urgent_interview_days", 1)):
            LegalParameter.objects.create(term=term, starts_on=date(2024, 7, 1), value=days, source=SOURCE)

    @pytest.mark.parametrize(
        ("referred_on", "is_urgent", "due"),
        [
            (date(2024, 6, 28), False, date(2024, 7, 18)),  # Friday: 14 working days
            (date(2024, 6, 28), True, date(2024, 7, 2)),
            (date(2024, 6, 30), False, date(2024, 7, 18)),  # Sunday, and the old law for the last time
            (date(2024, 7, 1), False, date(2024, 7, 15)),
            (date(2024, 7, 1), True, date(2024, 7, 2)),
            (date(2024, 12, 23), True, date(2024, 12, 24)),
            (date(2024, 12, 24), False, date(2025, 1, 13)),  # over Christmas, New Year and Epiphany
            (date(1999, 1, 1), False, date(2012, 1, 20)),  # before there were assistants
        ],
    )
    def test_a_referral_keeps_the_term_of_its_day(self, referred_on, is_urgent, due):
        Referral.objects.create(family=FamilyFactory(), source="family", referred_on=referred_on, is_urgent=is_urgent)
        found = Referral.objects.annotate(due_on=interview_due_after("referred_on", until=date(2025, 3, 10))).get()
        assert found.due_on == due

    def test_the_deadline_on_the_page_moves_with_an_amendment(self, manager):
        LegalParameter.objects.filter(starts_on=date(2024, 7, 1)).delete()
        Referral.objects.create(family=FamilyFactory(), source="family", referred_on=date(2025, 3, 3))
        dues = reverse("dues") + "?kiedy="
        assert "21 marca" in words(manager.get(dues)).replace("\xa0", " ")
        amend = reverse("amend_law", args=["wywiad"])
        page = send(manager, amend, starts_on="1.03.2025", value="5", source=SOURCE)
        assert manager.post(amend, fields_of(page) | {"confirmed": "on"}).url == LAW
        assert "5 dni roboczych" in words(manager.get(LAW)).replace("\xa0", " ")
        assert "10 marca" in words(manager.get(dues)).replace("\xa0", " ")

    def test_an_empty_table_leaves_the_first_value(self):
        LegalParameter.objects.all().delete()
        self.test_a_referral_keeps_the_term_of_its_day(date(2024, 7, 1), False, date(2024, 7, 19))


class TestShares:
    @pytest.fixture(autouse=True)
    def charged(self):
        child = PersonFactory(role="child", birth_date=date(2015, 5, 1))
        Placement.objects.create(person=child, form="kinship_foster", starts_on=date(2023, 6, 10))
        for month in ("2024-05", "2024-06", "2024-07", "2024-08"):
            CareCharge.objects.create(person=child, month=date.fromisoformat(f"{month}-01"), total_cost=Decimal(1000))

    def test_an_amendment_holds_from_its_month_and_has_a_row_of_its_own(self, manager):
        half, year = figures("care_costs", "2024-H1"), figures("care_costs", "2024")
        assert (year["share_10.municipal_cost"], year["share_30.municipal_cost"]) == (200, 600)
        amend = reverse("amend_law", args=["udzial-drugi-rok"])
        changes = {"starts_on": "1.08.2024", "value": "35", "source": SOURCE}
        page = send(manager, amend, **changes)
        assert manager.post(amend, fields_of(page) | {"confirmed": "on"}).url == LAW
        assert figures("care_costs", "2024-H1") == half | {"share_35.children": 0, "share_35.municipal_cost": 0}
        after = figures("care_costs", "2024")
        assert [after[f"share_{share}.municipal_cost"] for share in (10, 30, 35, 50)] == [200, 300, 350, 0]
        assert (after["share_35.children"], after["total.municipal_cost"]) == (1, 850)

    def test_it_can_be_read_without_a_query_for_each_day(self, django_assert_num_queries):
        term = LegalTerm.SHARE_LATER_YEARS
        LegalParameter.objects.create(term=term, starts_on=date(2024, 8, 1), value=40, source=SOURCE)
        with django_assert_num_queries(1):
            law = read_law()
            assert [law(term, date(2024, 7, 31)), law(term, date(2024, 8, 1))] == [50, 40]


class TestCap:
    @pytest.fixture
    def full(self):
        """Three families of an assistant, which is as many as the law allows from August 2024 on."""
        ewa = AssistantFactory(employed_from=date(2023, 1, 1))
        for case in CaseFactory.create_batch(3, opened_on=date(2024, 1, 1)):
            assign(case=case, assistant=ewa, starts_on=date(2024, 1, 1))
        LegalParameter.objects.create(term=LegalTerm.MOST_FAMILIES, starts_on=date(2024, 8, 1), value=3, source=SOURCE)
        return ewa

    def test_one_more_is_refused_from_its_day_on(self, full):
        case = CaseFactory(opened_on=date(2024, 1, 1))
        with pytest.raises(NoFreePlace, match=r"naraz \(3\)"):
            assign(case=case, assistant=full, starts_on=date(2024, 8, 1))
        assign(case=case, assistant=full, starts_on=date(2024, 7, 31))

    def test_figures_of_each_period_compare_with_its_law(self, full):
        assert figures("caseload", "2024-H1")["at_cap"] == 0
        assert figures("caseload", "2024")["at_cap"] == 1

    def test_a_limit_of_an_assistant_is_within_the_law(self, manager, full):
        new = reverse("new_assistant")
        form = manager.get(new)
        assert "najwyżej 3 (art." in words(form).replace("\xa0", " ")
        person = {"first_name": "Ola", "last_name": "Ćwik", "employed_from": "1.01.2025"}
        page = manager.post(new, fields_of(form) | person | {"max_families": "4"})
        assert "Najwyżej 3" in errors_of(page)["max_families"].replace("\xa0", " ")
        assert manager.post(new, fields_of(page) | {"max_families": "3"}).status_code == 302
        edit = reverse("edit_assistant", args=[full.number])
        assert send(manager, edit, last_name="Nowa").status_code == 302  # keeps an older limit
        full.refresh_from_db()
        assert (full.last_name, full.max_families) == ("Nowa", 15)
