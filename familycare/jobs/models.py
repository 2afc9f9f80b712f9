"""Jobs: what a user asked for, how far it is, and what came of it. Their files: `folders`."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from familycare.jobs import folders
from familycare.jobs.kinds import KINDS


class JobState(TextChoices):
    """How far a job is."""

    QUEUED = "queued", "czeka na swoją kolej"
    RUNNING = "running", "w toku"
    DONE = "done", "gotowe"
    FAILED = "failed", "nie udało się"
    CANCELLED = "cancelled", "anulowane"


OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)


class JobQuerySet(models.QuerySet):
    """Jobs."""

    def open(self):
        """Filter the jobs that wait or run."""
        return self.filter(state__in=OPEN_STATES)

    def ended(self):
        """Filter the jobs that are done, failed or cancelled."""
        return self.exclude(state__in=OPEN_STATES)

    def unseen(self):
        """Filter the ended jobs whose user has not looked at them since."""
        return self.ended().filter(seen_at=None)


class Job(models.Model):
    """One job of a user. `kind`: the name of a JobKind; `parameters`: what it needs, by numbers, never by names.

    `fingerprint`: the same for the same parameters and file. `address`: the IP address that asked for it, for the log.
    `tries`: how often a worker has begun it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("rodzaj", max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto", on_delete=models.CASCADE, related_name="jobs"
    )
    title = models.CharField("co", max_length=200)
    parameters = models.JSONField("parametry", default=dict)
    fingerprint = models.CharField("odcisk", max_length=64, editable=False)
    address = models.GenericIPAddressField("adres IP", null=True)
    state = models.CharField("stan", max_length=10, choices=JobState, default=JobState.QUEUED)
    tries = models.PositiveSmallIntegerField("próby", default=0)
    message = models.CharField("wiadomość", max_length=500, blank=True)
    file_name = models.CharField("nazwa pliku", max_length=120, blank=True)
    content_type = models.CharField("typ pliku", max_length=100, blank=True)
    created_at = models.DateTimeField("zlecone", auto_now_add=True)
    started_at = models.DateTimeField("zaczęte", null=True)
    finished_at = models.DateTimeField("skończone", null=True)
    seen_at = models.DateTimeField("obejrzane", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "zadanie w tle"
        verbose_name_plural = "zadania w tle"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "fingerprint"],
                condition=Q(state__in=["queued", "running"]),
                name="one_open_job",
                violation_error_message="To zadanie już czeka albo trwa.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def kind_of(self):
        """The JobKind, or None if this version of the application has no such kind."""
        return KINDS.get(self.kind)

    @property
    def outcome(self):
        """How far it is, in a word. What a page tells more about may have been refused: it is not „gotowe”."""
        return "skończone" if self.result_page else self.get_state_display()

    @property
    def is_open(self):
        return self.state in OPEN_STATES

    @property
    def is_running(self):
        return self.state == JobState.RUNNING

    @property
    def is_done(self):
        return self.state == JobState.DONE

    @property
    def is_failed(self):
        return self.state == JobState.FAILED

    @property
    def is_being_cancelled(self):
        return self.is_running and folders.is_cancelled(self.pk)

    @property
    def progress(self):
        """How far it is: {"done": int, "total": int, "what": str}; {} while nothing is known."""
        return folders.progress_of(self.pk)

    @property
    def percent(self):
        """How far it is, from 0 to 100; None while nothing is known."""
        progress = self.progress
        return min(100 * progress["done"] // progress["total"], 100) if progress.get("total") else None

    @property
    def file_size(self):
        """The bytes of the result, 0 if there is none (any more)."""
        return folders.size_of_result(self.pk) if self.is_done and self.file_name else 0

    @property
    def result_page(self):
        """The address that shows what came of it, or its name; "" if there is none."""
        page = self.kind_of.result_page if self.is_done and self.kind_of else ""
        return page(self) if callable(page) else page
