from django.urls import path

from cases.plans.views import signing, states, writing

urlpatterns = [
    path("rodziny/<str:number>/plan/nowy/", writing.new_plan, name="new_plan"),
    path("rodziny/<str:number>/plan/<int:key>/popraw/", writing.correct_plan, name="correct_plan"),
    path("rodziny/<str:number>/plan/<int:key>/podpisy/", signing.sign_plan, name="sign_plan"),
    path("rodziny/<str:number>/plan/cele/", states.goal_states, name="goal_states"),
]
