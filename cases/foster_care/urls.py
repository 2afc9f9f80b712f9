from django.urls import path

from cases.foster_care import views

urlpatterns = [
    path("osoby/<str:number>/piecza/", views.stays, name="stays"),
    path("osoby/<str:number>/piecza/<str:day>/", views.stay_start, name="stay_start"),
    path("osoby/<str:number>/piecza/<str:day>/cofnij/", views.withdraw, name="withdraw_stay_start"),
]
