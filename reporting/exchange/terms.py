"""`terms.csv`: the entries that a centre has added to the dictionaries, or has changed."""

import re

from django.utils.translation import gettext as _

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
    }.items()
}


class Terms:
    """The dictionaries as they are in the database, and as a register would leave them."""

    def __init__(self):
        self.present = {
            name: {code: (label, group) for code, label, group in model.objects.values_list("code", "label", "group")}
            for name, model in DICTIONARIES.items()
        }
        self.entries = {name: dict(entries) for name, entries in self.present.items()}
        self._lines = {}

    def codes(self, model):
        """The codes of the dictionary kept in `model`."""
        return next(self.entries[name] for name, dictionary in DICTIONARIES.items() if dictionary is model)

    def check(self, rows, report):
        """The rule of the file, for all its rows at once: what changes must not contradict the database or itself."""
        sound = [row for row in rows if self._take(row, report)]
        for row in sound:
            self._check_group(row, report)

    def _take(self, row, report):
        if row.dictionary is not WRONG and row.dictionary not in DICTIONARIES:
            report(
                row.line,
                "dictionary",
                _("nieznany słownik „%(name)s”; możliwe: %(names)s")
                % {"name": row.dictionary, "names": ", ".join(DICTIONARIES)},
            )
            return False
        if row.code is not WRONG and not re.fullmatch("[a-z0-9_]+", row.code):
            report(row.line, "code", _("kod składa się z małych liter, cyfr i podkreśleń"))
            return False
        if WRONG in (row.dictionary, row.code):
            return False
        line = self._lines.setdefault((row.dictionary, row.code), row.line)
        if line != row.line:
            report(row.line, "code", _("kod „%(code)s” jest już w wierszu %(line)s") % {"code": row.code, "line": line})
            return False
        entry = row.label, (row.group or None)
        present = self.present[row.dictionary].get(row.code)
        self.entries[row.dictionary][row.code] = entry
        if present in (None, entry) or present == BUILT_IN[row.dictionary].get(row.code):
            return WRONG not in entry
        if row.label not in (present[0], WRONG):
            report(row.line, "label", _("w bazie ten kod ma inną nazwę: „%(label)s”") % {"label": present[0]})
        elif WRONG not in entry:
            report(row.line, "group", _("w bazie ten kod należy do „%(group)s”") % {"group": present[1] or "–"})
        return False

    def _check_group(self, row, report):
        """A group stands over entries and under none: one level only, so that nothing can go in circles."""
        entries = self.entries[row.dictionary]
        if not row.group:
            return
        if row.group == row.code:
            report(row.line, "group", _("pozycja nie może należeć do samej siebie"))
        elif row.group not in entries:
            report(row.line, "group", _("w słowniku nie ma pozycji „%(code)s”") % {"code": row.group})
        elif entries[row.group][1]:
            report(row.line, "group", _("„%(code)s” sama należy do innej pozycji") % {"code": row.group})
        elif any(group == row.code for _label, group in entries.values()):
            report(row.line, "group", _("do „%(code)s” należą inne pozycje") % {"code": row.code})

    def write(self):
        """Adds and changes the entries in the database; groups come before their members."""
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


def own_entries():
    """(dictionary, code, label, group) of all entries that are not as every centre begins with."""
    for name, entries in Terms().present.items():
        for code, (label, group) in entries.items():
            if BUILT_IN[name].get(code) != (label, group):
                yield name, code, label, group or ""
