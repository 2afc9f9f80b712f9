"""The page of a family: people, terms, plans and the file; and that it stays light with very many records."""

import gzip
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.family_page.household_diagram import ROOF
from cases.models import (
    Assessment,
    BlueCard,
    Condition,
    CourtOrder,
    CourtReport,
    FamilyProblem,
    Help,
    Placement,
    Plan,
    PlanGoal,
    Referral,
    ZaZyciem,
)
from familycare.centre.models import HelpKind, Problem
from tests.clients import queries_of, signed_in
from tests.crowd import LONG_NAME, crowded_family
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_pages import all_words, links_of, one, select, words
from tests.web.family_pages import TODAY, page_of, section, supported, text_of

PICTURE = "svg.family-picture"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00")


@pytest.fixture
def kowalscy(db):
    return FamilyFactory(name="Kowalscy", number="R7", structure="single_mother", district="Zalesie")


class TestAccess:
    def test_users_without_families_find_nothing(self, stranger, kowalscy):
        response = stranger.get(reverse("family", args=["R7"]))
        assert response.status_code == 404
        assert "Kowalscy" not in response.content.decode()

    def test_anonymous_users_sign_in_first(self, client, kowalscy):
        assert client.get(reverse("family", args=["R7"])).url.startswith(reverse("account_login"))

    def test_refuses_post(self, staff, kowalscy):
        assert staff.post(reverse("family", args=["R7"])).status_code == 405

    @pytest.mark.parametrize("number", ["R8", "r7", "%00", "x" * 5000, "'", "R7 "])
    def test_an_unknown_number_is_not_found(self, staff, kowalscy, number):
        assert staff.get(f"/rodziny/{number}/").status_code == 404


