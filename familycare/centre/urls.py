from django.urls import path

from familycare.centre.dictionaries import views
from familycare.centre.law import views as law_views
from familycare.centre.settings import views as settings_views

urlpatterns = [
    path("ustawienia/", settings_views.settings, name="settings"),
    path("ustawienia/dane/", settings_views.edit_centre, name="edit_centre"),
    path("ustawienia/terminy/", settings_views.edit_terms, name="edit_terms"),
    path("ustawienia/prawo/", law_views.law, name="law"),
    path("ustawienia/prawo/<slug:word>/", law_views.amend, name="amend_law"),
    path("ustawienia/prawo/<int:pk>/usun/", law_views.withdraw, name="withdraw_law"),
    path("slowniki/", views.dictionaries, name="dictionaries"),
    path("slowniki/<slug:word>/", views.dictionary, name="dictionary"),
    path("slowniki/<slug:word>/nowa/", views.new_entry, name="new_entry"),
    path("slowniki/<slug:word>/pozycje/<slug:code>/", views.entry, name="entry"),
    path("slowniki/<slug:word>/pozycje/<slug:code>/przesun/", views.move, name="move_entry"),
    path("slowniki/<slug:word>/pozycje/<slug:code>/wycofaj/", views.retire, name="retire_entry"),
    path("slowniki/<slug:word>/pozycje/<slug:code>/przywroc/", views.bring_back, name="bring_back_entry"),
    path("slowniki/<slug:word>/pozycje/<slug:code>/polacz/", views.merge, name="merge_entry"),
    path("slowniki/<slug:word>/pozycje/<slug:code>/usun/", views.delete, name="delete_entry"),
]
