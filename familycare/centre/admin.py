"""Pages of Django's admin site. Its own sentences are put together from the names of the models, which Polish declines:
here they are about an entry („pozycja”), whatever the dictionary.
"""

from django.contrib import admin, messages
from django.utils.text import capfirst

from familycare.centre.models import DICTIONARIES, Centre

ONE_BUTTON = {"show_save_and_add_another": False, "show_save_and_continue": False}
SAVED = "Zapisano zmiany."
MESSAGES = {"add": "Dodano pozycję.", "change": SAVED, "delete": "Usunięto pozycję."}  # by what the address does
GONE = "Tej pozycji już nie ma."


class PolishAdmin(admin.ModelAdmin):
    actions = None
    empty_value_display = "–"
    added, changed = "Nowa pozycja", "Zmiana pozycji"

    def changelist_view(self, request, extra_context=None):
        """The title is the name of the list, not „Wybierz … do zmiany”."""
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """One button saves."""
        title = self.changed if object_id else self.added
        return super().changeform_view(
            request, object_id, form_url, {"title": title, **ONE_BUTTON, **(extra_context or {})}
        )

    def delete_view(self, request, object_id, extra_context=None):
        """The title asks nobody whether they are sure."""
        return super().delete_view(request, object_id, {"title": "Usuwanie pozycji", **(extra_context or {})})

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        """Say what was done without the name of the model."""
        if level == messages.SUCCESS:
            message = MESSAGES.get(request.resolver_match.url_name.rpartition("_")[2], message)
        elif level == messages.WARNING:  # an address without an entry
            message = GONE
        super().message_user(request, message, level, *args, **kwargs)


@admin.register(Centre)
class CentreAdmin(PolishAdmin):
    added = changed = "Dane ośrodka"

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Centre.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(*DICTIONARIES.values())
class DictionaryEntryAdmin(PolishAdmin):
    list_display = ["label", "code", "group", "position"]
    list_select_related = ["group"]
    search_fields = ["label", "code"]

    def get_readonly_fields(self, request, obj=None):
        """Records refer to the code, so it cannot be changed."""
        return ["code"] if obj else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The entry above is chosen, not changed from here."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "group":
            field.widget = field.widget.widget
            field.empty_label = "żadnej"
        return field

    def get_deleted_objects(self, objs, request):
        """Report how many records use the entries, not which: administrators may not see files, and there may be a
        million."""
        holding = [
            (field.related_model._meta.verbose_name_plural, self._held(field, objs))
            for field in self.opts.get_fields(include_hidden=True)
            if field.auto_created and not field.concrete
        ]
        protected = [f"{capfirst(name)}: {count}" for name, count in holding if count]
        return [str(entry) for entry in objs], {self.opts.verbose_name_plural: len(objs)}, set(), protected

    @staticmethod
    def _held(field, objs):
        return field.related_model._base_manager.filter(**{f"{field.field.name}__in": objs}).count()
