from django.urls import path

from assistants.duplicates import views

urlpatterns = [
    path("mozliwe-duplikaty/", views.suspected_duplicates, name="suspected_duplicates"),
    path("mozliwe-duplikaty/<int:pk>/", views.suspected_duplicate, name="suspected_duplicate"),
]
