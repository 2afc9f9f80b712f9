from django.urls import path

from cases.views import families, family, referrals, saved_views

urlpatterns = [
    path("rodziny/", families.families, name="families"),
    path("rodziny/xlsx/", families.families_xlsx, name="families_xlsx"),
    path("rodziny/widoki/", saved_views.save, name="save_view"),
    path("rodziny/widoki/<int:key>/usun/", saved_views.delete, name="delete_view"),
    path("wnioski/nowy/", referrals.new_referral, name="new_referral"),
    path("wnioski/szkice/<int:key>/usun/", referrals.delete_draft, name="delete_draft"),
    path("wnioski/<str:number>/uzupelnienie/", referrals.complete_referral, name="complete_referral"),
    path("rodziny/<str:number>/", family.family, name="family"),
]
