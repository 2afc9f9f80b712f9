from django.urls import path

from cases.drafted import views

urlpatterns = [
    path("rodziny/<str:number>/szkic/<str:form>/", views.save, name="save_family_draft"),
    path("rodziny/<str:number>/szkic/<str:form>/<int:pk>/usun/", views.delete, name="delete_family_draft"),
]
