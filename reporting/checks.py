"""A system check of the register: no data about families are lost in export and import without a reason."""

from django.core.checks import Error

from cases.checks import DECLARE_IT, models_of_families
from cases.records.kinds import KINDS
from reporting.exchange.files import FILES, NOT_EXPORTED

FILE = "reporting/exchange/files.py"


def check_register(app_configs, **kwargs):
    """Check that every model that leads to a family has a file or a reason, and every field of a kind has a column."""
    files = {file.model: file for file in FILES}
    for model in models_of_families():
        if model not in files and model._meta.label not in NOT_EXPORTED:
            hint = f"{DECLARE_IT}, or add it to FILES or NOT_EXPORTED in {FILE}."
            yield Error(
                "It leads to a family and is in no file of the register.", hint=hint, obj=model, id="reporting.E001"
            )
        if model in files and model._meta.label in NOT_EXPORTED:
            yield Error(
                "It is exported.", hint=f"Take it out of NOT_EXPORTED in {FILE}.", obj=model, id="reporting.E002"
            )
    for kind in KINDS:
        columns = {column.field.name for column in files[kind.model].columns}
        for field in kind.model._meta.concrete_fields:
            if not (field.primary_key or field.generated or field.name in columns):
                message = f"It has no column in {kind.csv.name}.csv: a register would lose it."
                hint = f"Add it to `csv` of the kind “{kind.word}” in {kind.form.__module__.replace('.', '/')}.py."
                yield Error(message, hint=hint, obj=field, id="reporting.E003")
