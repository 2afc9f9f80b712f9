from django.urls import path

from cases.documents import views

urlpatterns = [
    path("rodziny/<str:number>/dokumenty/nowy/", views.add_document, name="add_document"),
    path("rodziny/<str:number>/dokumenty/<int:key>/", views.document, name="document"),
    path("rodziny/<str:number>/dokumenty/<int:key>/popraw/", views.correct_document, name="correct_document"),
    path("rodziny/<str:number>/dokumenty/<int:key>/usun/", views.delete_document, name="delete_document"),
]
