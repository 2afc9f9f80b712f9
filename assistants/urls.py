"""URLs of the app `assistants`, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("assistants.staff.urls")),
    path("", include("assistants.qualifications.urls")),
    path("", include("assistants.supplement.urls")),
    path("", include("assistants.trainings.urls")),
    path("", include("assistants.workshops.urls")),
    path("", include("assistants.diary.urls")),
    path("", include("assistants.absences.urls")),
    path("", include("assistants.handover.urls")),
    path("", include("assistants.referrals.urls")),
    path("", include("assistants.corrections.urls")),
    path("", include("assistants.assignments.urls")),
    path("", include("assistants.duplicates.urls")),
    path("", include("assistants.merging.urls")),
]
