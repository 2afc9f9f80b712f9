"""The page that makes the programme which follows one whose years end."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from familycare.accounts.rights import Right, needs
from reporting.documents.definitions.parsing import LONGEST_TITLE
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.programmes.editor.fields import NameField
from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.next import make_next, title_of_next, why_not_yet, years_of_next


class NextProgrammeForm(forms.Form):
    """The title of the programme that follows."""

    title = NameField(
        label="Tytuł programu", max_length=LONGEST_TITLE, error_messages={"required": "Wpisz tytuł programu."}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def next_programme(request, key):
    """Make the programme that follows one whose years end, and a document about it."""
    programme = get_object_or_404(Programme, key=key)
    first, last = years_of_next(programme)
    form = NextProgrammeForm(
        request.POST if request.method == "POST" else None, initial={"title": title_of_next(programme)}
    )
    if form.is_valid():
        try:
            made, document = make_next(key=key, title=form.cleaned_data["title"])
        except (ValidationError, InvalidDefinition) as error:
            form.add_error(None, error.message if isinstance(error, ValidationError) else str(error))
        else:
            address = reverse("composed", args=[document.key])
            said = format_html(
                '<span>Powstał program i <a href="{}">dokument o nim</a>. Wpisz wartości docelowe.</span>', address
            )
            messages.success(request, said)
            return redirect("edit_programme", made.key)
    context = {
        "programme": programme,
        "form": form,
        "first": first,
        "last": last,
        "problem": why_not_yet(programme),
        "others": Programme.objects.filter(first_year=first, last_year=last),
    }
    return render(request, "reporting/programmes/next.html", context)
