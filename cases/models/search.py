"""The search for families: in any order of words and by letters of any alphabet, also by number or PESEL.

`Family.search` and `Person.search` hold the folded text of other fields. It is folded in Python, because the databases
do not fold alike; every write by Django's models and by `reporting.exchange.bulk` keeps it up to date.
"""

from functools import reduce
from operator import or_

from django.db import models, transaction
from django.db.models import Q

from familycare.lib.ordering import fold

AT_ONCE = 500  # rows of one statement


class SearchText(models.TextField):
    """The folded text of the fields `sources` of the same record, which are texts that are never NULL."""

    def __init__(self, *args, sources=(), **kwargs):
        self.sources = tuple(sources)
        super().__init__(*args, **{**kwargs, "default": "", "editable": False})

    def deconstruct(self):
        """Migrations need no code of ours to know the column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance, add):
        text = self.folded(getattr(model_instance, name) for name in self.sources)
        setattr(model_instance, self.attname, text)
        return text

    def folded(self, texts):
        """Return the value of the field for the values of its sources."""
        return fold(" ".join(texts))

    def is_stale_after(self, names):
        """Return whether a write of the fields with these names changes the text."""
        return not {*self.sources}.isdisjoint(names)


class Searchable(models.Model):
    """A model with a field `search`, a SearchText, which follows its sources at every save."""

    class Meta:
        abstract = True

    def save_base(self, *args, update_fields=None, **kwargs):
        """Django arrives here with the fields that it will save, also when it saves only those that were loaded."""
        field = self._meta.get_field("search")
        if update_fields is not None and field.is_stale_after(update_fields):
            update_fields = {*update_fields, field.name}
            if missing := self.get_deferred_fields().intersection(field.sources):
                self.refresh_from_db(fields=missing)
        super().save_base(*args, update_fields=update_fields, **kwargs)


class SearchableQuerySet(models.QuerySet):
    """Records of a Searchable model."""

    def update(self, **values):
        """Update the records, also by `bulk_update`, and fold their texts again if these changed."""
        field = self.model._meta.get_field("search")
        if not field.is_stale_after(values):
            return super().update(**values)
        with transaction.atomic(using=self.db):
            keys = [*self.order_by().values_list("pk", flat=True)]  # afterwards the filter may find others
            count = super().update(**values)
            for start in range(0, len(keys), AT_ONCE):
                records = self.model.objects.order_by().filter(pk__in=keys[start : start + AT_ONCE])
                written = records.values_list("pk", *field.sources)
                folded = [self.model(pk=key, search=field.folded(texts)) for key, *texts in written]
                records.bulk_update(folded, ["search"])
        return count

    update.alters_data = True


def matching(families, text, *, sees_pesel):
    """Return the families in which every word of `text` is found.

    A word may be in the name, number, district or address of the family, or in the name, number or PESEL of one of
    its persons, also past ones. If the reader may not see PESEL numbers (`sees_pesel`: `access.may_see_pesel`), only a
    whole PESEL matches; with partial matches a hidden PESEL could be guessed digit by digit.
    """
    persons = families.model.persons.rel.related_model.objects.order_by()
    for word in fold(text).split():
        those = persons.filter(Q(search__contains=word) if sees_pesel else _besides_pesel(word)).values("family")
        families = families.filter(Q(search__contains=word) | Q(pk__in=those))
    return families


def _besides_pesel(word):
    """Return the condition for persons whose name or number contains the word, or whose PESEL equals it."""
    if not word.isdecimal():
        return Q(search__contains=word)  # cannot be part of a PESEL
    names = ("first_name", "last_name", "number")
    return reduce(or_, (Q(**{f"{name}__contains": word}) for name in names), Q(pesel=word))