class TestHead:
    def test_says_who_helps_and_since_when(self, staff, kowalscy):
        supported(kowalscy)
        assert "Rodzinie pomaga Róża Źródlana (od 1 marca 2024)." in text_of(staff, kowalscy)

    def test_an_assistant_of_two_cases_helps_since_the_first(self, staff, kowalscy):
        first = supported(kowalscy)
        assistant = first.assignments.get().assistant
        second = CaseFactory(family=kowalscy, kind="za_zyciem", basis="application", opened_on=date(2024, 4, 1))
        assign(case=second, assistant=assistant, starts_on=date(2024, 4, 1))
        assert "Rodzinie pomaga Róża Źródlana (od 1 marca 2024)." in text_of(staff, kowalscy)

    def test_says_all_who_help(self, staff, kowalscy):
        second = CaseFactory(family=kowalscy, kind="za_zyciem", basis="application", opened_on=date(2024, 4, 1))
        assign(case=second, assistant=AssistantFactory(last_name="Żak"), starts_on=date(2024, 4, 1))
        supported(kowalscy)
        expected = "Rodzinie pomagają Róża Źródlana (od 1 marca 2024) i Róża Żak (od 1 kwietnia 2024)."
        assert expected in text_of(staff, kowalscy)

    def test_says_that_nobody_helps_now(self, staff, kowalscy):
        CaseFactory(family=kowalscy, opened_on=date(2024, 3, 1))
        assert "objęta wsparciem od 1 marca 2024, ale dziś nie ma asystenta" in text_of(staff, kowalscy)

    def test_says_why_the_support_ended(self, staff, kowalscy):
        CaseFactory(family=kowalscy, closed_on=date(2024, 4, 30), closing_reason="goals_achieved")
        expected = "Wsparcie zakończono 30 kwietnia 2024: osiągnięcie celów współpracy."
        assert expected in text_of(staff, kowalscy)

    def test_says_since_when_the_family_waits(self, staff, kowalscy):
        Referral.objects.create(family=kowalscy, source="family", referred_on=date(2024, 5, 2), decision="waiting")
        page = text_of(staff, kowalscy)
        assert "Rodzina czeka na asystenta od 2 maja 2024." in page
        assert "Przydzielenie asystenta z listy oczekujących: wniosek rodziny czeka od 2 maja 2024" in page

    def test_a_request_of_the_day_on_which_support_began_does_not_wait(self, staff, kowalscy):
        supported(kowalscy)
        Referral.objects.create(family=kowalscy, source="family", referred_on=date(2024, 3, 1), decision="waiting")
        assert "z listy oczekujących: wniosek rodziny" not in text_of(staff, kowalscy)

    def test_says_that_there_was_no_support_yet(self, staff, kowalscy):
        page = text_of(staff, kowalscy)
        assert "Rodzina nie była dotąd objęta wsparciem asystenta." in page
        assert "Nic nie czeka na termin." in page

    def test_says_when_somebody_last_spoke_with_the_family(self, staff, kowalscy):
        case = supported(kowalscy)
        VisitFactory(case=case, visited_on=date(2024, 5, 6), kind="phone_contact")
        VisitFactory(case=case, visited_on=date(2024, 5, 9), kind="attempted_visit")
        assert "Ostatni kontakt: 6 maja 2024, kontakt telefoniczny." in text_of(staff, kowalscy)

    def test_has_no_chips_without_a_reason(self, staff, kowalscy):
        supported(kowalscy)
        assert not select(page_of(staff, kowalscy), ".chips")

    def test_chips_are_of_today(self, staff, kowalscy):
        supported(kowalscy, kind="za_zyciem", basis="court_order")
        BlueCard.objects.create(family=kowalscy, opened_on=date(2024, 1, 1), closed_on=TODAY)
        for _n in range(2):
            Placement.objects.create(
                person=PersonFactory(family=kowalscy), form="kinship_foster", starts_on=date(2024, 1, 1)
            )
        chips = self.chips(staff, kowalscy)
        assert chips == ["zobowiązanie sądu", "„Za życiem”", "Niebieska Karta", "2 dzieci w pieczy"]

    @pytest.mark.parametrize(
        ("born", "chips"),
        [(date(2006, 5, 21), ["małoletni główny opiekun"]), (date(2006, 5, 20), [])],
        ids=["a day before 18", "on the day of 18"],
    )
    def test_a_main_carer_under_18_is_flagged(self, staff, kowalscy, born, chips):
        PersonFactory(family=kowalscy, role="parent", main_carer=True, birth_date=born)
        assert self.chips(staff, kowalscy) == chips

    def test_chips_are_gone_the_day_after(self, staff, kowalscy):
        yesterday = TODAY - timedelta(days=1)
        CaseFactory(family=kowalscy, kind="za_zyciem", basis="court_order", closed_on=yesterday)
        BlueCard.objects.create(family=kowalscy, opened_on=date(2024, 1, 1), closed_on=yesterday)
        Placement.objects.create(
            person=PersonFactory(family=kowalscy), form="kinship_foster", starts_on=date(2024, 1, 1), over_on=TODAY
        )
        assert self.chips(staff, kowalscy) == []

    def test_an_educational_centre_is_not_foster_care(self, staff, kowalscy):
        child = PersonFactory(family=kowalscy)
        Placement.objects.create(person=child, form="youth_educational_centre", starts_on=date(2024, 1, 1))
        assert self.chips(staff, kowalscy) == []

    def test_a_young_main_carer_is_not_a_child_in_care(self, staff, kowalscy):
        mother = PersonFactory(family=kowalscy, role="parent", main_carer=True, birth_date=date(2007, 1, 1))
        Placement.objects.create(person=mother, form="kinship_foster", starts_on=date(2024, 1, 1))
        assert self.chips(staff, kowalscy) == ["małoletni główny opiekun"]

    def chips(self, staff, family):
        return all_words(page_of(staff, family), ".chips .chip")


