from django.urls import path

from assistants.corrections import views

CASE = "rodziny/<str:number>/wsparcie/<int:pk>"
urlpatterns = [
    path(f"{CASE}/zakonczenie/poprawka/", views.closing, name="correct_closing"),
    path(f"{CASE}/zakonczenie/cofniecie/", views.reopening, name="take_back_closing"),
    path(f"{CASE}/usuniecie/", views.mistaken_case, name="mistaken_case"),
    path("rodziny/<str:number>/przydzielenie/<int:pk>/poprawka/", views.first_day, name="correct_first_day"),
    path("wnioski/<str:number>/rozstrzygniecie/", views.mistaken_decision, name="mistaken_decision"),
]
