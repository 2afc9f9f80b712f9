from django.urls import path

from assistants.views import account, assistant, assistants, inspection, substitution

urlpatterns = [
    path("kontrola/", inspection.inspection, name="inspection"),
    path("asystenci/", assistants.assistants, name="assistants"),
    path("moj-dziennik/", assistant.own_page, name="own_page"),
    path("asystenci/<str:number>/", assistant.assistant, name="assistant"),
    path("asystenci/<str:number>/zastepstwa/", substitution.substitute, name="substitute"),
    path("asystenci/<str:number>/zastepstwa/<int:key>/koniec/", substitution.end, name="end_substitution"),
    path("konta/<int:key>/asystent/", account.connect, name="connect_account"),
]