class TestTerms:
    def terms(self, staff, family):
        return all_words(one(page_of(staff, family), "section.dues"), "li")

    def test_the_most_urgent_stands_first(self, staff, kowalscy):
        CentreFactory(plan_due_days=14)
        supported(kowalscy)
        CourtReport.objects.create(family=kowalscy, kind="periodic", due_on=date(2024, 5, 23))
        CourtReport.objects.create(family=kowalscy, kind="opinion", requested_on=date(2024, 5, 1))
        assert self.terms(staff, kowalscy) == [
            "Kontakt z rodziną 66 dni po terminie",
            "Pierwszy plan pracy 66 dni po terminie Ułóż pierwszy plan",
            "Pismo do sądu: sprawozdanie w terminie wyznaczonym przez sąd do 23 maja (za 3 dni) Wpisz dzień wysłania",
            "Okresowa ocena sytuacji rodziny do 1 września (za 104 dni) Wpisz ocenę",
            "Pismo do sądu: opinia o rodzinie na wniosek sądu czeka od 1 maja 2024 Wpisz dzień wysłania",
        ]

    def test_completed_work_is_not_due(self, staff, kowalscy):
        case = supported(kowalscy)
        Plan.objects.create(case=case, agreed_on=date(2024, 3, 10), valid_until=date(2024, 12, 31))
        Assessment.objects.create(case=case, held_on=date(2024, 5, 10))
        CourtReport.objects.create(family=kowalscy, kind="opinion", due_on=TODAY, sent_on=TODAY)
        VisitFactory(case=case, visited_on=date(2024, 5, 17))
        assert self.terms(staff, kowalscy) == [
            "Kontakt z rodziną do 3 czerwca (za 14 dni)",
            "Okresowa ocena sytuacji rodziny do 10 listopada (za 174 dni) Wpisz ocenę",
            "Nowy plan pracy do 31 grudnia (za 225 dni) Ułóż nowy plan",
        ]

    def test_nothing_is_due_in_a_closed_case(self, staff, kowalscy):
        CaseFactory(family=kowalscy, closed_on=date(2024, 1, 30))
        assert self.terms(staff, kowalscy) == []


class TestPeople:
    def test_main_carer_first_then_adults_then_children(self, staff, kowalscy):
        PersonFactory(family=kowalscy, first_name="Mała", birth_date=date(2020, 1, 1))
        PersonFactory(family=kowalscy, first_name="Niewiadoma", birth_date=None)
        PersonFactory(family=kowalscy, first_name="Duży", birth_date=date(2010, 1, 1))
        PersonFactory(family=kowalscy, first_name="Dziadek", role="grandparent", birth_date=date(1950, 1, 1))
        PersonFactory(family=kowalscy, first_name="Mama", role="parent", main_carer=True, birth_date=date(1990, 1, 1))
        people = all_words(page_of(staff, kowalscy), "#osoby .people > li")
        assert [person.split()[0] for person in people] == ["Mama", "Dziadek", "Duży", "Mała", "Niewiadoma"]
        assert "wiek nieznany" in people[-1]
        assert "data urodzenia nieznana" in people[-1]

    def test_ages_are_computed_and_the_role_agrees_with_the_sex(self, staff, kowalscy):
        PersonFactory(family=kowalscy, role="parent", sex="F", birth_date=date(1990, 5, 21))
        PersonFactory(family=kowalscy, sex="M", birth_date=date(2024, 2, 21))
        people = section(staff, kowalscy, "osoby")
        assert "matka, 33 lata" in people
        assert "syn, 2 miesiące" in people

    @pytest.mark.parametrize(
        ("sex", "status", "said"),
        [
            ("F", "single", "panna"),
            ("M", "single", "kawaler"),
            ("F", "divorced", "rozwiedziona"),
            ("M", "widowed", "wdowiec"),
            ("", "widowed", "wdowiec/wdowa"),
        ],
    )
    def test_the_marital_status_of_one_person_agrees_with_the_sex(self, staff, kowalscy, sex, status, said):
        PersonFactory(family=kowalscy, sex=sex, marital_status=status, birth_date=date(1990, 5, 21))
        assert f"ur. 21.05.1990, {said}" in section(staff, kowalscy, "osoby")

    def test_a_child_of_some_days(self, staff, kowalscy):
        PersonFactory(family=kowalscy, birth_date=TODAY - timedelta(days=3))
        assert "poniżej miesiąca" in section(staff, kowalscy, "osoby")

    def test_a_child_lives_where_it_is_placed_today(self, staff, kowalscy):
        away, home = PersonFactory.create_batch(2, family=kowalscy)
        Placement.objects.create(person=away, form="kinship_foster", starts_on=date(2023, 1, 1))
        Placement.objects.create(
            person=home, form="kinship_foster", starts_on=date(2023, 1, 1), over_on=TODAY, end_reason="returned_home"
        )
        people = section(staff, kowalscy, "osoby")
        assert people.count("rodzina zastępcza spokrewniona od 01.01.2023") == 1
        assert people.count("mieszka z rodziną") == 1

    def test_former_members_stand_apart(self, staff, kowalscy):
        PersonFactory(family=kowalscy, first_name="Obecna")
        PersonFactory(family=kowalscy, first_name="Dawny", left_on=TODAY)
        before, after = section(staff, kowalscy, "osoby").split("Osoby, których dziś nie ma w rodzinie (1)")
        assert "Obecna" in before and "Dawny" not in before
        assert "Dawny" in after

    def test_shows_no_digit_of_a_pesel(self, staff, kowalscy):
        PersonFactory(family=kowalscy, pesel="15250112345")
        page = page_of(staff, kowalscy)
        assert "•••••••••••" in words(page)
        assert "45" not in words(page, "#osoby") and "152501" not in page.content.decode()

    def test_a_family_without_people_has_a_sentence_and_no_picture(self, staff, kowalscy):
        page = page_of(staff, kowalscy)
        assert "W tej rodzinie nie ma dziś żadnej osoby." in words(page, "#osoby")
        assert not select(page, PICTURE)


