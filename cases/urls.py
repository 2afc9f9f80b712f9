"""Addresses of families, by subject. Patterns that match any family number come last."""

from django.urls import include, path

urlpatterns = [
    path("", include("cases.families.urls")),
    path("", include("cases.foster_care.urls")),
    path("", include("cases.supporting_families.urls")),
    path("", include("cases.day_care.urls")),
    path("", include("cases.family_list.urls")),
    path("", include("cases.interventions.urls")),
    path("", include("cases.note_search.urls")),
    path("", include("cases.referrals.urls")),
    path("", include("cases.comparing.urls")),
    path("", include("cases.diagnoses.urls")),
    path("", include("cases.drafted.urls")),
    path("", include("cases.goal_library.urls")),
    path("", include("cases.plan_gaps.urls")),
    path("", include("cases.plans.urls")),
    path("", include("cases.assessments.urls")),
    path("", include("cases.records.urls")),
    path("", include("cases.documents.urls")),
    path("", include("cases.due.urls")),
    path("", include("cases.privacy.urls")),
    path("", include("cases.family_page.urls")),
]
