"""Django's own administration over families, for the benchmark only: our pages are compared with it.

It shows what our list shows, as a developer who knows Django would set it up: the same columns computed by the same
code, the same order with its index, the same number of rows on a page, our filters in the sidebar, the same fields for
the search. Related records are read together (`prefetch_related`), never one by one. Fields and relations have Django's
own filters; states, which are no fields, have ours. The form of a family shows the records that belong to it directly,
in inlines without lists of choices, and without the diary.
"""

from django.contrib import admin
from django.contrib.admin import display
from django.db.models import Exists, OuterRef, Prefetch
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from assistants.models import Assignment
from cases.family_list.filters import FamilyFilter
from cases.family_list.views import ON_A_PAGE
from cases.models import Case, Family, Person
from cases.overview import overview, with_assessment_due, with_last_contact
from cases.states import FamilyState, waiting_referrals
from familycare.lib.ordering import polish_order
from familycare.lib.polish import date_in_digits, deadline_in_words


class OpenAdmin:
    """Everybody may do everything here: the accounts of the application know no permissions of models."""

    def _allowed(self, request, obj=None):
        return True

    has_module_permission = has_view_permission = has_change_permission = has_add_permission = _allowed
    has_delete_permission = _allowed


class OurFilter(admin.SimpleListFilter):
    """One of the filters of our list, by a state, which is no field."""

    def lookups(self, request, model_admin):
        return FamilyState.choices if self.parameter_name == "stan" else [("tak", "tak")]

    def queryset(self, request, families):
        return FamilyFilter({self.parameter_name: self.value()}, families).qs if self.value() else families


def ours(name):
    return type(name, (OurFilter,), {"parameter_name": name, "title": FamilyFilter.base_filters[name].label})


def inline(relation):
    """Inline for records of one kind in the form of their family."""
    options = {"model": relation.related_model, "fk_name": relation.field.name, "extra": 0}
    return type(
        f"{relation.name}_inline", (OpenAdmin, admin.TabularInline), options | {"raw_id_fields": _keys(relation)}
    )


def _keys(relation):
    return [field.name for field in relation.related_model._meta.fields if field.many_to_one]


def day(value):
    return date_in_digits(value) if value else "–"


class FamilyAdmin(OpenAdmin, admin.ModelAdmin):
    list_display = ("name", "number", "state", "assistants", "children", "since", "last_contact", "assessment")
    list_per_page = ON_A_PAGE
    ordering = (polish_order("name"), "number")
    list_filter = (
        ours("stan"),
        "assignments__assistant",
        "cases__basis",
        "cases__kind",
        "structure",
        "problems__problem",
        "district",
        ours("w_pieczy"),
        ours("maloletni"),
        ours("po_terminie"),
    )
    search_fields = (
        *("name", "number", "district"),
        *("persons__first_name", "persons__last_name", "persons__number", "persons__pesel"),
    )
    inlines = [
        inline(each) for each in Family._meta.related_objects if each.one_to_many and each.related_model._meta.managed
    ]

    def get_queryset(self, request):
        families = super().get_queryset(request)
        if not request.resolver_match.url_name.endswith("_changelist"):
            return families
        today = timezone.localdate()
        cases = with_assessment_due(with_last_contact(Case.objects.all(), today), today)
        assignments = Assignment.objects.active_on(today).select_related("assistant")
        children = Person.objects.children_on(today).order_by().only("family")
        return families.annotate(waits=Exists(waiting_referrals(today).filter(family=OuterRef("pk")))).prefetch_related(
            Prefetch("cases", cases, to_attr="all_cases"),
            Prefetch("assignments", assignments, to_attr="assignments_now"),
            Prefetch("persons", children, to_attr="children_now"),
        )

    def about(self, family):
        """The Overview of a family, computed once for all its columns."""
        if not hasattr(family, "about"):
            assistants = [each.assistant for each in family.assignments_now]
            children, today = len(family.children_now), timezone.localdate()
            family.about = overview(family.all_cases, assistants, children, family.waits, today)
        return family.about

    @display(description="Stan")
    def state(self, family):
        return self.about(family).state.label

    @display(description="Asystent")
    def assistants(self, family):
        links = ((reverse("assistant", args=[each.number]), each) for each in self.about(family).assistants)
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "–"

    @display(description="Dzieci")
    def children(self, family):
        return format_html(
            '<a href="{}#osoby">{}</a>', reverse("family", args=[family.number]), self.about(family).children
        )

    @display(description="Wsparcie")
    def since(self, family):
        about = self.about(family)
        return f"{day(about.since)}–{day(about.until)}" if about.until else day(about.since)

    @display(description="Ostatni kontakt")
    def last_contact(self, family):
        return day(self.about(family).last_contact)

    @display(description="Ocena sytuacji")
    def assessment(self, family):
        due = self.about(family).assessment_due
        return deadline_in_words(due, timezone.localdate()) if due else "–"


class OpenSite(admin.AdminSite):
    """The site opens to all who are signed in."""

    def has_permission(self, request):
        return request.user.is_active


site = OpenSite("bench")
site.register(Family, FamilyAdmin)

urlpatterns = [path("", include("familycare.urls")), path("bench/", site.urls)]
