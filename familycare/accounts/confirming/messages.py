"""What an administrator reads after a change that may wait."""

from django.contrib import messages

from familycare.accounts.confirming.rules import others_who_confirm

NOBODY = (
    "Teraz nikt inny nie może tego potwierdzić: potrzebny jest drugi kierownik albo inspektor ochrony danych. "
    "Na serwerze robi to polecenie „manage.py confirm_account”."
)


def say_saved(request, waiting):
    """Say that the change was saved and which parts wait for a second person (a list of AccountChanges)."""
    if not waiting:
        messages.success(request, "Zapisano zmiany.")
        return
    what = "; ".join(str(change) for change in waiting)
    text = f"Zacznie działać, gdy potwierdzi to druga osoba, kierownik albo inspektor ochrony danych: {what}."
    if others_who_confirm(waiting[0]).exists():
        messages.warning(request, f"{text} E-mail o tym już do nich wysłano.")
    else:
        messages.warning(request, text)
        messages.warning(request, NOBODY)
