from django.urls import path

from assistants.views import assistant, assistants

urlpatterns = [
    path("asystenci/", assistants.assistants, name="assistants"),
    path("asystenci/<str:number>/", assistant.assistant, name="assistant"),
]
