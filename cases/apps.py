from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "rodziny i sprawy"

    def ready(self):
        from cases import models
        from cases.access import protected_by_alone
        from familycare.accounts import sole_decider
        from familycare.audit.registry import watch

        sole_decider.register(protected_by_alone)

        watch(models.Family, family="self")
        watch(models.Person, family="family", masked=["pesel"])
        for model in (
            models.BlueCard,
            models.Case,
            models.CourtOrder,
            models.CourtReport,
            models.FamilyProblem,
            models.Help,
            models.NamedReader,
            models.Referral,
            models.ZaZyciem,
        ):
            watch(model, family="family")
        for model in (models.CareCharge, models.Condition, models.Placement):
            watch(model, family="person__family")
        for model in (models.Assessment, models.Outcome, models.Plan):
            watch(model, family="case__family")
        watch(models.PlanGoal, family="plan__case__family")
        watch(models.Attachment, family="family", ignored=["stored_as"])
        watch(models.FamilyMerge, family="family", ignored=["moves", "values", "removed"])
        watch(models.CalendarLink, secret=["secret"])
