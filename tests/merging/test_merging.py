"""Merging two families with all their records, and undoing it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assistants.assignments.cap import NoFreePlace
from assistants.assignments.services import assign
from assistants.merging.services import AlreadyMerged, merge_families, undo_merge
from assistants.models import Assignment, Attendance, Visit
from cases.access import restricted_without_manager
from cases.families.views.history import changes_of
from cases.models import (
    CareCharge,
    Case,
    CourtOrder,
    Family,
    FamilyMerge,
    FamilyProblem,
    Help,
    NamedReader,
    Person,
    Referral,
)
from cases.privacy.retention import anonymise
from familycare.audit.sentences import headline, sentences
from familycare.audit.verification.chains import verify
from familycare.centre.models import HelpKind, Problem
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.merging.twins import DAY, TODAY, merge, same_persons, whole_database

pytestmark = pytest.mark.django_db


def undo(made, manager):
    return undo_merge(merge=FamilyMerge.objects.get(pk=made.pk), by=manager)


class TestMerging:
    def test_empty_fields_of_the_kept_family_are_filled_in(self, merged, kept, manager):
        assert (kept.name, kept.district) == ("Sowa", "Zdrój")
        assert (kept.address, kept.structure, kept.registered_on) == ("Lipowa 3", "two_parent", DAY)
        assert kept.social_worker == manager

    def test_empty_fields_of_persons_are_filled_in(self, merged, kept):
        mother = kept.persons.get(number="O1")
        assert (mother.birth_date, mother.pesel, mother.sex) == (date(1990, 5, 14), "90051412343", "F")
        assert mother.main_carer
        assert {person.number for person in kept.persons.all()} == {"O1", "O2", "O13"}
        assert mother.conditions.count() == mother.help_records.count() == mother.attendances.count() == 1

    def test_a_pesel_that_would_not_agree_with_the_birth_date_is_left(self, kept, absorbed, manager):
        Person.objects.filter(number="O1").update(birth_date=date(1991, 1, 1))
        merge(kept, absorbed, manager)
        assert (kept.persons.get(number="O1").pesel, absorbed.persons.get(number="O11").pesel) == ("", "90051412343")

    def test_there_is_one_main_carer(self, kept, absorbed, manager):
        persons = same_persons(kept, absorbed)
        persons[absorbed.persons.get(number="O11").pk] = None
        made = merge_families(kept=kept, absorbed=absorbed, persons=persons, by=manager)
        assert kept.persons.get(main_carer=True).number == "O1"
        undo(made, manager)
        assert absorbed.persons.get(main_carer=True).number == "O11"

    @pytest.mark.parametrize(
        ("ours", "theirs", "marked"),
        [
            # Who died in July was the main carer until then; the grandmother is it now.
            ({"left_on": date(2023, 8, 1)}, {}, {"O1", "O11"}),
            ({"left_on": date(2023, 8, 1)}, {"joined_on": date(2023, 9, 1)}, {"O1", "O11"}),
            ({}, {}, {"O1"}),
            ({"joined_on": date(2023, 9, 1)}, {"left_on": date(2023, 8, 1)}, {"O1", "O11"}),
            # Of the days of both, the kept family decides.
            ({}, {"left_on": date(2023, 8, 1)}, {"O1"}),
            ({"main_carer": False}, {}, {"O11"}),
        ],
    )
    def test_there_is_one_main_carer_today_and_past_ones_stay(self, kept, absorbed, manager, ours, theirs, marked):
        kept.persons.filter(number="O1").update(**ours)
        absorbed.persons.filter(number="O11").update(**theirs)
        before = whole_database()
        persons = same_persons(kept, absorbed)
        persons[absorbed.persons.get(number="O11").pk] = None
        made = merge_families(kept=kept, absorbed=absorbed, persons=persons, by=manager)
        carers = kept.persons.filter(main_carer=True)
        assert {each.number for each in carers} == marked
        assert carers.members_on(TODAY).count() == 1
        undo(made, manager)
        assert whole_database() == before

    def test_the_same_person_takes_the_mark_of_the_other_family(self, kept, absorbed, manager):
        grandmother = {"first_name": "Halina", "role": "grandparent", "birth_date": date(1955, 1, 1)}
        PersonFactory(family=kept, number="O3", **grandmother)
        PersonFactory(family=absorbed, number="O14", main_carer=True, **grandmother)
        kept.persons.filter(number="O1").update(left_on=date(2023, 8, 1))
        absorbed.persons.filter(number="O11").update(main_carer=False)
        merge(kept, absorbed, manager)
        assert {each.number for each in kept.persons.filter(main_carer=True)} == {"O1", "O3"}

    def test_the_days_in_the_family_do_not_change(self, kept, absorbed, manager):
        absorbed.persons.filter(number="O12").update(joined_on=DAY, left_on=TODAY)
        merge(kept, absorbed, manager)
        child = kept.persons.get(number="O2")
        assert (child.joined_on, child.left_on) == (None, None)

    def test_equal_records_of_both_are_kept_once(self, kept, absorbed, manager):
        mother = kept.persons.get(number="O1")
        CareCharge.objects.create(person=mother, month=date(2023, 6, 1), total_cost="1234.50")
        NamedReader.objects.create(family=kept, user=manager)
        before = whole_database()
        made = merge(kept, absorbed, manager)
        assert CareCharge.objects.filter(person=mother).count() == 1
        assert NamedReader.objects.count() == 1
        undo(made, manager)
        assert whole_database() == before

    def test_contradicting_records_of_both_are_refused(self, kept, absorbed, manager):
        mother = kept.persons.get(number="O1")
        CareCharge.objects.create(person=mother, month=date(2023, 6, 1), total_cost="999")
        before = whole_database()
        with pytest.raises(ValidationError, match="Za ten miesiąc odpłatność już wpisano"):
            merge(kept, absorbed, manager)
        assert whole_database() == before

    def test_twice_is_once(self, merged, kept, absorbed, manager):
        with pytest.raises(AlreadyMerged):
            merge_families(kept=kept, absorbed=absorbed, persons={}, by=manager)
        assert FamilyMerge.objects.count() == 1

    def test_nobody_finds_the_other_family(self, merged, kept, absorbed, manager):
        assert [*Family.objects.visible_to(manager)] == [kept]
        assert Family.objects.get_or_404(manager, absorbed.number) == kept

    def test_an_old_number_leads_through_several_merges(self, merged, kept, absorbed, manager):
        third = FamilyFactory(number="R3")
        merge(third, kept, manager)
        assert Family.objects.get_or_404(manager, absorbed.number) == third
        assert Family.objects.filter(pk=third.pk).with_absorbed() == {third.pk, kept.pk, absorbed.pk}

    def test_the_history_of_both_shows_it(self, merged, kept, absorbed):
        told = [[headline(change), *sentences(change)] for change in changes_of(kept)]
        assert [words[1] for words in told if words[0].startswith("Zmiana wielu")] == ["Włączono rodzinę R2."]
        assert ["Zmiana: rodzina Sowa-Wilk (R2)", "Włączona do rodziny: „Sowa (R1)”."] in told
        assert any("Adres: „Lipowa 3”." in words for words in told)
        verify()

    def test_is_deleted_when_the_family_is_anonymised(self, merged, kept, absorbed):
        anonymise(Family.objects.filter(pk=kept.pk), day=TODAY)
        assert not FamilyMerge.objects.exists()
        assert not Person.objects.exclude(last_name="", pesel="").exists()
        assert {*Family.objects.values_list("name", "anonymised_on")} == {("dane usunięte", TODAY)}


class TestRefusals:
    def refused(self, kept, absorbed, manager, persons=None):
        before = whole_database()
        with pytest.raises(ValidationError) as refused:
            merge_families(kept=kept, absorbed=absorbed, persons=persons or same_persons(kept, absorbed), by=manager)
        assert whole_database() == before
        return " ".join(refused.value.messages)

    def test_the_same_family(self, kept, manager):
        assert "ta sama rodzina" in self.refused(kept, kept, manager)

    def test_an_anonymised_family(self, kept, absorbed, manager):
        Family.objects.filter(pk=absorbed.pk).update(anonymised_on=TODAY)
        assert "Danych rodziny R2 już nie ma" in self.refused(kept, absorbed, manager)

    def test_a_family_that_was_merged_elsewhere(self, merged, absorbed, manager):
        third = FamilyFactory()
        assert "właśnie scalono z inną" in self.refused(third, absorbed, manager)

    def test_two_open_cases_of_a_kind(self, kept, absorbed, manager):
        CaseFactory(family=kept, number="S3")
        said = self.refused(kept, absorbed, manager)
        assert "S3" in said and "S2. Najpierw zakończ jedno z nich." in said

    def test_two_undecided_referrals(self, kept, absorbed, manager):
        one, other = (
            Referral.objects.create(family=each, source="family", referred_on=DAY) for each in (kept, absorbed)
        )
        said = self.refused(kept, absorbed, manager)
        assert f"wnioski obu rodzin, {one} i {other}." in said

    @pytest.mark.parametrize("way", [1, -1])
    def test_a_referral_for_support_that_the_other_has(self, kept, absorbed, manager, way):
        Referral.objects.create(family=kept, source="family", referred_on=DAY)
        assert "Najpierw rozstrzygnij ten wniosek." in self.refused(*[kept, absorbed][::way], manager)

    def test_a_restricted_family(self, kept, absorbed, manager):
        Family.objects.filter(pk=absorbed.pk).update(is_restricted=True)
        assert "tę samą ochronę" in self.refused(kept, absorbed, manager)

    def test_two_persons_as_one(self, kept, absorbed, manager):
        one = kept.persons.get(number="O1")
        persons = {person.pk: one for person in absorbed.persons.all()}
        assert "jako tę samą" in self.refused(kept, absorbed, manager, persons)

    def test_one_pesel_as_two_persons(self, kept, absorbed, manager):
        kept.persons.filter(number="O2").update(pesel="22250112340")
        absorbed.persons.filter(number="O13").update(pesel="22250112340")
        assert "mają ten sam PESEL, więc to jedna osoba" in self.refused(kept, absorbed, manager)

    def test_a_person_added_meanwhile(self, kept, absorbed, manager):
        persons = same_persons(kept, absorbed)
        PersonFactory(family=absorbed)
        assert "właśnie się zmieniły" in self.refused(kept, absorbed, manager, persons)


class TestUndoing:
    def test_everything_is_as_it_was(self, kept, absorbed, manager):
        before = whole_database()
        made = merge(kept, absorbed, manager)
        assert whole_database() != before
        made = undo(made, manager)
        assert whole_database() == before
        assert (made.undone_by, made.moves, made.values, made.removed) == (manager, [], [], [])
        verify()

    def test_the_families_may_be_merged_again(self, merged, kept, absorbed, manager):
        undo(merged, manager)
        merge(absorbed, kept, manager)
        assert Family.objects.get(merged_into=absorbed) == kept

    def test_twice_is_once(self, merged, manager):
        first = undo(merged, manager)
        assert undo(merged, StaffFactory()).undone_by == first.undone_by

    def test_records_added_since_follow_what_they_belong_to(self, merged, kept, absorbed, manager, assistant):
        problem = FamilyProblem.objects.create(family=kept, problem=Problem.objects.last(), identified_on=TODAY)
        case = kept.cases.get(number="S2")
        visit = Visit.objects.create(case=case, assistant=assistant, visited_on=TODAY, kind="home_visit")
        kind = HelpKind.objects.get(pk="mediation")
        baby, mother = kept.persons.get(number="O13"), kept.persons.get(number="O1")
        theirs, ours = (
            Help.objects.create(family=kept, person=person, kind=kind, form="group", starts_on=TODAY)
            for person in (baby, mother)
        )
        undo(merged, manager)
        for record in (problem, visit, theirs, ours):
            record.refresh_from_db()
        assert (problem.family, ours.family) == (kept, kept)
        assert (visit.case.family, theirs.family) == (absorbed, absorbed)

    def test_an_assignment_made_since_follows_its_case(self, merged, kept, absorbed, manager):
        case = kept.cases.get(number="S2")
        Assignment.objects.filter(case=case).update(ends_on=DAY)
        later = assign(case=case, assistant=AssistantFactory(), starts_on=TODAY)
        undo(merged, manager)
        later.refresh_from_db()
        assert later.family == absorbed

    def test_corrections_and_deletions_since_are_kept(self, merged, kept, absorbed, manager):
        kept.address = "Lipowa 3 m. 4"
        kept.save()
        Attendance.objects.filter(person__number="O13").first().delete()
        undo(merged, manager)
        kept.refresh_from_db()
        assert (kept.address, kept.social_worker) == ("Lipowa 3 m. 4", None)

    def refused(self, merged, manager):
        before = whole_database()
        with pytest.raises(ValidationError) as refused:
            undo(merged, manager)
        assert whole_database() == before
        return " ".join(refused.value.messages)

    def test_is_refused_when_a_referral_led_to_support_since(self, kept, absorbed, manager):
        Case.objects.filter(number="S2").update(closed_on=DAY)
        referral = Referral.objects.create(family=absorbed, source="family", referred_on=DAY)
        made = merge(kept, absorbed, manager)
        referral.refresh_from_db()
        referral.case = CaseFactory(family=kept, number="S9", opened_on=TODAY)
        referral.decision, referral.decided_on = "assigned", TODAY
        referral.save()
        said = self.refused(made, manager)
        assert said.startswith(f"Wniosek ({referral}) wiąże się z tym, co powstało po scaleniu: S9")

    def test_a_referral_follows_its_court_order_unless_it_led_to_support(self, merged, kept, absorbed, manager):
        Case.objects.filter(number="S2").update(closed_on=DAY)
        order = CourtOrder.objects.get()
        referral = Referral.objects.create(family=kept, source="court", referred_on=TODAY, court_order=order)
        case = CaseFactory(family=kept, number="S9", opened_on=TODAY, basis="court_order")
        Referral.objects.filter(pk=referral.pk).update(case=case, decision="assigned", decided_on=TODAY)
        assert "wiąże się z tym, co powstało po scaleniu: S9" in self.refused(merged, manager)
        Referral.objects.filter(pk=referral.pk).update(case=None, decision="")
        undo(merged, manager)
        referral.refresh_from_db()
        assert referral.family == absorbed

    def test_is_refused_when_a_person_went_elsewhere_since(self, merged, manager):
        baby = Person.objects.get(number="O13")
        baby.family = FamilyFactory()
        baby.save()
        assert self.refused(merged, manager) == "Osoba (Ola Sowa): ten zapis przeniesiono potem gdzie indziej."

    def test_the_latest_merge_is_undone_first(self, merged, kept, manager):
        third = FamilyFactory(number="R3")
        later = merge(kept, third, manager)
        assert "późniejsze scalenie, z rodziną R3" in self.refused(merged, manager)
        undo(later, manager)
        undo(merged, manager)

    def test_is_refused_when_the_restriction_was_changed_since(self, merged, kept, manager):
        Family.objects.filter(pk=kept.pk).update(is_restricted=True)
        assert "zmieniono szczególną ochronę" in self.refused(merged, manager)

    def test_a_restricted_family_keeps_a_manager_who_can_open_it(self, kept, absorbed, manager):
        """A manager named to both has removed the other named manager since."""
        Family.objects.update(is_restricted=True)
        other = StaffFactory()
        NamedReader.objects.all().delete()
        NamedReader.objects.create(family=kept, user=manager)
        NamedReader.objects.create(family=absorbed, user=other)
        kept.refresh_from_db()
        absorbed.refresh_from_db()
        made = merge(kept, absorbed, manager)
        assert {named.user for named in kept.named_readers.all()} == {manager, other}
        assert not restricted_without_manager()
        kept.named_readers.get(user=other).delete()
        undo(made, manager)
        assert [named.user for named in absorbed.named_readers.all()] == [manager]

    def test_is_refused_after_anonymisation(self, merged, kept, manager):
        Family.objects.filter(pk=kept.pk).update(anonymised_on=TODAY)
        assert "zanonimizowano" in self.refused(merged, manager)


class TestPlaces:
    def places(self, assistant):
        return sorted(assistant.assignments.values_list("family__number", "place"))

    def test_a_family_in_two_places_of_an_assistant_gets_one(self, merged, assistant):
        assert self.places(assistant) == [("R1", 1), ("R1", 1)]

    def test_a_family_keeps_two_places_if_neither_is_free_all_the_time(self, kept, absorbed, manager, assistant):
        """Place 1 is taken afterwards and place 2 before."""
        first, second = Assignment.objects.order_by("place")
        Assignment.objects.filter(pk=first.pk).update(ends_on=date(2023, 12, 31))
        Assignment.objects.filter(pk=second.pk).update(starts_on=date(2023, 10, 1))
        assign(case=CaseFactory(family__number="R8"), assistant=assistant, starts_on=date(2024, 1, 1))
        assign(case=CaseFactory(family__number="R9"), assistant=assistant, starts_on=DAY, ends_on=date(2023, 9, 30))
        before = whole_database()
        made = merge(kept, absorbed, manager)
        assert self.places(assistant) == [("R1", 1), ("R1", 2), ("R8", 1), ("R9", 2)]
        undo(made, manager)
        assert whole_database() == before

    def test_two_cases_in_one_place_are_moved_and_moved_back(self, kept, absorbed, manager, assistant):
        assign(case=CaseFactory(family=absorbed, closed_on=TODAY), assistant=assistant, starts_on=DAY, ends_on=TODAY)
        assert self.places(assistant) == [("R1", 1), ("R2", 2), ("R2", 2)]
        before = whole_database()
        made = merge(kept, absorbed, manager)
        assert self.places(assistant) == [("R1", 1), ("R1", 1), ("R1", 1)]
        undo(made, manager)
        assert whole_database() == before

    def test_undoing_finds_another_place_when_the_old_one_is_taken(self, merged, kept, absorbed, manager, assistant):
        assign(case=CaseFactory(), assistant=assistant, starts_on=DAY)
        undo(merged, manager)
        taken = dict(self.places(assistant))
        assert len(taken) == 3 and set(taken.values()) == {1, 2, 3}

    def test_undoing_is_refused_when_there_is_none(self, merged, manager, assistant):
        for _family in range(14):
            assign(case=CaseFactory(), assistant=assistant, starts_on=DAY)
        before = whole_database()
        with pytest.raises(NoFreePlace):
            undo(merged, manager)
        assert whole_database() == before


def test_other_users_see_no_more_families(merged, kept, absorbed):
    stranger = UserFactory(role="social_worker")
    assert not Family.objects.visible_to(stranger).exists()
