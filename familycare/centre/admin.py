from django.contrib import admin
from django.utils.text import capfirst

from familycare.centre.models import DICTIONARIES, Centre


@admin.register(Centre)
class CentreAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Centre.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(*DICTIONARIES.values())
class DictionaryEntryAdmin(admin.ModelAdmin):
    list_display = ["label", "code", "group", "position"]
    list_select_related = ["group"]
    search_fields = ["label", "code"]

    def get_readonly_fields(self, request, obj=None):
        """Records refer to the code, so it cannot be changed."""
        return ["code"] if obj else []

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
