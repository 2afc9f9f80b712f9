from django.urls import path

from reporting.documents.comments.urls import urlpatterns as comments
from reporting.documents.comparing import views as comparing
from reporting.documents.composing import views
from reporting.documents.editions import views as editions
from reporting.documents.editor.urls import urlpatterns as editor
from reporting.documents.programmes import views as programmes
from reporting.documents.programmes.editor.urls import urlpatterns as programme_editor
from reporting.documents.steps import changes_view as changes
from reporting.documents.steps import views as steps

urlpatterns = [
    path("programy/", programmes.programmes, name="programmes"),
    path("programy/wczytaj/", programmes.upload_programme, name="upload_programme"),
    path("program/<slug:key>/", programmes.programme, name="programme"),
    path("program/<slug:key>/plik/", programmes.programme_file, name="programme_file"),
    path("program/<slug:key>/<int:year>/<path:item>/", programmes.realise, name="realise"),
    *programme_editor,
    path("dokumenty/", views.documents, name="documents"),
    path("dokumenty/nowy/", views.new_document, name="new_document"),
    path("dokumenty/wczytaj/", views.upload_definition, name="upload_definition"),
    path("dokument/<slug:key>/", views.composed, name="composed"),
    path("dokument/<slug:key>/definicja/", views.definition_file, name="definition_file"),
    path("dokument/<slug:key>/usun/", views.delete_document_definition, name="delete_document_definition"),
    path("dokument/<slug:key>/plik/<str:format>/", views.download_composed, name="download_composed"),
    path("dokument/<slug:key>/wydanie/<int:number>/", editions.edition, name="edition"),
    path("dokument/<slug:key>/do-zatwierdzenia/", steps.send_document, name="send_document"),
    path("dokument/<slug:key>/wyslany/<int:pk>/", steps.submission, name="submission"),
    path("dokument/<slug:key>/wyslany/<int:pk>/zatwierdz/", steps.approve_document, name="approve_document"),
    path("dokument/<slug:key>/wyslany/<int:pk>/zwroc/", steps.return_document, name="return_document"),
    path("dokument/<slug:key>/wyslany/<int:pk>/cofnij/", steps.withdraw_document, name="withdraw_document"),
    path("dokument/<slug:key>/wydanie/<int:number>/przekazanie/", steps.hand_over_edition, name="hand_over_edition"),
    path("dokument/<slug:key>/wydanie/<int:number>/zmiany/", changes.changes_after, name="changes_after"),
    path("dokument/<slug:key>/wydanie/<int:number>/<str:format>/", editions.download_edition, name="download_edition"),
    path("dokument/<slug:key>/porownanie/", comparing.compare_versions, name="compare_versions"),
    *comments,
    *editor,
]
