"""Changes of the social worker of a family and of the readers of a restricted one."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import restricted_without_manager
from cases.models import Family, NamedReader
from familycare.accounts.rights import deciders
from familycare.audit.services import lock_changes


@transaction.atomic
def decide_access(*, family, social_worker, is_restricted, readers):
    """Set the social worker of the family (a User or None), whether it is restricted, and its `readers` (Users).

    Nobody else finds a restricted family. Raise ValidationError for "readers" if none of them may lift the
    restriction.
    """
    if is_restricted and not deciders().filter(pk__in=[reader.pk for reader in readers]).exists():
        raise ValidationError(
            {"readers": "Zaznacz siebie albo innego kierownika: inaczej nikt nie mógłby zdjąć tej ochrony."}
        )
    lock_changes()
    family = Family.objects.select_for_update().get(pk=family.pk)
    family.social_worker, family.is_restricted = social_worker, is_restricted
    family.save(update_fields=["social_worker", "is_restricted"])
    named = {named.user_id: named for named in family.named_readers.all()}
    readers = {reader.pk: reader for reader in readers} if is_restricted else {}
    for key in named.keys() - readers.keys():
        named[key].delete()
    for key in readers.keys() - named.keys():
        NamedReader.objects.create(family=family, user=readers[key])


@transaction.atomic
def name_manager(*, family, manager):
    """Name a manager for a restricted family that no named manager may decide on any more.

    Raise ValidationError if there still is such a manager, or if the account may not decide.
    """
    lock_changes()
    family = Family.objects.select_for_update().get(pk=family.pk)
    if not restricted_without_manager().filter(pk=family.pk).exists():
        raise ValidationError(
            "Ta rodzina nie jest szczególnie chroniona albo ma wskazanego kierownika, który sam może wskazać innych."
        )
    if not deciders().filter(pk=manager.pk).exists():
        raise ValidationError(
            "To nie jest czynne konto kierownika z upoważnieniem do danych i oświadczeniem o tajemnicy."
        )
    NamedReader.objects.get_or_create(family=family, user=manager)


def helpers_who_lose(family, readers, day):
    """Return the accounts that work with the family on `day` but are not among `readers`, sorted by name.

    They are its assistants, their substitutes and its social worker; they would no longer find a restricted family.
    """
    assignments = family.assignments.active_on(day).select_related("assistant__account")
    helpers = {assignment.assistant.account for assignment in assignments}
    for assignment in assignments.prefetch_related("substitutions__substitute__account"):
        helpers |= {
            each.substitute.account for each in assignment.substitutions.all() if each.starts_on <= day <= each.ends_on
        }
    helpers = (helpers | {family.social_worker}) - {None, *readers}
    return sorted(helpers, key=str)
