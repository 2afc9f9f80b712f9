"""Each kind of record is on the page and timeline, in copies of data, in the log and in the register."""

import csv
import json
from datetime import date

import pytest
from django.urls import reverse

from cases.access import PARTS
from cases.models import Family
from cases.privacy.retention import anonymise
from cases.records.kinds import KINDS
from familycare.accounts.models import Role
from reporting.exchange import export_register
from tests.clients import signed_in
from tests.factories import CaseFactory, CentreFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_pages import words
from tests.records import record

pytestmark = pytest.mark.every_kind
DAY, TODAY = date(2024, 5, 6), date(2024, 5, 20)
PAGE = "/rodziny/R7/"
WORD = "Napisane"
EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
NOT_FOR_ALL = [kind for kind in KINDS if kind.part not in PARTS[Role.SOCIAL_WORKER]]


def named(kind):
    """The model of the kind and the file that declares it, for messages."""
    return f"{kind.model._meta.label} (declared in {kind.form.__module__.replace('.', '/')}.py)"


@pytest.fixture
def family(db, time_machine):
    time_machine.move_to(f"{TODAY} 12:00")
    CentreFactory()
    family = FamilyFactory(number="R7", social_worker=UserFactory(role="social_worker"))
    PersonFactory(family=family, number="O7", birth_date=date(2015, 5, 1))
    CaseFactory(family=family, number="S7", opened_on=date(2024, 3, 1))
    return family


@pytest.fixture
def manager(family):
    return signed_in(StaffFactory())


@EACH_KIND
def test_is_in_its_section_of_the_page(kind, family, manager):
    assert f"{DAY:%d.%m.%Y}" not in words(manager.get(PAGE), f"#{kind.section}")
    record(kind.model, family, DAY)
    assert f"{DAY:%d.%m.%Y}" in words(manager.get(PAGE), f"#{kind.section}"), (
        f"The section „{kind.section}” of the family's page does not show a day of {named(kind)}: give the kind a "
        "`card` or a line in templates/cases/family_page/."
    )


@EACH_KIND
def test_each_of_its_days_is_on_the_timeline(kind, family, manager):
    record(kind.model, family, DAY)
    timeline = words(manager.get(PAGE, {"co": kind.timeline.value}), "#os-czasu")
    assert kind.events, f"{named(kind)} is on no timeline: give the kind `events`."
    absent = [moment.title for moment in kind.events if moment.title not in timeline]
    assert not absent, f"The timeline does not show {absent} of {named(kind)}: see `events` and `timeline` of the kind."


@pytest.mark.parametrize("kind", NOT_FOR_ALL, ids=lambda kind: kind.word)
def test_is_hidden_without_access_to_its_part(kind, family):
    record(kind.model, family, DAY, WORD)
    text = words(signed_in(family.social_worker).get(PAGE))
    shown = [hidden for hidden in (WORD, *(moment.title for moment in kind.events)) if hidden in text]
    assert not shown, f"A social worker reads {shown} of {named(kind)}, although its `part` is {kind.part}."


@EACH_KIND
def test_is_in_the_copy_of_a_persons_data(kind, family, manager):
    record(kind.model, family, DAY)
    data = json.loads(manager.get(reverse("person_file", args=["O7", "json"])).content)
    title = kind.model._meta.verbose_name_plural
    assert f"{title[:1].upper()}{title[1:]}" in {part["tytul"] for part in data["dzialy"]}, (
        f"The copy of a person's data lacks {named(kind)}: see `family`, `person` and `days` of the kind."
    )


@EACH_KIND
def test_is_in_the_log_of_its_family(kind, family, manager):
    record(kind.model, family, DAY)
    history = words(manager.get(reverse("family_history", args=["R7"])))
    assert f"Dodanie: {kind.model._meta.verbose_name}" in history, f"The history of the family lacks {named(kind)}."


@EACH_KIND
def test_anonymisation_leaves_none_of_its_words(kind, family):
    record(kind.model, family, DAY, WORD)
    anonymise(Family.objects.filter(pk=family.pk), day=TODAY)
    assert WORD not in str([*kind.records(family).values()]), (
        f"Anonymisation leaves what people typed into {named(kind)}: name these fields in `erased` of the kind."
    )


@EACH_KIND
def test_is_exported_with_the_register(kind, family, tmp_path):
    record(kind.model, family, DAY)
    export_register(tmp_path / "out")
    with (tmp_path / "out" / f"{kind.csv.name}.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert DAY.isoformat() in row.values(), (
        f"{kind.csv.name}.csv has no day of {named(kind)}: add it to `csv` of the kind."
    )
    assert {"R7", "O7", "S7"} & {*row.values()}, (
        f"{kind.csv.name}.csv does not say to which family {named(kind)} belongs: add family, person or case to `csv`."
    )
