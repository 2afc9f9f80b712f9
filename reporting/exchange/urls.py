from django.urls import path

from reporting.exchange import views

urlpatterns = [
    path("rejestr/", views.import_page, name="import"),
    path("rejestr/postep/", views.progress_of_import, name="progress_of_import"),
    path("rejestr/wynik/", views.import_result, name="import_result"),
    path("rejestr/bledy.csv", views.import_errors, name="import_errors"),
    path("rejestr/zmiany.csv", views.import_changes, name="import_changes"),
]
