from django.urls import path

from assistants.staff.views import account, assistant, assistants, board, inspection

urlpatterns = [
    path("obciazenie/", board.board, name="board"),
    path("kontrola/", inspection.inspection, name="inspection"),
    path("asystenci/", assistants.assistants, name="assistants"),
    path("moja-karta/", assistant.own_page, name="own_page"),
    path("asystenci/<str:number>/", assistant.assistant, name="assistant"),
    path("konta/<int:pk>/asystent/", account.connect, name="connect_account"),
]
