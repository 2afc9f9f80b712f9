from django.urls import path

from reporting.documents.composing import views
from reporting.documents.editions import views as editions

urlpatterns = [
    path("dokumenty/", views.documents, name="documents"),
    path("dokumenty/nowy/", views.new_document, name="new_document"),
    path("dokumenty/wczytaj/", views.upload_definition, name="upload_definition"),
    path("dokument/<slug:key>/", views.composed, name="composed"),
    path("dokument/<slug:key>/definicja/", views.definition_file, name="definition_file"),
    path("dokument/<slug:key>/usun/", views.delete_document_definition, name="delete_document_definition"),
    path("dokument/<slug:key>/plik/<str:format>/", views.download_composed, name="download_composed"),
    path("dokument/<slug:key>/wydanie/<int:number>/", editions.edition, name="edition"),
    path("dokument/<slug:key>/wydanie/<int:number>/<str:format>/", editions.download_edition, name="download_edition"),
]
