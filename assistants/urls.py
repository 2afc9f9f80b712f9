from django.urls import path

from assistants.views import (
    account,
    assistant,
    assistants,
    drafts,
    inspection,
    my_day,
    referrals,
    substitution,
    writing,
)

urlpatterns = [
    path("kontrola/", inspection.inspection, name="inspection"),
    path("moj-dzien/", my_day.my_day, name="my_day"),
    path("moje-wpisy/", my_day.my_entries, name="my_entries"),
    path("wizyty/nowa/", writing.log, name="log_visit"),
    path("wizyty/kilka-rodzin/", writing.log_group, name="log_group"),
    path("wizyty/szkic/", drafts.save, name="save_draft"),
    path("wizyty/szkic/<int:key>/usun/", drafts.delete, name="delete_draft"),
    path("wizyty/klucz/", drafts.pocket, name="pocket_key"),
    path("wizyty/<int:key>/popraw/", my_day.correct, name="correct_visit"),
    path("wizyty/<int:key>/usun/", my_day.delete, name="delete_visit"),
    path("spotkania/<int:key>/<str:answer>/", my_day.settle, name="settle_appointment"),
    path("asystenci/", assistants.assistants, name="assistants"),
    path("moj-dziennik/", assistant.own_page, name="own_page"),
    path("asystenci/<str:number>/", assistant.assistant, name="assistant"),
    path("asystenci/<str:number>/zastepstwa/", substitution.substitute, name="substitute"),
    path("asystenci/<str:number>/zastepstwa/<int:key>/koniec/", substitution.end, name="end_substitution"),
    path("konta/<int:key>/asystent/", account.connect, name="connect_account"),
    path("wnioski/", referrals.referrals, name="referrals"),
    path("wnioski/<str:number>/", referrals.referral, name="referral"),
    path("wnioski/<str:number>/wycofanie/", referrals.withdraw, name="withdraw_referral"),
    path("wnioski/<str:number>/decyzja/<str:decision>/", referrals.decide, name="decide_referral"),
]
