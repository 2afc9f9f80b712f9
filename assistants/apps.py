from django.apps import AppConfig


class AssistantsConfig(AppConfig):
    name = "assistants"
    verbose_name = "asystenci rodziny"

    def ready(self):
        from assistants import models
        from assistants.diary.searched_notes import VISIT_NOTES
        from assistants.duplicates.services import forget_pairs
        from assistants.staff.services import refuse_two_jobs  # the module registers what is done after a confirmation
        from cases.note_search import kinds as kinds_of_notes
        from cases.privacy import leftovers
        from familycare.accounts.signals import role_changed
        from familycare.audit.refusals import protect
        from familycare.audit.registry import watch

        leftovers.register(forget_pairs, lambda: 0)
        kinds_of_notes.register(VISIT_NOTES)
        role_changed.connect(refuse_two_jobs, dispatch_uid="one job")

        watch(models.Appointment, family="family")
        watch(models.Assignment, family="family", ignored=["place"])
        watch(models.Substitution, family="assignment__family")
        watch(models.Correction, family="family")
        watch(models.MovedVisit, family="family")
        watch(models.Visit, family="case__family", ignored=["client_key", "entered_at", "corrected_at"])
        watch(models.VisitGoal, family="visit__case__family")
        watch(models.Attendance, family="person__family")
        watch(models.Enrolment, family="person__family")
        # Of no family: who reads the history of one file must not learn of the other family.
        watch(models.SuspectedDuplicate, secret=["reason"], ignored=["grounds"])
        watch(models.Absence, secret=["kind"])
        watch(models.Qualification, secret=["way", "proof"])
        for model in (models.Assistant, models.Post, models.PlannedTraining, models.Training):
            watch(model)
        for model in (models.MonthOfPost, models.SupplementCap):
            watch(model)
        for model in (models.Workshop, models.WorkshopDay, models.WorkshopLeader):
            watch(model)

        protect(models.Visit, route="wizyty/<int:pk>/", argument="pk")
        protect(models.SuspectedDuplicate, route="mozliwe-duplikaty/<int:pk>/", argument="pk")
        protect(models.Appointment, route="spotkania/<int:pk>/", argument="pk")
