from django.urls import path

from assistants.staff.views import account, assistant, assistants, board, employment, inspection, posts

urlpatterns = [
    path("obciazenie/", board.board, name="board"),
    path("kontrola/", inspection.inspection, name="inspection"),
    path("asystenci/", assistants.assistants, name="assistants"),
    path("asystenci/nowy/", employment.new_assistant, name="new_assistant"),
    path("moja-karta/", assistant.own_page, name="own_page"),
    path("asystenci/<str:number>/", assistant.assistant, name="assistant"),
    path("asystenci/<str:number>/dane/", employment.edit_assistant, name="edit_assistant"),
    path("asystenci/<str:number>/koniec-pracy/", employment.end_employment, name="end_employment"),
    path("asystenci/<str:number>/etaty/nowy/", posts.add_post, name="add_post"),
    path("asystenci/<str:number>/etaty/<int:pk>/", posts.edit_post, name="edit_post"),
    path("asystenci/<str:number>/etaty/<int:pk>/usun/", posts.remove_post, name="remove_post"),
    path("konta/<int:pk>/asystent/", account.connect, name="connect_account"),
]
