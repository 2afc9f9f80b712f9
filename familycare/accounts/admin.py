from django.contrib import admin
from django.contrib.auth import admin as registers_groups  # noqa: F401  before they are taken away
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

admin.site.site_header = admin.site.site_title = _("familycare – administracja")
admin.site.index_title = _("Dane ośrodka i słowniki")
admin.site.unregister(Group)
