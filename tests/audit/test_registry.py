"""Which models the log watches, and which writes to their tables it refuses."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from cases.models import Family, Person
from familycare.audit.acting import NoActor
from familycare.audit.models import Change, Reading
from familycare.audit.recording import is_known
from familycare.audit.registry import WATCHED, UnrecordedWrite, check_audited_models, watch
from familycare.audit.sentences import headline, sentences
from familycare.audit.services import record_bulk
from familycare.centre.models import Problem
from tests.completeness import assert_complete
from tests.factories import FamilyFactory
from tests.source_code import FLOORS

pytestmark = pytest.mark.django_db

# Not watched: settings of users; drafts; invitations, which signals record; the log itself.
UNWATCHED = {
    "accounts.accountchange",  # the log has its steps instead: entries of the kind second_person
    "accounts.browserkey",
    "accounts.invitation",
    "accounts.unsentform",
    "assistants.closing",  # the log has the assignments instead
    "audit.change",
    "audit.reading",
    "cases.draft",
    "cases.savedview",
    "jobs.job",  # what a job writes is recorded, and each download
    "reporting.editionfigure",  # frozen with its edition, which is recorded
    "reporting.editionfile",
    "reporting.editordraft",
    "reporting.sheetheading",
    "reporting.submissionfigure",  # kept with what was sent, which is recorded
}


def last_words():
    """The headline and the sentences of the last entry."""
    change = Change.objects.first()
    return [headline(change), *sentences(change)]


def test_each_model_is_watched_or_listed_as_unwatched():
    ours = {model for model in apps.get_models() if model.__module__.split(".")[0] in FLOORS and model._meta.managed}
    assert_complete(
        (model._meta.label_lower for model in ours - WATCHED.keys()),
        UNWATCHED,
        add="The log of changes does not watch {}: let it inherit from AuditedModel and call `watch` in `ready` of its "
        "app's apps.py, or add it to UNWATCHED in tests/audit/test_registry.py.",
        remove="{} is watched or no longer there: take it out of UNWATCHED in tests/audit/test_registry.py.",
    )
    many = [str(field) for model in WATCHED for field in model._meta.local_many_to_many]
    assert not many, f"The log does not see changes of {many}: make a model of the relation and watch it."


class TestDeclaring:
    def test_only_a_model_that_records_its_saves_can_be_watched(self):
        with pytest.raises(TypeError, match="Reading is watched, so it must inherit from .*AuditedModel"):
            watch(Reading)

    def test_a_model_that_records_its_saves_must_be_watched(self, monkeypatch):
        assert check_audited_models(None) == []
        monkeypatch.delitem(WATCHED, Person)
        (error,) = check_audited_models(None)
        assert (error.id, error.obj) == ("audit.E001", Person)
        assert "cases.Person" in error.msg

    def test_family_names_the_way_to_a_family(self):
        for model, declared in WATCHED.items():
            if declared.family and declared.family != "self":
                target = model
                for name in declared.family.split("__"):
                    target = target._meta.get_field(name).related_model
                assert target is Family, (
                    f"“{declared.family}” leads from {model._meta.label} to {target._meta.label}: correct `family` "
                    "of its `watch` in apps.py of its app."
                )


class TestPastTheModels:
    """Writing rows without `save` is an error, unless it is recorded as a whole."""

    @pytest.fixture(autouse=True)
    def even_in_tests(self, monkeypatch):
        monkeypatch.setattr("familycare.audit.registry.is_known", is_known)

    WRITES = {
        "update": lambda sowa: Family.objects.update(name="Puchacz"),
        "bulk_create": lambda sowa: Family.objects.bulk_create([Family(name="Puchacz", number="R2")]),
        "bulk_update": lambda sowa: Family.objects.bulk_update([sowa], ["name"]),
        "related": lambda sowa: sowa.persons.update(first_name="Ola"),
        "raw delete": lambda sowa: Family.objects.filter(number="x")._raw_delete("default"),
        "sql": lambda sowa: connection.cursor().execute("UPDATE cases_family SET name = 'Puchacz'"),
    }

    @pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
    def test_is_an_error(self, sowa, write):
        with pytest.raises(UnrecordedWrite, match="cases_"), transaction.atomic():
            write(sowa)
        sowa.refresh_from_db()
        assert sowa.name == "Sowa"

    @pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
    def test_unless_it_is_recorded(self, sowa, write):
        with record_bulk(text="Poprawiono nazwiska.") as written:
            write(sowa)
            written.count("rodziny", 1)
        assert last_words() == [
            "Zmiana wielu zapisów naraz",
            "Poprawiono nazwiska.",
            "Liczba zapisów: rodziny – 1.",
        ]

    def test_saves_inside_are_counted_and_not_recorded_one_by_one(self):
        with record_bulk():
            FamilyFactory.create_batch(3)
            Family.objects.first().delete()
        assert Change.objects.count() == 1
        assert last_words()[1:] == ["Liczba zapisów: rodziny – 4."]

    def test_when_it_fails_nothing_is_written(self, nobody_acts):
        with pytest.raises(NoActor), record_bulk():
            Family.objects.bulk_create([Family(name="Sowa", number="R2")])
        assert not Family.objects.exists()

    def test_afterwards_it_is_an_error_again(self, sowa):
        with record_bulk():
            pass
        sowa.delete()
        with pytest.raises(UnrecordedWrite):
            Family.objects.update(name="Puchacz")

    def test_unwatched_tables_may_be_written(self, anna):
        anna.saved_views.create(name="Moje")
        anna.saved_views.update(name="Nasze")


def test_a_test_may_write_past_the_log_and_the_application_may_not(sowa):
    from reporting.exchange import bulk

    Family.objects.update(name="Puchacz")
    with pytest.raises(UnrecordedWrite):
        bulk.insert(Problem, ["code", "label", "position"], [("x", "X", 1)])
