from django.urls import path

from cases.goal_library import views

urlpatterns = [
    path("biblioteka-celow/", views.goal_library, name="goal_library"),
    path("biblioteka-celow/nowy/", views.new_library_goal, name="new_library_goal"),
    path("biblioteka-celow/poczatek/", views.starting_set, name="starting_set"),
    path("biblioteka-celow/<str:goal>/", views.edit_library_goal, name="edit_library_goal"),
    path("biblioteka-celow/<str:goal>/wycofaj/", views.retire_library_goal, name="retire_library_goal"),
]
