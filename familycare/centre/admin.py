from django.contrib import admin

from familycare.centre.models import DICTIONARIES, Centre


@admin.register(Centre)
class CentreAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Centre.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(*DICTIONARIES.values())
class EntryAdmin(admin.ModelAdmin):
    list_display = ["label", "code", "group", "position"]
    list_select_related = ["group"]
    search_fields = ["label", "code"]

    def get_readonly_fields(self, request, obj=None):
        """Records hold the code: it is chosen once."""
        return ["code"] if obj else []
