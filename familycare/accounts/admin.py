"""Django's admin site manages the centre and its dictionaries. Accounts have their own pages."""

from allauth.account import admin as registers_addresses  # noqa: F401  registered before they are unregistered
from allauth.mfa import admin as registers_factors  # noqa: F401
from allauth.socialaccount import admin as registers_directories  # noqa: F401
from allauth.usersessions import admin as registers_sessions  # noqa: F401
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import admin as registers_groups  # noqa: F401
from django.shortcuts import redirect
from django.urls import reverse_lazy

from familycare.accounts.rights import Right, needs

admin.site.site_header = admin.site.site_title = "familycare – administracja"
admin.site.index_title = "Dane ośrodka i słowniki"
admin.site.site_url = reverse_lazy("start")  # administrators may not see the page at /
LIBRARIES = {"account", "auth", "mfa", "socialaccount", "usersessions"}
of_libraries = [model for model in apps.get_models() if model._meta.app_label in LIBRARIES]
admin.site.unregister([model for model in of_libraries if admin.site.is_registered(model)])


@needs(Right.MANAGE_ACCOUNTS)
def redirect_to_admin(request, extra_context=None):
    """Redirect users who are signed in. The admin site has no sign-in page of its own."""
    return redirect("admin:index")


def redirect_to_index(request, app_label, extra_context=None):
    """Redirect to the list of all that can be managed."""
    return redirect("admin:index")


@needs(Right.MANAGE_ACCOUNTS)
def redirect_to_password_change(request, extra_context=None):
    """Redirect to the page that changes the password."""
    return redirect("account_change_password")


admin.site.login, admin.site.password_change = redirect_to_admin, redirect_to_password_change
admin.site.app_index = redirect_to_index  # of the only app: the same list
