"""A system check of the register: no data are lost in export and import without a reason."""

from django.core.checks import Error

from cases.checks import DECLARE_IT
from cases.records.kinds import KINDS
from reporting.exchange.files import FILES
from reporting.exchange.left_out import NOT_EXPORTED, our_models

FILES_HERE, REASONS_HERE = "reporting/exchange/files.py", "reporting/exchange/left_out.py"


def check_register(app_configs, **kwargs):
    """Check that every model has a file or a reason, and every field of a kind of record has a column."""
    files = {file.model: file for file in FILES}
    for model in our_models():
        if model not in files and model._meta.label not in NOT_EXPORTED:
            hint = f"{DECLARE_IT}, or add it to FILES in {FILES_HERE} or to NOT_EXPORTED in {REASONS_HERE}."
            yield Error("It is in no file of the register.", hint=hint, obj=model, id="reporting.E001")
        if model in files and model._meta.label in NOT_EXPORTED:
            hint = f"Take it out of NOT_EXPORTED in {REASONS_HERE}."
            yield Error("It is exported.", hint=hint, obj=model, id="reporting.E002")
    for kind in KINDS:
        columns = {column.field.name for column in files[kind.model].columns if column.fills}
        for field in kind.model._meta.concrete_fields:
            if not (field.primary_key or field.generated or field.name in columns):
                message = f"It has no column in {kind.csv.name}.csv: a register would lose it."
                hint = f"Add it to `csv` of the kind “{kind.word}” in {kind.form.__module__.replace('.', '/')}.py."
                yield Error(message, hint=hint, obj=field, id="reporting.E003")
