from django.urls import path

from assistants.trainings.views import events, plan

urlpatterns = [
    path("szkolenia/", events.trainings, name="trainings"),
    path("szkolenia/nowe/", events.new_training, name="new_training"),
    path("szkolenia/plan/nowe/", plan.plan_training, name="plan_training"),
    path("szkolenia/plan/<str:number>/", plan.edit_planned, name="edit_planned"),
    path("szkolenia/plan/<str:number>/usun/", plan.remove_planned, name="remove_planned"),
    path("szkolenia/<int:pk>/", events.edit_training, name="edit_training"),
    path("szkolenia/<int:pk>/zaswiadczenia/", events.certificates, name="certificates"),
    path("szkolenia/<int:pk>/usun/", events.remove_training, name="remove_training"),
]
