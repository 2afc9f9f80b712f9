from django.urls import path

from cases.interventions import views

urlpatterns = [path("rejestr-interwencji/", views.interventions, name="interventions")]
