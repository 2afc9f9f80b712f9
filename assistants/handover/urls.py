from django.urls import path

from assistants.handover import views

urlpatterns = [
    path("asystenci/<str:number>/przekazanie/", views.handover, name="handover"),
    path("asystenci/<str:number>/przekazanie/<str:to>/<str:day>/", views.handover_done, name="handover_done"),
]
