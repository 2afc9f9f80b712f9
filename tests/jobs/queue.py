"""Jobs in tests: the queue is worked off in the thread of the test."""

from unittest.mock import patch

from familycare.jobs.worker import JobWorker


def run_jobs():
    """Run all jobs that wait, as a worker does, but on the connection of the test."""
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        JobWorker().run()


def give_file(work):
    """What a job does that makes a small file."""
    work.give(b"%PDF-wynik", name="wynik.pdf", content_type="application/pdf")
