from django.urls import path

from reporting.care_charges.views import month

urlpatterns = [
    path("odplatnosci/", month.latest_charges, name="latest_charges"),
    path("odplatnosci/<str:month>/", month.charges, name="charges"),
]
