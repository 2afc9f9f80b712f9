"""Entries of dictionaries in an update."""

from familycare.lib.polish import date_in_digits
from reporting.exchange.columns import ABSENT, WRONG
from reporting.exchange.files import TERMS
from reporting.exchange.terms import LAST
from reporting.exchange.updating.preview import FieldChange, RowChange

NO_GROUP = "–"


def given_terms(rows, terms, report):
    """Return the rows of terms.csv with the label and the group of the database where the file lacks the column.

    A group that was merged is replaced as in `Terms.as_now`.
    """
    found = []
    for row in rows:
        label, group = terms.present.get(row.dictionary, {}).get(row.code, (None, None))
        if row.label is ABSENT and label is None:
            report(row.line, "label", "tego kodu nie ma w bazie, a nowy musi mieć nazwę")
        row = row._replace(
            label=row.label if row.label is not ABSENT else label or WRONG,
            group=row.group if row.group is not ABSENT else group or "",
            position=None if row.position is ABSENT else row.position,
            retired=None if row.retired is ABSENT else row.retired,
        )
        found.append(terms.as_now(row))
    return found


def note_terms(preview, rows, terms):
    """Add what the rows do to the preview. Return (lines of new entries, lines of changed entries)."""
    counts, new, changed = preview.file(TERMS.csv_name), [], []
    for row in rows:
        present, entry = terms.present.get(row.dictionary, {}).get(row.code), (row.label, row.group or None)
        if WRONG in row:
            continue
        order_before = terms.order.get((row.dictionary, row.code), (LAST, None))
        order = terms.new_order(row.dictionary, row.code, row.position, row.retired)
        if present == entry and order == order_before:
            counts.unchanged += 1
            continue
        preview.note((TERMS.name, tuple(row), present))
        (changed if present else new).append(row.line)
        pairs = [each for each in zip(("Nazwa", "Należy do"), present or (), entry, strict=False) if each[1] != each[2]]
        if present:
            days = [date_in_digits(day) if day else NO_GROUP for day in (order_before[1], order[1])]
            both = (("Kolejność", str(order_before[0]), str(order[0])), ("Wycofana", *days))
            pairs += [each for each in both if each[1] != each[2]]
        fields = [FieldChange(name, before or NO_GROUP, after or NO_GROUP) for name, before, after in pairs]
        change = RowChange(TERMS.csv_name, row.line, f"{row.dictionary}, {row.code}", tuple(fields))
        preview.add([change], lambda each: each)
    counts.new, counts.changed = len(new), len(changed)
    return new, changed
