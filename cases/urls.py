from django.urls import path

from cases.views import (
    calendar,
    dues,
    families,
    family,
    family_access,
    handed_over,
    history,
    person,
    referrals,
    retention,
    saved_views,
)

urlpatterns = [
    path("rodziny/", families.families, name="families"),
    path("rodziny/filtry/", families.more_filters, name="more_filters"),
    path("rodziny/szukaj/", families.search, name="search_families"),
    path("rodziny/xlsx/", families.families_xlsx, name="families_xlsx"),
    path("rodziny/widoki/", saved_views.save, name="save_view"),
    path("rodziny/widoki/<int:key>/usun/", saved_views.delete, name="delete_view"),
    path("rodziny/przekazane/", handed_over.handed_over, name="handed_over"),
    path("terminy/", dues.dues, name="dues"),
    path("terminy/karta/", dues.dues_card, name="dues_card"),
    path("konto/kalendarz/", calendar.own_link, name="calendar"),
    path("kalendarz/<str:token>.ics", calendar.feed, name="calendar_feed"),
    path("wnioski/nowy/", referrals.new_referral, name="new_referral"),
    path("wnioski/szkice/<int:key>/usun/", referrals.delete_draft, name="delete_referral_draft"),
    path("wnioski/<str:number>/uzupelnienie/", referrals.complete_referral, name="complete_referral"),
    path("rodziny/<str:number>/", family.family, name="family"),
    path("rodziny/<str:number>/dostep/", family_access.family_access, name="family_access"),
    path("rodziny/<str:number>/historia/", history.history, name="family_history"),
    path("osoby/<str:number>/", person.person, name="person"),
    path("osoby/<str:number>/popraw/", person.correct_person, name="correct_person"),
    path("przechowywanie/", retention.retention, name="retention"),
    path("przechowywanie/anonimizacja/", retention.anonymise_due, name="anonymise_due"),
]
