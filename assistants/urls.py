from django.urls import path

from assistants.views import assistant, assistants, referrals

urlpatterns = [
    path("asystenci/", assistants.assistants, name="assistants"),
    path("asystenci/<str:number>/", assistant.assistant, name="assistant"),
    path("wnioski/", referrals.referrals, name="referrals"),
    path("wnioski/<str:number>/", referrals.referral, name="referral"),
    path("wnioski/<str:number>/wycofanie/", referrals.withdraw, name="withdraw_referral"),
    path("wnioski/<str:number>/decyzja/<str:decision>/", referrals.decide, name="decide_referral"),
]
