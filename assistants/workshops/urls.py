from django.urls import path

from assistants.workshops.views import day, participants, workshops

urlpatterns = [
    path("zajecia/", workshops.workshops, name="workshops"),
    path("zajecia/nowe/", workshops.new_workshop, name="new_workshop"),
    path("zajecia/<str:number>/", workshops.workshop, name="workshop"),
    path("zajecia/<str:number>/popraw/", workshops.edit_workshop, name="edit_workshop"),
    path("zajecia/<str:number>/usun/", workshops.remove_workshop, name="remove_workshop"),
    path("zajecia/<str:number>/uczestnicy/", participants.participants, name="participants"),
    path("zajecia/<str:number>/<str:day>/", day.attendance, name="attendance"),
]
