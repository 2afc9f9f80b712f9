from django.urls import path

from assistants.assignments.views import closing, monitoring

urlpatterns = [
    path("rodziny/<str:number>/wsparcie/<int:key>/zakonczenie/", closing.close, name="close_case"),
    path("rodziny/<str:number>/wsparcie/<int:key>/przywrocenie/", closing.reopen, name="reopen_case"),
    path("rodziny/<str:number>/wsparcie/<int:key>/monitorowanie/", monitoring.entrust, name="entrust_monitoring"),
]
