"""A family that was handed over is read as it stood at the end of the last own day, and nothing of later leaks."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.html import strip_tags

from assistants.assignments.services import assign
from assistants.models import Assignment, Substitution, Visit
from cases.access import PART_OF
from cases.checks import models_of_families
from cases.family_page.as_of import ALWAYS, DATES, NOT_IN_FILES
from cases.family_page.file import FamilyFile
from cases.models import Case, Family, Help, NamedReader, Placement
from familycare.centre.models import HelpKind
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, FamilyFactory, PersonFactory, UserFactory
from tests.records import record

BEGAN, HORIZON, AFTER = date(2024, 1, 10), date(2024, 4, 30), date(2024, 5, 6)
WORD = "Późniejsze"
OF_A_FAMILY = [model for model in DATES if DATES[model] is not ALWAYS]
SECTIONS = ["osoby", "plan", "wsparcie", "sytuacja", "sad", "pomoc", "os-czasu"]


@pytest.fixture
def ewa(db):
    CentreFactory()
    return AssistantFactory(account=UserFactory(role="assistant"))


@pytest.fixture
def family(ewa, time_machine):
    """What tests write of it is typed on the first day, unless they move the clock."""
    time_machine.move_to(f"{BEGAN} 12:00")
    family = FamilyFactory(name="Kowalscy", number="R90701", structure="")
    case = CaseFactory(family=family, opened_on=BEGAN)
    assign(case=case, assistant=ewa, starts_on=BEGAN, ends_on=HORIZON)
    return family


@pytest.fixture
def reader(ewa, family, time_machine):
    time_machine.move_to("2024-06-20 12:00")
    return signed_in(ewa.account)


def later_of_everything(family):
    """A record of every model that began after the handover."""
    for model in OF_A_FAMILY:
        record(model, family, AFTER, WORD)


def texts(client, family, **query):
    page = client.get(reverse("family", args=[family.number]), query).content.decode()
    return {
        key: " ".join(unescape(strip_tags(re.search(rf'<section id="{key}".*?</section>', page, re.DOTALL)[0])).split())
        for key in SECTIONS
    } | {"page": page}


@pytest.mark.every_kind
class TestEveryModel:
    def test_that_belongs_to_a_family_has_rules_for_its_days_and_a_part(self):
        of_a_family = {*models_of_families()} - {Family}
        left_out = {apps.get_model(label) for label in NOT_IN_FILES}
        assert of_a_family - left_out == set(OF_A_FAMILY)
        assert not [model for model in of_a_family - {NamedReader} if model._meta.label not in PART_OF]

    @pytest.mark.parametrize("model", OF_A_FAMILY, ids=lambda model: model.__name__)
    def test_that_began_later_is_not_known(self, model, family):
        made = record(model, family, AFTER)
        for day, known in ((AFTER - timedelta(days=1), False), (AFTER, True)):
            file = FamilyFile(family, date(2024, 6, 20), as_of=day)
            records = file.visits if model is Visit else file.records[model]
            assert (made in records) == known

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
        assert not any(getattr(seen, name) for name in (last, *later[last]))

    def test_of_somebody_who_came_later_is_not_known(self, family):
        child = PersonFactory(family=family, joined_on=AFTER)
        Placement.objects.create(person=child, form="kinship_foster", starts_on=BEGAN)
        Help.objects.create(family=family, person=child, kind=HelpKind.objects.first(), form="group", starts_on=BEGAN)
        records = FamilyFile(family, date(2024, 6, 20), as_of=HORIZON).records
        assert not records[Placement] and not records[Help]


class TestPage:
    @pytest.mark.every_kind
    def test_stays_as_it_was_whatever_comes_later(self, family, ewa, time_machine):
        for model in OF_A_FAMILY:
            if model not in (Assignment, Case):
                record(model, family, BEGAN)
        Assignment.objects.filter(assistant__account=None).delete()
        time_machine.move_to(f"{HORIZON} 12:00")
        page = signed_in(ewa.account).get(reverse("family", args=[family.number]))
        assert page.context["file"].as_of is None
        time_machine.move_to(f"{HORIZON + timedelta(days=1)} 12:00")
        before = texts(signed_in(ewa.account), family)
        later_of_everything(family)
        Case.objects.filter(opened_on=BEGAN).update(closed_on=AFTER, closing_reason="goals_achieved")
        time_machine.move_to("2024-06-20 12:00")
        after = texts(signed_in(ewa.account), family)
        for key in SECTIONS:
            assert after[key] == before[key]
        assert WORD not in after["page"]
        assert f"{AFTER:%d.%m.%Y}" not in after["page"]

    @pytest.mark.parametrize("part", ["dziennik", "wsparcie", "plany", "sytuacja", "sad", "poza-domem", "pomoc"])
    def test_its_timeline_ends_with_the_last_day(self, reader, family, part):
        later_of_everything(family)
        assert WORD not in texts(reader, family, co=part)["page"]

    def test_says_so(self, reader, family):
        page = texts(reader, family)["page"]
        assert "przekazana 30.04.2024" in page
        assert "Widzisz stan z 30.04.2024" in page
        assert "Najbliższe terminy" not in page

    def test_tells_nothing_of_contacts_after(self, family, ewa, time_machine):
        for day in (HORIZON, AFTER):
            Visit.objects.create(case=family.cases.get(), assistant=ewa, visited_on=day, kind="home_visit")
        time_machine.move_to("2024-06-20 12:00")
        page = texts(signed_in(ewa.account), family)["page"]
        assert "Ostatni kontakt: 30 kwietnia 2024" in page.replace("\u00a0", " ")


class TestWhatItIsNot:
    def test_in_no_list_of_families_nor_behind_figures(self, reader, family):
        PersonFactory(family=family)
        assert "Kowalscy" not in reader.get(reverse("families")).content.decode()
        behind = reader.get("/dane/support/families/?okres=2024").content.decode()
        assert "Kowalscy" not in behind
        assert "1 z 1 pozycji jest poza Twoim zakresem" in behind

    def test_found_under_the_handed_over_ones(self, reader, family):
        def search(words):
            return reader.post(reverse("handed_over"), {"szukaj": words}, follow=True)

        page = search("r90701 KOWAL")
        assert "Kowalscy" in page.content.decode() and "30.04.2024" in page.content.decode()
        assert "KOWAL" not in page.redirect_chain[0][0]
        assert "Kowalscy" not in search("Nowak").content.decode()
        assert search("R90701").redirect_chain == [(f"{reverse('handed_over')}?szukaj=R90701", 302)]
        assert search("").redirect_chain == [(reverse("handed_over"), 302)]

    def test_words_searched_for_are_of_one_session(self, reader, ewa, family):
        typed = reader.get(reverse("handed_over"), {"szukaj": "Kowal"})
        assert "Kowal" not in typed.url
        page = signed_in(ewa.account).get(typed.url, follow=True)
        assert page.redirect_chain == [(reverse("handed_over"), 302)]
        assert "Wpisz je jeszcze raz" in page.content.decode()

    def test_open_to_writing(self, ewa, family, time_machine):
        time_machine.move_to("2024-06-20 12:00")
        with pytest.raises(PermissionDenied, match="możesz tylko czytać"):
            Family.objects.get_or_404(ewa.account, family.number)

    def test_anybody_elses(self, ewa, family, time_machine):
        time_machine.move_to("2024-06-20 12:00")
        other = AssistantFactory(account=UserFactory(role="assistant")).account
        assert signed_in(other).get(reverse("family", args=[family.number])).status_code == 404
        family.is_restricted = True
        family.save()
        assert signed_in(ewa.account).get(reverse("family", args=[family.number])).status_code == 404

    def test_over_once_the_family_comes_back(self, reader, ewa, family):
        assign(case=family.cases.get(), assistant=ewa, starts_on=date(2024, 6, 20))
        assert "Widzisz stan" not in texts(reader, family)["page"]
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
    def test_keeps_what_one_wrote_before_the_handover(self, ewa, family, reader):
        Visit.objects.create(case=family.cases.get(), assistant=ewa, visited_on=HORIZON, kind="home_visit", minutes=60)
        page = reader.get(reverse("my_entries"), {"miesiac": "2024-04"}).content.decode()
        assert "Kowalscy" in page
        assert "poza Twoim zakresem" not in page

    def test_says_that_entries_about_families_out_of_reach_are_hidden(self, ewa, family, reader):
        Visit.objects.create(case=family.cases.get(), assistant=ewa, visited_on=HORIZON, kind="home_visit", minutes=60)
        Family.objects.update(is_restricted=True)
        page = reader.get(reverse("my_entries"), {"miesiac": "2024-04"}).content.decode()
        assert "Kowalscy" not in page
        assert "1 z 1 wpisów jest poza Twoim zakresem." in page
