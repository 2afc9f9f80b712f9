"""Two registrations of one family: their days, their persons, and the rows of the database."""

from datetime import date

from django.apps import apps

from assistants.merging.services import merge_families

TODAY = date(2024, 5, 20)
DAY = date(2023, 5, 10)
# Not compared: merging writes into the first three, and sessions have nothing to do with it.
OWN = {"audit.change", "audit.reading", "cases.familymerge", "sessions.session"}


def whole_database():
    """Return {model: the rows of its table}, without the log and the merges themselves."""
    return {
        model._meta.label_lower: sorted(model._base_manager.order_by().values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label_lower not in OWN
    }


def same_persons(kept, absorbed):
    """Return {primary key of an absorbed person: the kept person with the same first name, or None}."""
    ours = {person.first_name: person for person in kept.persons.all()}
    return {person.pk: ours.get(person.first_name) for person in absorbed.persons.all()}


def merge(kept, absorbed, manager):
    """Merge the families, reload them, and return the FamilyMerge."""
    made = merge_families(kept=kept, absorbed=absorbed, persons=same_persons(kept, absorbed), by=manager)
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    return made
