from django.urls import path

from reporting.exchange import views
from reporting.exchange.spreadsheets import views as sheets

urlpatterns = [
    path("rejestr/", views.import_page, name="import"),
    path("rejestr/zapis/", views.export_page, name="export"),
    path("rejestr/wynik/", views.import_result, name="import_result"),
    path("rejestr/bledy.csv", views.import_errors, name="import_errors"),
    path("rejestr/arkusz/", sheets.sheet_page, name="sheet"),
    path("rejestr/arkusz/kolumny/", sheets.sheet_columns, name="sheet_columns"),
    path("rejestr/arkusz/wczytaj/", sheets.sheet_import, name="sheet_import"),
    path("rejestr/arkusz/wzor/<slug:name>/", sheets.sheet_template, name="sheet_template"),
    path("rejestr/zmiany.csv", views.import_changes, name="import_changes"),
]
