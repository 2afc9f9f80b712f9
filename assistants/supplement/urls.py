from django.urls import path

from assistants.supplement import views

urlpatterns = [
    path("dodatek/", views.supplement, name="supplement"),
    path("dodatek/limit/", views.supplement_cap, name="supplement_cap"),
    path("dodatek/<int:year>/xlsx/", views.supplement_xlsx, name="supplement_xlsx"),
    path("dodatek/<str:month>/", views.supplement_month, name="supplement_month"),
]
