"""Numbers of records, which users quote and the register calls `id`."""

import secrets

from django.db.models import CharField

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0/O and 1/I, which are easily confused


def new_number(prefix):
    """Return a number for a new record: `prefix` and eight random characters.

    Random, because counting would need a lock and reveal how many families the centre has.
    """
    return prefix + "".join(secrets.choice(ALPHABET) for _unused in range(8))


class NumberField(CharField):
    """A unique number of up to 40 characters. New records get a `new_number`."""

    def __init__(self, *args, prefix="", **kwargs):
        self.prefix = prefix
        kwargs.setdefault("verbose_name", "numer")
        kwargs.update(max_length=40, unique=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["unique"]
        return name, path, args, {**kwargs, "prefix": self.prefix}

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if add and not value:
            value = new_number(self.prefix)
            setattr(model_instance, self.attname, value)
        return value
