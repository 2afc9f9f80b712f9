"""What users leave about families outside of their files: views, unfinished forms, results of imports, files of jobs.

Anonymisation clears what it can tie to a family. The rest is cleared by age, by `manage.py tidy`. A floor above that
keeps something registers itself in `ready` of its app.
"""

import re
from dataclasses import dataclass

from cases.models import Family, Person, Referral, SavedView
from familycare.accounts.unsent_forms.models import UnsentForm
from familycare.audit.refusals import families_at
from familycare.jobs import services as jobs
from familycare.lib.forms import parse_pk
from familycare.lib.ordering import fold

FAMILIES = {"family", "families"}  # fields of forms with primary keys of families
ENDINGS = "a i y u e owi owie owa ow om ami ach em ie im ich imi ej iej ego iemu".split()
_registered = []  # pairs (forget, expire)


def register(forget, expire):
    """Declare two functions: `forget(traces)`, called by anonymisation, and `expire()`, called by `tidy`.

    `traces` is the Traces of the families. `expire` deletes what is old and returns the number.
    """
    _registered.append((forget, expire))


def forget(keys):
    """Delete the leftovers about the families with these primary keys, and old ones.

    Call it within the transaction, before the names are erased.
    """
    traces = Traces.of(keys)
    for forget_some, expire_some in _registered:
        forget_some(traces)
        expire_some()


def expire():
    """Delete all old leftovers and return their number."""
    return sum(expire_some() for _forget, expire_some in _registered)


@dataclass(frozen=True)
class Traces:
    """By what somebody recognises the families: keys, numbers of all kinds and PESEL, surnames, full names."""

    families: frozenset
    numbers: frozenset
    surnames: frozenset
    people: frozenset  # the words of a full name, each a frozenset

    @classmethod
    def of(cls, keys):
        numbers, surnames, people = set(), set(), set()
        for number, name in Family.objects.filter(pk__in=keys).values_list("number", "name"):
            numbers.add(fold(number))
            surnames |= _words(name)
        members = Person.objects.filter(family__in=keys)
        for number, pesel, first, last in members.values_list("number", "pesel", "first_name", "last_name"):
            numbers |= _words(f"{number} {pesel}")
            surnames |= _words(last)
            if first and last:
                people.add(frozenset(_words(f"{first} {last}")))
        referrals = Referral.objects.filter(family__in=keys).values_list("number", flat=True)
        numbers |= {fold(number) for number in referrals}
        return cls(frozenset(keys), frozenset(numbers), frozenset(surnames), frozenset(people))

    def number_in(self, text):
        """Return whether one of the numbers is a word of the text."""
        return not self.numbers.isdisjoint(_words(text))

    def surname_in(self, text):
        """Return whether a word of the text is one of the surnames, in whatever case it stands."""
        return any(_is_form_of(surname, word) for word in _words(text) for surname in self.surnames)

    def person_in(self, text):
        """Return whether the text has both the first name and the surname of one person."""
        words = _words(text)
        return any(name <= words for name in self.people)


def _words(text):
    return set(re.findall(r"\w+", fold(text)))


def _is_form_of(surname, word):
    """Return whether the word may be a form of the surname: „Wierzbickich” of „Wierzbiccy”, „Żaków” of „Żak”.

    It errs on the side of yes.
    """
    if len(surname) > 6:
        return word.startswith(surname[:-3])
    return word == surname or any(word in (surname + ending, surname[:-1] + ending) for ending in ENDINGS)


def _forget_views(traces):
    """Delete the saved views that name a family."""
    views = SavedView.objects.only("pk", "name", "query")
    named = [view.pk for view in views if traces.surname_in(view.name) or traces.number_in(f"{view.name} {view.query}")]
    SavedView.objects.filter(pk__in=named).delete()


def _forget_forms(traces):
    """Delete the unfinished forms about a family."""
    forms = UnsentForm.objects.select_related("draft")
    UnsentForm.objects.filter(pk__in=[form.pk for form in forms if _is_about(form, traces)]).delete()


def _is_about(form, traces):
    """Return whether the form belongs to one of the families or, if it belongs to none, has a number or a full name.

    A surname alone does not suffice, because others have it too and nothing typed may be lost.
    """
    families = families_at(form.address) | {parse_pk(text) for name, text in form.pairs if name in FAMILIES}
    if hasattr(form, "draft"):
        families.add(form.draft.family_id)
    if families := families - {None}:
        return not traces.families.isdisjoint(families)
    text = " ".join(text for _name, text in form.pairs)
    return traces.number_in(text) or traces.person_in(text)


register(_forget_views, lambda: SavedView.objects.unused().delete()[0])
register(_forget_forms, lambda: UnsentForm.objects.expired().delete()[1].get(UnsentForm._meta.label, 0))
register(jobs.forget_personal, jobs.expire)
