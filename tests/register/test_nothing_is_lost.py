"""An export takes out everything: each field of each model has a column or a reason, and comes back as it was."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import models, transaction

from familycare.centre.models import DICTIONARIES
from reporting.exchange import export_register, import_register
from reporting.exchange.files import DOCUMENTS, EXPORTED_ROWS, FILES, TERMS
from reporting.exchange.left_out import NOT_EXPORTED, WITHOUT_CONTENTS, our_models
from tests.completeness import assert_complete, labels
from tests.register.folder import contents

PROJECT = ("assistants", "cases", "familycare", "reporting")
IN_FILES = {file.model: file for file in (*FILES, DOCUMENTS) if file is not TERMS}
# {field of a dictionary: why terms.csv has no column for it}
OF_ENTRIES = {"merged_into": "an entry that was merged is not exported; its records are under the other one"}


def own_fields(model):
    """The fields of a model that say something: not its key, nor what the database computes."""
    return {field.name for field in model._meta.concrete_fields if not (field.generated or field.auto_created)}


def columns_of(model):
    """The names of the fields that the file of the model fills."""
    return {column.field.name for column in IN_FILES[model].columns if column.fills}


class TestEachFieldHasAColumnOrAReason:
    def test_models(self):
        assert_complete(
            labels(our_models()),
            {file.model._meta.label for file in FILES if file is not TERMS} | NOT_EXPORTED.keys(),
            add="{} is in no file of the register: declare one in reporting/exchange/files.py, or give a reason there.",
            remove="{} is no model: take it out of NOT_EXPORTED in reporting/exchange/left_out.py.",
        )
        assert all(NOT_EXPORTED.values())

    def test_no_model_has_both(self):
        assert {model._meta.label for model in IN_FILES} & NOT_EXPORTED.keys() == {"cases.Attachment"}  # on demand

    @pytest.mark.parametrize("model", IN_FILES, ids=lambda model: model._meta.label)
    def test_fields(self, model):
        reasons = WITHOUT_CONTENTS.get(model._meta.label, {})
        assert all(reasons.values())
        assert not reasons.keys() & columns_of(model), "These have a column, so they need no reason."
        assert_complete(
            own_fields(model),
            columns_of(model) | reasons.keys(),
            add=f"{model._meta.label}.{{}} is exported in no column: give it one or a reason in exchange/left_out.py.",
            remove=f"{model._meta.label} has no field {{}}.",
        )

    @pytest.mark.parametrize("model", DICTIONARIES.values(), ids=lambda model: model._meta.label)
    def test_fields_of_dictionaries(self, model):
        columns = {column.field.name for column in TERMS.columns if column.name != "dictionary"}
        assert_complete(
            own_fields(model),
            columns | OF_ENTRIES.keys(),
            add="{} of a dictionary is in no column of terms.csv, and no reason is given.",
            remove="A dictionary has no field {}.",
        )

    def test_every_model_of_the_project_is_asked(self):
        ours = {model for model in apps.get_models() if model.__module__.split(".")[0] in PROJECT}
        asked = {*our_models(), *DICTIONARIES.values()}
        assert all(not model._meta.managed for model in ours - asked), labels(ours - asked)

    def test_a_field_that_nobody_thought_of_fails(self, monkeypatch):
        model = next(iter(IN_FILES))
        field = models.CharField("nowe pole", max_length=5)
        field.set_attributes_from_name("new_one")
        monkeypatch.setattr(model._meta, "concrete_fields", (*model._meta.concrete_fields, field))
        assert own_fields(model) - columns_of(model) - WITHOUT_CONTENTS.get(model._meta.label, {}).keys() == {"new_one"}


def told(record, path):
    """What a record says at a query path: another record by its number, an account by its address."""
    for name in path.split("__"):
        record = record and getattr(record, name)
    for name in ("number", "email", "code"):
        if isinstance(record, models.Model) and hasattr(record, name):
            return getattr(record, name)
    return record


def everything():
    """{file: [{column: value of the field}]} of the database, read without the export."""
    found = {}
    for file in FILES:
        if file is not TERMS:
            rows = [{column.name: told(record, column.path) for column in file.columns} for record in kept(file)]
            found[file.name] = sorted(rows, key=repr)
    for name, model in DICTIONARIES.items():
        found[name] = [*model.objects.order_by("code").values()]
    return found


def kept(file):
    """The records of the file's model that not every database has."""
    return file.model.objects.filter(**EXPORTED_ROWS.get(file.model, {}))


@contextmanager
def database():
    """A database that is empty before and after."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.every_kind
def test_everything_comes_back(register, tmp_path):
    """Export, an empty database, import, export: each field says what it said, and the files are the same bytes."""
    with database():
        import_register(register.folder)
        before = everything()
        export_register(tmp_path / "out")
    assert all(before.values())
    assert not any(everything()[file.name] for file in FILES if file is not TERMS)
    import_register(tmp_path / "out")
    assert everything() == before
    export_register(tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "out")
