from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "rodziny i sprawy"

    def ready(self):
        from cases import models
        from cases.access import area_merging_problem, assign_part, restricted_with_only_manager
        from cases.checks import check_kinds, check_models_of_families
        from cases.note_search.index import build_after_migrations
        from cases.records.kinds import KINDS
        from familycare.accounts import sole_decider
        from familycare.audit.refusals import protect, protect_parameter, read_by
        from familycare.audit.registry import watch
        from familycare.centre.dictionaries.services import MERGING_CHECKS

        register(check_kinds)
        register(check_models_of_families)
        sole_decider.register(restricted_with_only_manager)
        MERGING_CHECKS.append(area_merging_problem)
        post_migrate.connect(build_after_migrations, sender=self, dispatch_uid="index of notes")

        watch(models.Family, family="self", anonymised="anonymised_on", ignored=["search"])
        watch(models.Person, family="family", masked=["pesel"], ignored=["first_record", "search"])
        for kind in KINDS:
            assign_part(kind.model, kind.part)
            watch(kind.model, family=kind.family)
        for model in (models.Case, models.NamedReader, models.Referral):
            watch(model, family="family")
        watch(models.CareCharge, family="person__family")
        watch(models.StayStart, family="person__family")
        watch(models.AreaScore, family="assessment__case__family")
        watch(models.Plan, family="case__family")
        watch(models.PlanGoal, family="plan__case__family")
        watch(models.GoalAction, family="goal__plan__case__family")
        watch(models.PlanSignature, family="plan__case__family")
        watch(models.Diagnosis, family="case__family")
        watch(models.AreaFinding, family="diagnosis__case__family")
        watch(models.LibraryGoal)
        watch(models.Attachment, family="family", ignored=["stored_as"])
        watch(models.FamilyMerge, family="family", ignored=["moves", "values", "removed"])
        for model in (models.SupportingFamily, models.SupportRefund):
            watch(model)
        for model in (models.DayCareCentre, models.DayCareCapacity, models.DayCareOutsiders, models.DayCareCost):
            watch(model)
        watch(models.CalendarLink, secret=["secret"])

        protect(models.Family, route="rodziny/<str:number>/", argument="number")
        protect(models.Case, route="rodziny/<str:number>/wsparcie/", argument="key")
        protect(models.Case, route="rodziny/<str:number>/wsparcie/", argument="pk")
        protect(models.Attachment, route="rodziny/<str:number>/dokumenty/", argument="key")
        protect(models.Diagnosis, route="rodziny/<str:number>/diagnoza/", argument="key")
        protect(models.Plan, route="rodziny/<str:number>/plan/", argument="key")
        protect(models.Assessment, route="rodziny/<str:number>/oceny/", argument="key")
        protect(models.Person, route="osoby/<str:number>/", argument="number")
        protect(models.Referral, route="wnioski/<str:number>/", argument="number")
        protect_parameter(models.Family, "rodzina")
        read_by(lambda user, family: models.Family.objects.filter(pk=family.pk).first_readable_by(user))
