from django.urls import path

from cases.plans.views import moved, signing, states, writing

urlpatterns = [
    path("rodziny/<str:number>/plan/nowy/", writing.new_plan, name="new_plan"),
    path("rodziny/<str:number>/plan/<int:key>/popraw/", writing.correct_plan, name="correct_plan"),
    path("rodziny/<str:number>/plan/<int:key>/podpisy/", signing.sign_plan, name="sign_plan"),
    path("rodziny/<str:number>/plan/cel/<int:key>/wizyty/", moved.goal_visits, name="goal_visits"),
    path("rodziny/<str:number>/plan/cele/", states.goal_states, name="goal_states"),
]
