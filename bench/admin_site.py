"""Django's own administration over families, registered for the benchmark only: what the pages are compared with.

It is as lean as such a site gets: columns of the table itself, as many rows as our list, and no lists of choices
of other records. Its form shows what hangs on a family directly; the diary is not in it.
"""

from django.contrib import admin
from django.urls import include, path

from cases.models import Family

ON_A_PAGE = 50


def inline(relation):
    """Records of one kind, in the form of their family."""
    options = {"model": relation.related_model, "fk_name": relation.field.name, "extra": 0}
    return type(f"{relation.name}_inline", (admin.TabularInline,), options | {"raw_id_fields": _keys(relation)})


def _keys(relation):
    return [field.name for field in relation.related_model._meta.fields if field.many_to_one]


class FamilyAdmin(admin.ModelAdmin):
    list_display = ("name", "number", "structure", "district", "registered_on")
    list_per_page = ON_A_PAGE
    list_filter = ("structure",)
    search_fields = ("name", "number")
    inlines = [
        inline(each) for each in Family._meta.related_objects if each.one_to_many and each.related_model._meta.managed
    ]


site = admin.AdminSite("bench")
site.register(Family, FamilyAdmin)

urlpatterns = [path("", include("familycare.urls")), path("bench/", site.urls)]