class TestPicture:
    def picture(self, staff, family):
        return one(page_of(staff, family), PICTURE)

    def test_describes_who_lives_where(self, staff, kowalscy):
        PersonFactory(family=kowalscy, first_name="Ola", birth_date=None)
        child = PersonFactory(family=kowalscy, first_name="Jaś")
        Placement.objects.create(person=child, form="kinship_foster", starts_on=date(2023, 1, 1))
        described = " ".join(one(self.picture(staff, kowalscy), "desc").text.split())
        assert described == "W domu: Ola (wiek nieznany). Rodzina zastępcza spokrewniona: Jaś (9 lat)."

    def test_its_first_child_is_its_title(self, staff, kowalscy):
        PersonFactory(family=kowalscy)
        title = self.picture(staff, kowalscy)[0]
        assert (title.tag, title.text.strip()) == ("title", "Kto gdzie mieszka")

    def test_holds_twelve_children_in_four_places(self, staff, kowalscy):
        for n in range(12):
            child = PersonFactory(family=kowalscy, first_name=f"{n}{LONG_NAME[:78]}")
            if n < 3:
                Placement.objects.create(
                    person=child,
                    form=["kinship_foster", "specialist_institution", "correctional_facility"][n],
                    starts_on=date(2023, 1, 1),
                )
        picture = self.picture(staff, kowalscy)
        *_corner, width, height = (int(number) for number in picture.get("viewbox").split())
        assert width == 336
        moves = [re.fullmatch(r"translate\((\d+) (\d+)\)", group.get("transform")) for group in select(picture, "g")]
        people = [(int(move[1]), int(move[2])) for move in moves]
        assert len(people) == len(set(people)) == 12
        assert all(40 <= x <= 296 and 40 <= y <= height - 45 for x, y in people)
        boxes = [(int(box.get("y")), int(box.get("height"))) for box in select(picture, "rect")]
        assert len(boxes) == 4
        assert boxes[0][0] == ROOF
        assert all(y + h < below for (y, h), (below, _h) in zip(boxes, boxes[1:], strict=False))
        assert boxes[-1][0] + boxes[-1][1] < height


