"""`send_digest [--dry-run]`: send each open account an e-mail with its numbers of deadlines, without names.

An account gets it once a day, however often the command runs, and none on a day off.
"""

from smtplib import SMTPException

from django.contrib.auth import get_user_model
from django.core import mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from cases.due import DEADLINES, DueList, kinds_read_by
from familycare.accounts.links import public_url
from familycare.audit import commands
from familycare.lib.polish import date_in_words
from familycare.lib.working_days import is_working_day


class Command(commands.Command):
    help = "Wysyła każdemu czynnemu kontu, ile spraw jest po terminie i ile przypada w tym tygodniu."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="wypisuje wiadomości, niczego nie wysyła")

    def handle(self, *args, dry_run, **options):
        today = timezone.localdate()
        users = get_user_model().objects.exclude(digest_on=today).order_by("pk")
        if not dry_run and not is_working_day(today):
            self.stderr.write("Dziś jest dzień wolny od pracy: wiadomości pójdą w najbliższy dzień roboczy.")
            return
        written = [(user, message) for user in users if (message := digest(user, today))]
        if dry_run:
            for _, message in written:
                self.stdout.write(f"{message.to[0]}\n{message.subject}\n\n{message.body}")
            return
        failed = [user.email for user, message in written if not send_once(user, today, message)]
        self.stderr.write(f"Wiadomości: {len(written)}, nie wysłano: {len(failed)}.")
        if failed:
            raise commands.Refusal(f"Serwer poczty nie przyjął wiadomości do: {', '.join(failed)}.")


def send_once(user, day, message):
    """Send the user the message of the day, unless another run has done so. Return False if the server refused it.

    The day is written down before the message goes, so that two runs at a time never both send it.
    """
    with transaction.atomic():
        user = get_user_model().objects.select_for_update().get(pk=user.pk)
        before = user.digest_on
        if before == day:
            return True
        user.digest_on = day
        user.save(update_fields=["digest_on"])
    if sent(message):
        return True
    user.digest_on = before
    user.save(update_fields=["digest_on"])
    return False


def sent(message):
    """Send the message. Return whether the server accepted it; a failure does not stop the others."""
    try:
        return message.send()
    except (SMTPException, OSError):
        return False


def digest(user, day):
    """Return the e-mail to the user, or None if nothing is late or due this week or they may read about no family."""
    kinds = [kind for kind in kinds_read_by(user) if kind in DEADLINES]
    if not kinds:
        return None
    counts = DueList.of_reader(user, day, kinds).counts
    due = {kind: count for kind, count in counts.items() if count.overdue or count.week}
    if not due:
        return None
    context = {"due": due.items(), "address": public_url("dues")}
    subject = f"familycare: terminy na {date_in_words(day)}"
    return mail.EmailMessage(subject, render_to_string("cases/due/digest.txt", context), to=[user.email])
