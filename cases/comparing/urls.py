from django.urls import path

from cases.comparing import views

urlpatterns = [
    path("rodziny/<str:number>/plan/porownaj/", views.compare_plans, name="compare_plans"),
    path("rodziny/<str:number>/diagnoza/porownaj/", views.compare_diagnoses, name="compare_diagnoses"),
]
