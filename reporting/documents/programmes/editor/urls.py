from django.urls import path

from reporting.documents.programmes.editor import moving_views, next_view, views

EDITOR = "program/<slug:key>/edytor/"

urlpatterns = [
    path("programy/nowy/", views.new_programme, name="new_programme"),
    path("program/<slug:key>/nastepny/", next_view.next_programme, name="next_programme"),
    path("program/<slug:key>/usun/", moving_views.delete_whole_programme, name="delete_programme"),
    path(EDITOR, views.edit_programme, name="edit_programme"),
    path(f"{EDITOR}naglowek/", views.edit_programme_head, name="edit_programme_head"),
    path(f"{EDITOR}czesc/<slug:section>/", views.edit_programme_section, name="edit_programme_section"),
    path(f"{EDITOR}liczby/", views.find_programme_figure, name="find_programme_figure"),
    path(f"{EDITOR}nowe/<path:place>/", views.new_programme_item, name="new_programme_item"),
    path(f"{EDITOR}przenies/<path:item>/", moving_views.move_programme_item, name="move_programme_item"),
    path(f"{EDITOR}usun/<path:item>/", moving_views.delete_programme_item, name="delete_programme_item"),
    path(f"{EDITOR}<path:item>/", views.edit_programme_item, name="edit_programme_item"),
]
