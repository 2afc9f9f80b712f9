from django.urls import path

from assistants.referrals import assign_view, views

urlpatterns = [
    path("rodziny/<str:number>/wsparcie/<int:pk>/asystent/", assign_view.assign_case, name="assign_case"),
    path("wnioski/", views.referrals, name="referrals"),
    path("wnioski/<str:number>/", views.referral, name="referral"),
    path("wnioski/<str:number>/wycofanie/", views.withdraw, name="withdraw_referral"),
    path("wnioski/<str:number>/znak/", views.mark, name="mark_referral"),
    path("wnioski/<str:number>/decyzja/<str:decision>/", views.decide, name="decide_referral"),
]
