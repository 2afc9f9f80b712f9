from django.urls import path

from assistants.qualifications import views

urlpatterns = [
    path("asystenci/<str:number>/wymagania/", views.qualifications, name="qualifications"),
    path("asystenci/<str:number>/wymagania/<int:pk>/", views.edit_qualification, name="edit_qualification"),
    path("asystenci/<str:number>/wymagania/<int:pk>/usun/", views.remove_qualification, name="remove_qualification"),
    path("asystenci/<str:number>/wymagania/nowe/<str:requirement>/", views.add_qualification, name="add_qualification"),
]
