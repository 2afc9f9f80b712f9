from django.urls import path

from assistants.assignments.views import closing, monitoring

urlpatterns = [
    path("rodziny/<str:number>/wsparcie/<int:pk>/zakonczenie/", closing.close, name="close_case"),
    path("rodziny/<str:number>/wsparcie/<int:pk>/przywrocenie/", closing.reopen, name="reopen_case"),
    path("rodziny/<str:number>/wsparcie/<int:pk>/monitorowanie/", monitoring.assign, name="assign_monitoring"),
]
