"""An assistant who handed a family over reads its file as of the end of their last day, and nothing that came later."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Assignment, Substitution, Visit
from cases.access import PART_OF
from cases.checks import WITHOUT_A_PART, models_of_families
from cases.family_page.as_of import DATES, NOT_IN_FILES
from cases.family_page.file import FamilyFile
from cases.models import Case, Family, Help, Placement
from familycare.centre.models import HelpKind
from tests.access.handed_over import AFTER, BEGAN, HORIZON, OF_A_FAMILY, WORD
from tests.clients import signed_in
from tests.completeness import assert_complete, labels
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, FamilyFactory, PersonFactory, UserFactory
from tests.html_pages import one, words
from tests.records import record

SECTIONS = ["osoby", "plan", "wsparcie", "sytuacja", "sad", "pomoc", "os-czasu"]


@pytest.fixture
def ewa(db):
    CentreFactory()
    return AssistantFactory(account=UserFactory(role="assistant"))


@pytest.fixture
def family(ewa, time_machine):
    """A family handed over on HORIZON; the tests write its records on the first day unless they move the clock."""
    time_machine.move_to(f"{BEGAN} 12:00")
    family = FamilyFactory(name="Kowalscy", number="R90701", structure="")
    case = CaseFactory(family=family, opened_on=BEGAN)
    assign(case=case, assistant=ewa, starts_on=BEGAN, ends_on=HORIZON)
    return family


@pytest.fixture
def reader(ewa, family, time_machine):
    time_machine.move_to("2024-06-20 12:00")
    return signed_in(ewa.account)


def add_later_records(family):
    """Add a record of each model that began after the handover."""
    for model in OF_A_FAMILY:
        record(model, family, AFTER, WORD)


def page_of(client, family, **query):
    return client.get(reverse("family", args=[family.number]), query)


def sections_of(page):
    """{section: its text}, with the texts that only screen readers read."""
    return {key: " ".join(one(page, f"#{key}").text_content().split()) for key in SECTIONS}


@pytest.mark.every_kind
class TestEveryModel:
    def test_that_belongs_to_a_family_has_rules_for_its_days_and_a_part(self):
        of_a_family = {*models_of_families()} - {Family}
        left_out = {apps.get_model(label) for label in NOT_IN_FILES}
        assert_complete(
            labels(of_a_family - left_out),
            labels(OF_A_FAMILY),
            add="{} leads to a family and does not say what of it was known on a past day: declare it as a kind of "
            "record in cases/records/, or add it to DATES or NOT_IN_FILES in cases/family_page/as_of.py.",
            remove="{} leads to no family, or is in NOT_IN_FILES: take it out of DATES in cases/family_page/as_of.py.",
        )
        without_a_part = labels(of_a_family) - PART_OF.keys() - WITHOUT_A_PART.keys()
        assert not without_a_part, (
            f"{without_a_part} lead to a family and belong to no part of its file: declare them as kinds of records in "
            "cases/records/, or add them to MODELS in cases/access.py."
        )

    @pytest.mark.parametrize("model", OF_A_FAMILY, ids=lambda model: model.__name__)
    def test_that_began_later_is_not_known(self, model, family):
        made = record(model, family, AFTER)
        for day, known in ((AFTER - timedelta(days=1), False), (AFTER, True)):
            file = FamilyFile(family, date(2024, 6, 20), as_of=day)
            records = file.visits if model is Visit else file.records[model]
            assert (made in records) == known, (
                f"The file as of {day} {'lacks' if known else 'shows'} a {model._meta.label} of {AFTER}: correct "
                "`known` of its kind in cases/records/, or its entry of DATES in cases/family_page/as_of.py."
            )

    @pytest.mark.parametrize("model", [model for model in OF_A_FAMILY if DATES[model].later], ids=lambda m: m.__name__)
    def test_that_ended_later_is_still_open(self, model, family):
        if model is Assignment:  # a case has one at a time
            family.assignments.all().delete()
        made = record(model, family, BEGAN)
        later = DATES[model].later
        model.objects.filter(pk=made.pk).update(**dict.fromkeys(list(later)[-1:], AFTER))
        file = FamilyFile(family, date(2024, 6, 20), as_of=HORIZON)
        (seen,) = [each for each in file.records[model] if each == made]
        last = list(later)[-1]
        told = [name for name in (last, *later[last]) if getattr(seen, name)]
        assert not told, (
            f"The file as of {HORIZON} shows {told} of a {model._meta.label} that ended on {AFTER}: correct `known` of "
            "its kind in cases/records/, or its entry of DATES in cases/family_page/as_of.py."
        )

    def test_of_a_person_who_came_later_is_not_known(self, family):
        child = PersonFactory(family=family, joined_on=AFTER)
        Placement.objects.create(person=child, form="kinship_foster", starts_on=BEGAN)
        Help.objects.create(family=family, person=child, kind=HelpKind.objects.first(), form="group", starts_on=BEGAN)
        records = FamilyFile(family, date(2024, 6, 20), as_of=HORIZON).records
        assert not records[Placement] and not records[Help]


class TestPage:
    @pytest.mark.every_kind
    def test_does_not_change_afterwards(self, family, ewa, time_machine):
        for model in OF_A_FAMILY:
            if model not in (Assignment, Case):
                record(model, family, BEGAN)
        Assignment.objects.filter(assistant__account=None).delete()
        time_machine.move_to(f"{HORIZON} 12:00")
        assert page_of(signed_in(ewa.account), family).context["file"].as_of is None
        time_machine.move_to(f"{HORIZON + timedelta(days=1)} 12:00")
        before = sections_of(page_of(signed_in(ewa.account), family))
        add_later_records(family)
        Case.objects.filter(opened_on=BEGAN).update(closed_on=AFTER, closing_reason="goals_achieved")
        time_machine.move_to("2024-06-20 12:00")
        after = page_of(signed_in(ewa.account), family)
        assert sections_of(after) == before
        assert WORD not in after.content.decode()
        assert f"{AFTER:%d.%m.%Y}" not in after.content.decode()

    @pytest.mark.parametrize("part", ["dziennik", "wsparcie", "plany", "sytuacja", "sad", "poza-domem", "pomoc"])
    def test_its_timeline_ends_with_the_last_day(self, reader, family, part):
        add_later_records(family)
        assert WORD not in page_of(reader, family, co=part).content.decode()

    def test_says_so(self, reader, family):
        page = page_of(reader, family)
        assert "przekazana 30.04.2024" in words(page)
        assert "Widzisz stan z 30 kwietnia 2024" in words(page)
        assert "Najbliższe terminy" not in words(page)

    def test_hides_contacts_after_the_handover(self, family, ewa, time_machine):
        for day in (HORIZON, AFTER):
            Visit.objects.create(case=family.cases.get(), assistant=ewa, visited_on=day, kind="home_visit")
        time_machine.move_to("2024-06-20 12:00")
        assert "Ostatni kontakt: 30 kwietnia 2024" in words(page_of(signed_in(ewa.account), family))


class TestLimits:
    def test_is_in_no_list_and_behind_no_figure(self, reader, family):
        PersonFactory(family=family)
        assert "Kowalscy" not in reader.get(reverse("families")).content.decode()
        behind = reader.get("/dane/support/families/?okres=2024")
        assert "Kowalscy" not in behind.content.decode()
        assert "1 z 1 pozycji jest poza Twoim zakresem" in words(behind)

    def test_is_found_among_the_handed_over_families(self, reader, family):
        def search(text):
            return reader.post(reverse("handed_over"), {"szukaj": text}, follow=True)

        page = search("r90701 KOWAL")
        assert "Kowalscy" in words(page) and "30.04.2024" in words(page)
        assert "KOWAL" not in page.redirect_chain[0][0]
        assert "Kowalscy" not in search("Nowak").content.decode()
        assert search("R90701").redirect_chain == [(f"{reverse('handed_over')}?szukaj=R90701", 302)]
        assert search("").redirect_chain == [(reverse("handed_over"), 302)]

    def test_searched_words_are_kept_for_one_session(self, reader, ewa, family):
        typed = reader.get(reverse("handed_over"), {"szukaj": "Kowal"})
        assert "Kowal" not in typed.url
        page = signed_in(ewa.account).get(typed.url, follow=True)
        assert page.redirect_chain == [(reverse("handed_over"), 302)]
        assert "Wpisz je jeszcze raz" in words(page)

    def test_cannot_be_written(self, ewa, family, time_machine):
        time_machine.move_to("2024-06-20 12:00")
        with pytest.raises(PermissionDenied, match="możesz tylko czytać"):
            Family.objects.get_or_404(ewa.account, family.number)

    def test_is_for_no_other_user(self, ewa, family, time_machine):
        time_machine.move_to("2024-06-20 12:00")
        other = AssistantFactory(account=UserFactory(role="assistant")).account
        assert signed_in(other).get(reverse("family", args=[family.number])).status_code == 404
        family.is_restricted = True
        family.save()
        assert signed_in(ewa.account).get(reverse("family", args=[family.number])).status_code == 404

    def test_are_gone_when_the_family_comes_back(self, reader, ewa, family):
        assign(case=family.cases.get(), assistant=ewa, starts_on=date(2024, 6, 20))
        assert "Widzisz stan" not in words(page_of(reader, family))
        assert "Kowalscy" not in reader.get(reverse("handed_over")).content.decode()


def test_a_substitute_reads_nothing_afterwards(ewa, family, time_machine):
    other = AssistantFactory(account=UserFactory(role="assistant"))
    Substitution.objects.create(
        assignment=family.assignments.get(), substitute=other, starts_on=BEGAN, ends_on=date(2024, 2, 1)
    )
    for day, status in (("2024-01-09", 404), ("2024-01-10", 200), ("2024-02-01", 200), ("2024-02-02", 404)):
        time_machine.move_to(f"{day} 12:00")
        client = signed_in(other.account)
        assert client.get(reverse("family", args=[family.number])).status_code == status


class TestOwnDiary:
    def test_keeps_entries_from_before_the_handover(self, ewa, family, reader):
        Visit.objects.create(case=family.cases.get(), assistant=ewa, visited_on=HORIZON, kind="home_visit", minutes=60)
        page = reader.get(reverse("my_entries"), {"miesiac": "2024-04"})
        assert "Kowalscy" in words(page)
        assert "poza Twoim zakresem" not in words(page)

    def test_says_that_entries_about_families_out_of_reach_are_hidden(self, ewa, family, reader):
        Visit.objects.create(case=family.cases.get(), assistant=ewa, visited_on=HORIZON, kind="home_visit", minutes=60)
        Family.objects.update(is_restricted=True)
        page = reader.get(reverse("my_entries"), {"miesiac": "2024-04"})
        assert "Kowalscy" not in page.content.decode()
        assert "1 z 1 wpisów jest poza Twoim zakresem." in words(page)
