from django.urls import path

from assistants.trainings import views

urlpatterns = [
    path("szkolenia/", views.trainings, name="trainings"),
    path("szkolenia/nowe/", views.new_training, name="new_training"),
    path("szkolenia/<int:pk>/", views.edit_training, name="edit_training"),
    path("szkolenia/<int:pk>/usun/", views.remove_training, name="remove_training"),
]
