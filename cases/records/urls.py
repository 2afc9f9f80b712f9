from django.urls import path

from cases.records import views

urlpatterns = [
    path("rodziny/<str:number>/zapisy/", views.records, name="records"),
    path("rodziny/<str:number>/zapisy/<str:kind>/nowy/", views.add_record, name="add_record"),
    path("rodziny/<str:number>/zapisy/<str:kind>/<int:key>/", views.edit_record, name="edit_record"),
    path("rodziny/<str:number>/zapisy/<str:kind>/<int:key>/usun/", views.remove_record, name="remove_record"),
]
