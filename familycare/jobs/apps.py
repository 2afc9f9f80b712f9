from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class JobsConfig(AppConfig):
    name = "familycare.jobs"
    verbose_name = "zadania w tle"

    def ready(self):
        from familycare.accounts.signals import account_suspended
        from familycare.jobs.context import note_jobs
        from familycare.jobs.services import delete_jobs_of

        user_logged_in.connect(note_jobs, dispatch_uid="familycare.jobs.context")
        account_suspended.connect(
            lambda sender, user, **kwargs: delete_jobs_of(user), weak=False, dispatch_uid="familycare.jobs.services"
        )
