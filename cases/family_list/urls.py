from django.urls import path

from cases.family_list import handed_over, saved_views, views

urlpatterns = [
    path("rodziny/", views.families, name="families"),
    path("rodziny/filtry/", views.more_filters, name="more_filters"),
    path("rodziny/szukaj/", views.search, name="search_families"),
    path("rodziny/xlsx/", views.families_xlsx, name="families_xlsx"),
    path("rodziny/widoki/", saved_views.save, name="save_view"),
    path("rodziny/widoki/<int:key>/usun/", saved_views.delete, name="delete_view"),
    path("rodziny/przekazane/", handed_over.handed_over, name="handed_over"),
]
