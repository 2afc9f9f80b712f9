from django.urls import path

from assistants.diary.views import appointments, drafts, entries, moving, my_day

urlpatterns = [
    path("moj-dzien/", my_day.my_day, name="my_day"),
    path("moj-dziennik/", my_day.my_entries, name="my_entries"),
    path("wizyty/nowa/", entries.log, name="log_visit"),
    path("wizyty/kilka-rodzin/", entries.log_group, name="log_group"),
    path("wizyty/szkic/", drafts.save, name="save_draft"),
    path("wizyty/szkic/<int:pk>/usun/", drafts.delete, name="delete_draft"),
    path("wizyty/klucz/", drafts.give_browser_key, name="browser_key"),
    path("wizyty/<int:pk>/popraw/", my_day.correct, name="correct_visit"),
    path("wizyty/<int:pk>/usun/", my_day.delete, name="delete_visit"),
    path("wizyty/<int:pk>/przenies/", moving.move, name="move_visit"),
    path("spotkania/nowe/", appointments.plan, name="plan_appointment"),
    path("spotkania/<int:pk>/", appointments.move, name="move_appointment"),
    path("spotkania/<int:pk>/<str:answer>/", appointments.settle, name="settle_appointment"),
]
