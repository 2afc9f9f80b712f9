from django.urls import path

from cases.diagnoses import views

urlpatterns = [
    path("rodziny/<str:number>/diagnoza/nowa/", views.new_diagnosis, name="new_diagnosis"),
    path("rodziny/<str:number>/diagnoza/<int:key>/popraw/", views.correct_diagnosis, name="correct_diagnosis"),
]
