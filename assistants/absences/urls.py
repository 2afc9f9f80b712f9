from django.urls import path

from assistants.absences import substitution_views, views

urlpatterns = [
    path("asystenci/<str:number>/zastepstwa/", substitution_views.substitute, name="substitute"),
    path("asystenci/<str:number>/zastepstwa/<int:pk>/koniec/", substitution_views.end, name="end_substitution"),
    path("asystenci/<str:number>/nieobecnosci/", views.absences, name="absences"),
    path("asystenci/<str:number>/nieobecnosci/<int:pk>/", views.edit_absence, name="edit_absence"),
    path("asystenci/<str:number>/nieobecnosci/<int:pk>/koniec/", views.end, name="end_absence"),
]
