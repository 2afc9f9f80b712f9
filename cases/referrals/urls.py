from django.urls import path

from cases.referrals import consent_views, interview_views, views

urlpatterns = [
    path("wnioski/nowy/", views.new_referral, name="new_referral"),
    path("wnioski/szkice/<int:key>/usun/", views.delete_draft, name="delete_referral_draft"),
    path("wnioski/<str:number>/uzupelnienie/", views.complete_referral, name="complete_referral"),
    path("wnioski/<str:number>/zgoda/", consent_views.referral_consent, name="referral_consent"),
    path("wnioski/<str:number>/wywiad/", interview_views.referral_interview, name="referral_interview"),
    path("rodziny/<str:number>/wsparcie/<int:key>/zgoda/", consent_views.case_consent, name="case_consent"),
]
