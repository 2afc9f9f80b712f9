from django.urls import path

from cases.family_page import views

urlpatterns = [
    path("rodziny/<str:number>/", views.family, name="family"),
    path("rodziny/<str:number>/mapa/", views.family_map, name="family_map"),
    path("rodziny/<str:number>/popraw/", views.correct_family, name="correct_family"),
]
