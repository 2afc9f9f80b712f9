"""Taking in a JSON file of a document or of a programme in the browser."""

from django.contrib import messages
from django.shortcuts import redirect, render

from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import AlreadyThere


def answer_upload(request, *, form_class, save, said, page, template):
    """Take in the file that was sent and lead to `page` of its key, or show the form with all that is wrong.

    `save(text=, replace=)` returns what was saved; `said`: what the next page says of it.
    """
    form = form_class(*((request.POST, request.FILES) if request.method == "POST" else ()))
    mistakes = ()
    if form.is_valid():
        try:
            saved = save(text=form.cleaned_data["file"], replace=form.cleaned_data["replace"])
        except InvalidDefinition as error:
            mistakes = error.mistakes
            form.add_error("file", "W tym pliku są błędy; niczego nie wczytano.")
        except AlreadyThere as error:
            form.add_error("replace", f"{error.message} Zaznacz to pole, jeśli plik ma go zastąpić.")
        else:
            messages.success(request, said)
            return redirect(page, saved.key)
    return render(request, template, {"form": form, "mistakes": mistakes})
