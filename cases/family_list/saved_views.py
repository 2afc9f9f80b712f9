"""Saving and deleting views of the list of families."""

from django.contrib import messages
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cases.family_list.forms import SavedViewForm
from cases.family_list.search_encryption import FIELD, decrypted, must_encrypt, without_search_words
from cases.family_list.views import address, list_page, query_of
from cases.models import SavedView
from familycare.accounts.rights import Right, needs
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete


@require_POST
@needs(Right.READ_FAMILIES)
def save(request):
    """Save the filters and the order in `query` under `name`, which must be new for the user."""
    form = SavedViewForm(request.POST)
    asked = QueryDict(request.POST.get("query", ""))
    data = without_search_words(asked)
    if form.is_valid():
        name = form.cleaned_data["name"]
        _view, created = SavedView.objects.get_or_create(
            user=request.user, name=name, defaults={"query": query_of(data)}
        )
        if created:
            messages.success(request, f"Zapisano widok „{name}”.")
            if data is not asked:
                messages.warning(request, "Szukanych słów widok nie pamięta: mogą być nazwiskiem.")
            return redirect(address(data))
        form.add_error("name", "Masz już widok o tej nazwie. Nadaj inną albo usuń tamten.")
    shown = data if must_encrypt(asked.get(FIELD, "")) or decrypted(request, asked) is None else asked
    return list_page(request, shown, form)


@require_POST
@needs(Right.READ_FAMILIES)
@idempotent_delete
@transaction.atomic
def delete(request, key):
    """Delete a saved view of the user."""
    view = get_object_or_404(request.user.saved_views, pk=key)
    view.delete()
    return redirect_after_delete(request, f"Usunięto widok „{view.name}”.", "families")
