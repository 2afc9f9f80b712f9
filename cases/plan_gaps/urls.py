from django.urls import path

from cases.plan_gaps import views

urlpatterns = [
    path("plany/braki/", views.plan_gaps, name="plan_gaps"),
]
