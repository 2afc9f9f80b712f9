from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from familycare.accounts.models import User

admin.site.site_header = admin.site.site_title = _("familycare – administracja")
admin.site.index_title = _("Konta, dane ośrodka i słowniki")
admin.site.unregister(Group)
admin.site.register(User, UserAdmin)
