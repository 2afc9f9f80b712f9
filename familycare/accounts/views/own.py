"""The user's own account."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familycare.accounts.rights import open_to_all, own_account
from familycare.accounts.services import disconnect_directory
from familycare.accounts.signing_in.directory import directory_link
from familycare.lib.polish import date_in_words


@require_safe
@own_account
def own_account_page(request):
    """Show the data of the reader's account and what they can change."""
    user = request.user
    missing = "brak"
    facts = [
        ("Imię i nazwisko", user.get_full_name()),
        ("Adres e-mail", user.email),
        ("Rola", user.get_role_display()),
        ("Upoważnienie do danych", date_in_words(user.authorised_on) if user.authorised_on else missing),
        ("Oświadczenie o tajemnicy", date_in_words(user.secrecy_on) if user.secrecy_on else missing),
        *([("Ostatni dzień pracy", date_in_words(user.last_day))] if user.last_day else []),
    ]
    context = {
        "facts": facts,
        "authorised": user.is_authorised_on(timezone.localdate()),
        "directory_link": directory_link(user),
        "has_password": user.has_usable_password(),
    }
    return render(request, "accounts/own_account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_account
def disconnect_own_directory(request):
    """Ask for confirmation and delete the link with the directory. Without a password it is the only way in."""
    if directory_link(request.user) is None or not request.user.has_usable_password():
        raise Http404
    if request.method == "POST":
        disconnect_directory(request.user, by=request.user)
        messages.success(request, "Usunięto połączenie z katalogiem ośrodka.")
        return redirect("own_account")
    return render(request, "accounts/disconnect_own_directory.html")


@require_POST
@open_to_all
def presence(request):
    """Record activity, which resets the idle time, and return whether the user is still signed in.

    Open to all, because a user who has been signed out must get an answer too.
    """
    return JsonResponse({"signed_in": request.user.is_authenticated})
