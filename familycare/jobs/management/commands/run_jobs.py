"""`run_jobs`: do the work that users have asked for in the background, until stopped. `--once`: what waits now."""

import logging

from familycare.audit import commands
from familycare.jobs.restarts import take_up_dropped
from familycare.jobs.worker import JobWorker


class Command(commands.Command):
    help = "Wykonuje zadania w tle (PDF, wczytanie rejestru), aż zostanie zatrzymane. Powinno działać stale."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="wykonuje to, co teraz czeka, i kończy")

    def handle(self, *, once, **options):
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        worker = JobWorker()
        if once:
            take_up_dropped()
            worker.run()
        else:
            worker.configure_signals()
            worker.work()
