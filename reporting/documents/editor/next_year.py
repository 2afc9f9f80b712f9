"""A document once more for the next year: a copy, in which years that are written out are one later."""

import re

from django.db import transaction

from familycare.audit.services import lock_changes
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.parsing import LONGEST_KEY
from reporting.documents.definitions.patterns import free_key
from reporting.documents.definitions.relative_periods import YEAR as ANY_YEAR
from reporting.documents.definitions.services import save_definition
from reporting.documents.editor.canonical import data_of, written
from reporting.documents.editor.changing import DocumentGone
from reporting.periods import FIRST_YEAR, LAST_YEAR

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", re.ASCII)
_LEAP_DAY = re.compile(r"(?<!\d)(\d{4})-02-29(?!\d)", re.ASCII)
_PERIOD_OF_FIGURE = re.compile(rf"(?<=@){ANY_YEAR}[-\d/HQY]*")


@transaction.atomic
def repeat_for_next_year(*, key, title) -> DocumentDefinition:
    """Save a copy under this title and a free key, and return it. Raises DocumentGone."""
    lock_changes()
    document = DocumentDefinition.objects.filter(key=key).first()
    if document is None:
        raise DocumentGone
    data = data_of(document)
    for chapter in data["chapters"]:
        chapter["blocks"] = [_later_block(block) for block in chapter["blocks"]]
    data["periods"] = [later(period) for period in data.get("periods", ["Y"])]
    data |= {"key": free_key(later_key(key)), "title": title}
    return save_definition(text=written(data))


def later_key(key):
    """Return the key of the copy: with the year raised, if it has one."""
    return later(key)[: LONGEST_KEY - 5].rstrip("-_")


def later(text):
    """Return the text with each year that is written out one later: „2025” is „2026”; `Y` stays.

    A year after 29 February is 28 February.
    """

    def raised(match):
        year = int(match[0]) + 1
        return str(year) if FIRST_YEAR <= year <= LAST_YEAR else match[0]

    return _YEAR.sub(raised, _LEAP_DAY.sub(r"\1-02-28", text))


def _later_block(block):
    changed = {name: _later_value(name, value) for name, value in block.items()}
    if "columns" in block and block["type"] in ("table", "chart"):
        changed["columns"] = [_later_column(column) for column in block["columns"]]
    return changed


def _later_column(column):
    if isinstance(column, str):
        return later(column)
    found = dict(column)
    if "period" in found:
        found["period"] = later(found["period"])
    if "sum" in found:
        found["sum"] = [later(period) for period in found["sum"]]
    if "label" in found:
        found["label"] = later(found["label"])
    return found


def _later_value(name, value):
    """Return a value of a block; in its texts only the periods of live figures are later, not what people wrote."""
    if isinstance(value, str):
        return re.sub(r"\{\{.*?\}\}", lambda match: _later_figure(match[0]), value, flags=re.DOTALL)
    if isinstance(value, list) and name in ("items", "rows"):
        return [_later_value(name, each) for each in value]
    return value


def _later_figure(code):
    return _PERIOD_OF_FIGURE.sub(lambda match: later(match[0]), code)
