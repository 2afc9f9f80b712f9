"""How far a task of a programme is."""

from django.db import models


class TaskState(models.TextChoices):
    """The state of a task in a year."""

    DONE = "done", "wykonane"
    ONGOING = "ongoing", "w toku"
    NOT_STARTED = "not_started", "nierozpoczęte"
    ABANDONED = "abandoned", "zaniechane"
