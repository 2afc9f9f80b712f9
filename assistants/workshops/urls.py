from django.urls import path

from assistants.workshops import views

urlpatterns = [
    path("zajecia/", views.workshops, name="workshops"),
    path("zajecia/nowe/", views.new_workshop, name="new_workshop"),
    path("zajecia/<str:number>/", views.workshop, name="workshop"),
    path("zajecia/<str:number>/popraw/", views.edit_workshop, name="edit_workshop"),
    path("zajecia/<str:number>/usun/", views.remove_workshop, name="remove_workshop"),
    path("zajecia/<str:number>/<str:day>/", views.attendance, name="attendance"),
]
