"""`terms.csv`: entries of dictionaries that the centre added or changed."""

import re

from familycare.centre import choices
from familycare.centre.models import DICTIONARIES
from reporting.exchange.columns import WRONG

BUILT_IN = {
    name: {code: (label, group or None) for code, label, group in entries}
    for name, entries in {
        "problem": choices.PROBLEMS,
        "institution": choices.INSTITUTIONS,
        "outcome": choices.OUTCOME_KINDS,
        "help.kind": choices.HELP_KINDS,
        "post.funding": choices.FUNDINGS,
        "area": choices.LIFE_AREAS,
        "assessment.step": choices.ASSESSMENT_STEPS,
    }.items()
}
# {dictionary: {code: its place in the order with which every centre begins}}
PLACES = {name: {code: place * 10 for place, code in enumerate(entries, 1)} for name, entries in BUILT_IN.items()}
LAST = 1000  # the place of a new entry


class Terms:
    """The dictionaries in the database (`present`) and after the import (`entries`).

    Both are {dictionary: {code: (label, group or None)}}. When `updating`, other labels and groups are changes.
    `merged`: {dictionary: {code: the code that stands for it now}}. `order`: {(dictionary, code): (position, day on
    which it was retired)} of the database; a register that says something else changes them.
    """

    def __init__(self, *, updating=False):
        self.updating = updating
        self.present = {
            name: {code: (label, group) for code, label, group in model.objects.values_list("code", "label", "group")}
            for name, model in DICTIONARIES.items()
        }
        self.merged = {
            name: dict(model.objects.exclude(merged_into=None).values_list("code", "merged_into"))
            for name, model in DICTIONARIES.items()
        }
        self.order = {
            (name, code): (position, retired_on)
            for name, model in DICTIONARIES.items()
            for code, position, retired_on in model.objects.values_list("code", "position", "retired_on")
        }
        self._reordered = {}  # {(dictionary, code): (position or None, day or None)}
        self.entries = {name: dict(entries) for name, entries in self.present.items()}
        self._lines = {}

    def codes(self, model):
        """Return {code: the code that stands for it now} of the dictionary stored in `model`, after the import."""
        merged = next(self.merged[name] for name, dictionary in DICTIONARIES.items() if dictionary is model)
        return {code: merged.get(code, code) for code in self.of(model)}

    def of(self, model):
        """Return {code: (label, group or None)} of the dictionary stored in `model`, after the import."""
        return next(self.entries[name] for name, dictionary in DICTIONARIES.items() if dictionary is model)

    def as_now(self, row):
        """Return a row of the file with the group that stands for its group now; an entry that was merged has none."""
        merged = self.merged.get(row.dictionary, {})
        return row._replace(group="" if row.code in merged else merged.get(row.group, row.group))

    def check(self, rows, report):
        """Report rows that contradict the database or each other. Expects all rows of the file at once."""
        valid = [row for row in map(self.as_now, rows) if self._add(row, report)]
        for row in valid:
            self._check_group(row, report)

    def _add(self, row, report):
        """Add the entry of a row; return whether its group can be checked."""
        if row.dictionary is not WRONG and row.dictionary not in DICTIONARIES:
            report(
                row.line,
                "dictionary",
                f"nieznany słownik „{row.dictionary}”; możliwe: {', '.join(DICTIONARIES)}",
            )
            return False
        if row.code is not WRONG and not re.fullmatch("[a-z0-9_]+", row.code):
            report(row.line, "code", "kod składa się z małych liter, cyfr i podkreśleń")
            return False
        if WRONG in (row.dictionary, row.code):
            return False
        line = self._lines.setdefault((row.dictionary, row.code), row.line)
        if line != row.line:
            report(row.line, "code", f"kod „{row.code}” jest już w wierszu {line}")
            return False
        entry = row.label, (row.group or None)
        present = self.present[row.dictionary].get(row.code)
        if target := self.merged[row.dictionary].get(row.code):
            if row.label not in (present[0], WRONG):
                report(row.line, "label", f"pozycję „{row.code}” połączono w bazie z „{target}”; zmień tamtą")
            return False
        self.entries[row.dictionary][row.code] = entry
        self._reordered[row.dictionary, row.code] = row.position, row.retired
        if self.updating or present in (None, entry) or present == BUILT_IN[row.dictionary].get(row.code):
            return WRONG not in entry
        if row.label not in (present[0], WRONG):
            report(row.line, "label", f"w bazie ten kod ma inną nazwę: „{present[0]}”")
        elif WRONG not in entry:
            report(row.line, "group", f"w bazie ten kod należy do „{present[1] or '–'}”")
        return False

    def _check_group(self, row, report):
        """Groups have one level: a group must not belong to another group."""
        entries = self.entries[row.dictionary]
        if not row.group:
            return
        if row.group == row.code:
            report(row.line, "group", "pozycja nie może należeć do samej siebie")
        elif row.group not in entries:
            report(row.line, "group", f"w słowniku nie ma pozycji „{row.group}”")
        elif entries[row.group][1]:
            report(row.line, "group", f"„{row.group}” sama należy do innej pozycji")
        elif any(group == row.code for _label, group in entries.values()):
            report(row.line, "group", f"do „{row.code}” należą inne pozycje")

    def write(self):
        """Write the changed entries to the database, groups before their members."""
        for name, model in DICTIONARIES.items():
            changed = [
                model(code=code, label=label, group_id=group)
                for code, (label, group) in self.entries[name].items()
                if self.present[name].get(code) != (label, group)
            ]
            for entry in sorted(changed, key=lambda entry: entry.group_id is not None):
                model.objects.update_or_create(
                    code=entry.code, defaults={"label": entry.label, "group_id": entry.group_id}
                )
        self._reorder()

    def new_order(self, dictionary, code, position, retired):
        """Return (position, day on which it was retired) of an entry after the import; empty cells change nothing."""
        before = self.order.get((dictionary, code), (LAST, None))
        return position or before[0], retired or before[1]

    def _reorder(self):
        for (dictionary, code), said in self._reordered.items():
            order = self.new_order(dictionary, code, *said)
            if order != self.order.get((dictionary, code), (LAST, None)):
                entry = DICTIONARIES[dictionary].objects.get(code=code)
                entry.position, entry.retired_on = order
                entry.save(update_fields=["position", "retired_on"])


def own_entries():
    """Yield the cells of the entries that differ from the built-in ones, except merged ones."""
    for name, model in DICTIONARIES.items():
        entries = model.objects.kept().values_list("code", "label", "group", "position", "retired_on")
        for code, label, group, position, retired_on in entries:
            moved = position != PLACES[name].get(code, LAST)
            if moved or retired_on or BUILT_IN[name].get(code) != (label, group):
                yield name, code, label, group or "", str(position) if moved else "", str(retired_on or "")
