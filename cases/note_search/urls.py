from django.urls import path

from cases.note_search import views

urlpatterns = [path("rodziny/notatki/", views.search_notes, name="search_notes")]
