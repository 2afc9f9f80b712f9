from django.contrib import admin
from django.contrib.auth import admin as registers_groups  # noqa: F401  before they are taken away
from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from familycare.access import Right, needs

admin.site.site_header = admin.site.site_title = _("familycare – administracja")
admin.site.index_title = _("Dane ośrodka i słowniki")
admin.site.unregister(Group)


@needs(Right.MANAGE_ACCOUNTS)
def already_in(request, extra_context=None):
    """There is one door, where everybody signs in: the administration has none of its own."""
    return redirect("admin:index")


admin.site.login = already_in
