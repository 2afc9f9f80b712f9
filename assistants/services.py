"""What changes assignments."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistants.models import Assignment
from assistants.places import free_place, refusal_in_words


@transaction.atomic
def assign(*, case, assistant, starts_on, ends_on=None):
    """Gives the case to the assistant from `starts_on` to `ends_on` (both included; None: until further notice).

    Raises NoFreePlace when the assistant already has as many families as allowed on one of these days
    (UWRiSPZ art. 15 ust. 4), ValidationError when the days lie outside of the case or of the employment.
    """
    for first, last, what in (
        (case.opened_on, case.closed_on, _("Przydzielenie musi mieścić się w czasie objęcia rodziny wsparciem.")),
        (assistant.employed_from, assistant.employed_to, _("Asystent nie jest zatrudniony przez cały ten czas.")),
    ):
        if starts_on < first or (last and (ends_on is None or ends_on > last)):
            raise ValidationError(what)
    with refusal_in_words(assistant):
        return Assignment.objects.create(
            case=case,
            family_id=case.family_id,
            assistant=assistant,
            place=free_place(assistant, case.family_id, starts_on, ends_on),
            starts_on=starts_on,
            ends_on=ends_on,
        )
