"""Addresses: includes only."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("cases.urls")),
    path("", include("assistants.urls")),
    path("", include("reporting.urls")),
    path("konto/", include("familycare.accounts.urls")),
    path("admin/", admin.site.urls),
]
