from importlib import import_module

from django.apps import AppConfig
from django.core.checks import register


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "sprawozdawczość"

    def ready(self):
        from cases.documents import keeping
        from cases.privacy import leftovers
        from familycare.audit.recording import recorded
        from familycare.audit.registry import watch
        from familycare.centre import reported_days
        from reporting import jobs
        from reporting.checks import check_register
        from reporting.documents.comments.following import follow_blocks
        from reporting.documents.definitions.services import replaced
        from reporting.documents.steps import closed_days, telling
        from reporting.exchange import import_result
        from reporting.models import (
            BlockComment,
            CommentReply,
            DocumentDefinition,
            Edition,
            HandingOver,
            IndicatorValue,
            MarkCounter,
            MarkRule,
            NoteColumns,
            OutsideFigure,
            OutsideHeading,
            Paper,
            PaperTemplate,
            Programme,
            Submission,
            TaskReport,
        )
        from reporting.papers import keeping as kept_papers

        # Registers the working tables, which tables of figures read without importing this module.
        import_module("reporting.figures.common_ctes")

        register(check_register)
        reported_days.register(closed_days.papers)
        recorded.connect(telling.note)
        replaced.connect(follow_blocks)
        jobs.declare()
        watch(OutsideFigure)
        watch(Edition, secret=["definition", "data"])
        watch(Submission, secret=["definition", "data"])
        watch(HandingOver)
        watch(DocumentDefinition, secret=["text"], ignored=["changed_at"])
        for model, secret in ((Programme, "text"), (TaskReport, "done"), (IndicatorValue, "source")):
            watch(model, secret=[secret])
        watch(BlockComment, secret=["text"], ignored=["chapter", "block", "anchor", "block_name"])
        watch(CommentReply, secret=["text"])
        watch(OutsideHeading)
        watch(NoteColumns, ignored=["county_folded"])
        watch(PaperTemplate, secret=["content"])
        watch(MarkRule)
        watch(MarkCounter)
        watch(Paper, secret=["docx", "addressee", "address", "copies"], ignored=["form_key"])
        keeping.register(kept_papers.reason)
        leftovers.register(import_result.forget, import_result.expire)
