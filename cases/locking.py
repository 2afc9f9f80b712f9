"""What changes several records of a family at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.models import Family, NamedReader
from familycare.access import Right, deciders, may, protected_without
from familycare.audit.services import changes_of_today, is_of, lock_changes
from familycare.audit.vocabulary import ChangeKind

ANONYMISED = _("Dane tej rodziny zanonimizowano, więc nie ma czego poprawiać ani dopisywać.")


def lock_family(*families):
    """Makes others who write into the families' files wait until the transaction ends. Raises ValidationError when one
    has been merged into another since it was read, for nobody would find what is written now, or anonymised."""
    lock_changes()
    keys = {family.pk for family in families}
    locked = list(Family.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=keys).order_by("pk"))
    if any(family.merged_into_id for family in locked):
        raise ValidationError(_("Tę rodzinę ktoś właśnie scalił z inną. Otwórz jej stronę i wpisz to jeszcze raz tam."))
    if any(family.anonymised_on for family in locked):
        raise ValidationError(ANONYMISED)


@transaction.atomic
def decide_access(*, family, social_worker, is_restricted, readers):
    """Says which social worker (a User or None) is responsible for the family, whether it is particularly protected,
    and then which Users are its `readers`: nobody else finds it.

    Raises ValidationError for "readers" when none of them could lift the protection again.
    """
    if is_restricted and not deciders().filter(pk__in=[reader.pk for reader in readers]).exists():
        raise ValidationError(
            {"readers": _("Zaznacz siebie albo innego kierownika: inaczej nikt nie mógłby zdjąć tej ochrony.")}
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
    """Names a manager to a particularly protected family on which nobody may decide any more: the one who was named
    to it is gone. Raises ValidationError where somebody may, or the account is not one that may."""
    lock_changes()
    family = Family.objects.select_for_update().get(pk=family.pk)
    if not protected_without().filter(pk=family.pk).exists():
        raise ValidationError(
            _("Ta rodzina nie jest szczególnie chroniona albo ma wskazanego kierownika, który sam może wskazać innych.")
        )
    if not deciders().filter(pk=manager.pk).exists():
        raise ValidationError(
            _("To nie jest czynne konto kierownika z upoważnieniem do danych i oświadczeniem o tajemnicy.")
        )
    NamedReader.objects.get_or_create(family=family, user=manager)


def closed_today(case, changes=None):
    """Whether somebody closed the case today, on whatever day, so that this can still be taken back. `changes`:
    today's, where they have been read already."""
    changes = changes_of_today(case) if changes is None else changes
    return case.closed_on is not None and any(
        is_of(change, case) and "closed_on" in change.told.get("values", {}) for change in changes
    )


def may_delete(user, record):
    """Whether the user may delete a record of a family's file: a manager, and on the day on which they entered it
    whoever did."""
    return may(user, Right.DECIDE) or (may(user, Right.WRITE_CASEWORK) and entered_today(record, user))


def entered_today(record, user, changes=None):
    """Whether the user entered the record today. Of one that came in with a register nobody knows. `changes`: today's,
    where they have been read already."""
    changes = changes_of_today(record) if changes is None else changes
    return any(
        is_of(change, record) and (change.kind, change.actor_id) == (ChangeKind.CREATED, user.pk) for change in changes
    )


def helpers_who_lose(family, readers, day):
    """The accounts of those who work with the family on `day`, its assistants, their substitutes and its social
    worker, that are not among `readers`: they would not find it."""
    assignments = family.assignments.active_on(day).select_related("assistant__account")
    helpers = {assignment.assistant.account for assignment in assignments}
    for assignment in assignments.prefetch_related("substitutions__substitute__account"):
        helpers |= {
            each.substitute.account for each in assignment.substitutions.all() if each.starts_on <= day <= each.ends_on
        }
    helpers = (helpers | {family.social_worker}) - {None, *readers}
    return sorted(helpers, key=str)
