"""A document once more for the next year."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from familycare.accounts.rights import Right, needs
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.parsing import LONGEST_TITLE
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.editor.forms.simple import WrittenField
from reporting.documents.editor.next_year import later, repeat_for_next_year
from reporting.documents.editor.views.context import keeps_what_was_typed


class NextYearForm(forms.Form):
    """The title of the copy."""

    title = WrittenField(
        label="Tytuł kopii",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Wpisz tytuł dokumentu."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def next_year_document(request, key):
    """Copy a document: periods that are written out are a year later, what people wrote stays to be written over."""
    document = get_object_or_404(DocumentDefinition, key=key)
    data = request.POST if request.method == "POST" else None
    form = NextYearForm(data, initial={"title": later(document.title)})
    if form.is_valid():
        try:
            made = repeat_for_next_year(key=key, title=form.cleaned_data["title"])
        except InvalidDefinition as error:
            form.add_error(None, str(error))
        else:
            said = "Powstała kopia na następny rok. Liczby liczą się z nowego roku; przejrzyj teksty."
            messages.success(request, said)
            return redirect("edit_outline", made.key)
    return render(request, "reporting/documents/editor/next_year.html", {"document": document, "form": form})
