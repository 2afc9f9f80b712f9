from django.urls import path

from familycare.audit import views

urlpatterns = [
    path("", views.readings, name="log_readings"),
    path("zmiany/", views.changes, name="log_changes"),
    path("nietypowe/", views.log_unusual, name="log_unusual"),
    path("szukano/", views.log_searches, name="log_searches"),
    path("<str:log>/<str:format>/", views.log_file, name="log_file"),
]
