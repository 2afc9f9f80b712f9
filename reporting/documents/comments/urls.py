from django.urls import path

from reporting.documents.comments import views

DOCUMENT = "dokument/<slug:key>/komentarze/"

urlpatterns = [
    path(DOCUMENT, views.document_comments, name="document_comments"),
    path(f"{DOCUMENT}<int:chapter>/<int:block>/", views.block_comments, name="block_comments"),
    path(f"{DOCUMENT}<int:pk>/odpowiedz/", views.reply_to_comment, name="reply_to_comment"),
    path(f"{DOCUMENT}<int:pk>/zalatwione/", views.settle_comment, name="settle_comment"),
]