class TestFile:
    def test_the_plan_in_force_is_open_and_older_ones_are_folded(self, staff, kowalscy):
        case = supported(kowalscy)
        old = Plan.objects.create(case=case, agreed_on=date(2024, 3, 5))
        new = Plan.objects.create(case=case, agreed_on=date(2024, 4, 5), valid_until=date(2024, 10, 5))
        PlanGoal.objects.create(plan=old, goal="Cel stary", status="achieved", due_on=date(2024, 4, 1))
        PlanGoal.objects.create(plan=new, goal="Cel nowy", status="in_progress", due_on=date(2024, 5, 14))
        plan, older = section(staff, kowalscy, "plan").split("Wcześniejsze plany (1)")
        assert "Plan z 5 kwietnia 2024" in plan and "obowiązuje do 5 października 2024" in plan
        assert "Cel nowy w realizacji 6 dni po terminie" in plan
        assert "Cel stary osiągnięty termin: 1 kwietnia 2024" in older

    def test_a_plan_agreed_for_later_is_not_yet_in_force(self, staff, kowalscy):
        case = supported(kowalscy)
        Plan.objects.create(case=case, agreed_on=TODAY + timedelta(days=1))
        assert "Nie uzgodniono jeszcze planu pracy." in section(staff, kowalscy, "plan")

    def test_current_records_stand_before_earlier_ones(self, staff, kowalscy):
        problems = Problem.objects.all()[:2]
        person = PersonFactory(family=kowalscy)
        for entry, over_on in zip(problems, (None, TODAY), strict=True):
            FamilyProblem.objects.create(
                family=kowalscy, problem=entry, identified_on=date(2023, 1, 1), resolved_on=over_on
            )
        Condition.objects.create(person=person, condition="disability", since_on=date(2023, 1, 1))
        CourtOrder.objects.create(
            family=kowalscy, kind="curator_supervision", issued_on=date(2023, 1, 1), in_force_until=TODAY
        )
        help_kind = HelpKind.objects.first()
        Help.objects.create(family=kowalscy, kind=help_kind, form="group", starts_on=date(2023, 1, 1), over_on=TODAY)
        situation = section(staff, kowalscy, "sytuacja")
        now, before = situation.split("Wcześniejsze (1)")
        assert problems[0].label in now and problems[1].label not in now
        assert f"{problems[1].label} 01.01.2023–19.05.2024" in before
        assert "Jaś Jaworski: niepełnosprawność od 01.01.2023" in situation
        assert "Dziś nie obowiązuje żadne postanowienie. Wcześniejsze (1)" in section(staff, kowalscy, "sad")
        assert f"{help_kind.label} (forma grupowa) – cała rodzina 01.01.2023–19.05.2024" in section(
            staff, kowalscy, "pomoc"
        )

    def test_a_closed_case_ends_on_its_last_day(self, staff, kowalscy):
        CaseFactory(family=kowalscy, closed_on=date(2024, 4, 30), closing_reason="moved_away")
        support = section(staff, kowalscy, "wsparcie")
        assert "01.03.2022–30.04.2024, za zgodą rodziny; zakończenie: zmiana miejsca zamieszkania" in support

    def test_everybody_reads_the_names_of_assistants_and_managers_get_links(self, staff, kowalscy):
        assistant = supported(kowalscy).assignments.get().assistant
        address = reverse("assistant", args=[assistant.number])
        assert links_of(page_of(staff, kowalscy))[str(assistant)] == address
        kowalscy.social_worker = UserFactory(role="social_worker")
        kowalscy.save()
        page = page_of(signed_in(kowalscy.social_worker), kowalscy)
        assert str(assistant) in words(page, 'h4:contains("Asystenci") + ul')
        assert address not in page.content.decode()

    def test_a_single_day_is_one_date(self, staff, kowalscy):
        BlueCard.objects.create(family=kowalscy, opened_on=date(2024, 1, 9), closed_on=date(2024, 1, 9))
        assert "procedura zakończona 09.01.2024 Dodaj" in section(staff, kowalscy, "sytuacja")

    def test_za_zyciem_without_any_case(self, staff, kowalscy):
        ZaZyciem.objects.create(family=kowalscy, entitlement="ill_child", benefit_granted_on=date(2024, 1, 5))
        assert "świadczenie przyznane 05.01.2024" in section(staff, kowalscy, "wsparcie")


class TestAddress:
    def test_stands_in_the_head_where_it_is_known(self, staff, kowalscy):
        assert "family-address" not in page_of(staff, kowalscy).content.decode()
        kowalscy.address = "ul. Łąkowa 12/3"
        kowalscy.save()
        assert "ul. Łąkowa 12/3, Zalesie" in text_of(staff, kowalscy)


class TestManyRecords:
    def test_queries_are_few_and_do_not_grow(self, staff, django_assert_max_num_queries):
        crowded_family("R1", 1, 1)
        crowded_family("R9", 12, 500)
        counts = [queries_of(staff, f"/rodziny/{number}/", django_assert_max_num_queries) for number in ("R1", "R9")]
        assert counts[0] == counts[1] <= 12

    def test_a_full_page_is_light(self, staff):
        crowded_family("R9", 12, 500)
        assert len(gzip.compress(staff.get(reverse("family", args=["R9"])).content)) < 30_000

    def test_names_are_shown_as_they_are_written(self, staff, kowalscy):
        PersonFactory(family=kowalscy, first_name=LONG_NAME, last_name="<b>O'Brien</b>")
        page = page_of(staff, kowalscy)
        assert "<b>O'Brien" not in page.content.decode()
        assert f"{LONG_NAME} <b>O'Brien</b>" in words(page)
