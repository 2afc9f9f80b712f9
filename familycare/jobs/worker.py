"""The worker: runs queued jobs one after the other until it is told to end."""

import time

from django.db import OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from familycare.jobs import folders, running
from familycare.jobs.restarts import take_up_dropped

INTERVAL = 0.25  # seconds between two looks at the queue
DROPPED_EVERY = 10  # seconds between two searches for jobs whose worker died
SAME_TIME = 2  # seconds in which signals are one: Ctrl+C reaches the worker and tools/serve, which ends it too


class JobWorker(Worker):
    """The worker of django-tasks, which looks at an empty queue without a transaction: on SQLite that is a lock.

    Told to end (SIGTERM, Ctrl+C), it interrupts its job at the next step and gives it back to the queue. Told twice, it
    ends at once, and the next worker finds the job.
    """

    def __init__(self):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self._told = None  # when it was told to end

    def shutdown(self, signum, frame):
        running.stopping.set()
        now = time.monotonic()
        if self.running:
            self._told = now
        elif now - self._told < SAME_TIME:
            return
        super().shutdown(signum, frame)

    def work(self):
        """Work until told to end."""
        with folders.worker_present():
            looked = 0
            while self.running:
                try:
                    if not looked or time.monotonic() - looked > DROPPED_EVERY:
                        take_up_dropped()
                        looked = time.monotonic()
                    if DBTaskResult.objects.ready().exists():
                        self.run()
                except OperationalError:  # SQLite is locked by an import, or PostgreSQL is being restarted
                    close_old_connections()
                time.sleep(INTERVAL)
                close_old_connections()
