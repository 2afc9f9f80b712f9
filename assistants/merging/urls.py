from django.urls import path

from assistants.merging import views

urlpatterns = [
    path("rodziny/<str:number>/scal/", views.merge, name="merge_families"),
    path("rodziny/<str:number>/scalenia/<int:pk>/cofnij/", views.undo, name="undo_merge"),
]
