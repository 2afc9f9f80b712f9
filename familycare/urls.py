"""URLs of the project."""

from django.urls import include, path

from familycare.web.centre_styles import print_style
from familycare.web.navigation import start
from familycare.web.style_guide import style_guide

urlpatterns = [
    path("", include("cases.urls")),
    path("", include("assistants.urls")),
    path("", include("reporting.urls")),
    path("start/", start, name="start"),
    path("druk.css", print_style, name="print_style"),
    path("styl/", style_guide, name="styl"),
    path("dziennik/", include("familycare.audit.urls")),
    path("", include("familycare.centre.urls")),
    path("", include("familycare.jobs.urls")),
    path("", include("familycare.accounts.urls")),
]

handler400 = "familycare.web.bad_requests.bad_request"
handler403 = "familycare.accounts.views.refusals.permission_denied"
handler404 = "familycare.accounts.views.refusals.not_found"
