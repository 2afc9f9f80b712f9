from django.urls import path

from cases.privacy import views

urlpatterns = [
    path("przechowywanie/", views.retention, name="retention"),
    path("przechowywanie/anonimizacja/", views.anonymise_due, name="anonymise_due"),
]
