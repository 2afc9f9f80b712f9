from django.urls import path

from cases.due import calendar_views, views

urlpatterns = [
    path("terminy/", views.dues, name="dues"),
    path("terminy/karta/", views.dues_card, name="dues_card"),
    path("konto/kalendarz/", calendar_views.own_link, name="calendar"),
    path("kalendarz/<str:token>.ics", calendar_views.feed, name="calendar_feed"),
]
