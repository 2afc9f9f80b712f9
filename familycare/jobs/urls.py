from django.urls import path

from familycare.jobs import views

urlpatterns = [
    path("zadania-w-tle/", views.jobs, name="jobs"),
    path("zadania-w-tle/<uuid:key>/", views.job, name="job"),
    path("zadania-w-tle/<uuid:key>/stan/", views.job_state, name="job_state"),
    path("zadania-w-tle/<uuid:key>/plik/", views.job_file, name="job_file"),
    path("zadania-w-tle/<uuid:key>/anuluj/", views.cancel, name="cancel_job"),
    path("zadania-w-tle/<uuid:key>/usun/", views.delete, name="delete_job"),
]
