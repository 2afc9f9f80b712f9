from django.urls import path

from cases.plans import views

urlpatterns = [
    path("rodziny/<str:number>/plan/nowy/", views.new_plan, name="new_plan"),
    path("rodziny/<str:number>/plan/<int:key>/popraw/", views.correct_plan, name="correct_plan"),
    path("rodziny/<str:number>/plan/cele/", views.goal_states, name="goal_states"),
]
