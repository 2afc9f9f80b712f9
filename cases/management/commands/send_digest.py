"""`send_digest [--dry-run]`: tells each open account by e-mail how much is due, without names; for a daily timer."""

from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cases.due import TERMS, DueList, kinds_read_by
from familycare.audit import commands
from familycare.lib.polish import date_in_words


class Command(commands.Command):
    help = "Wysyła każdemu czynnemu kontu, ile spraw jest po terminie i ile przypada w tym tygodniu."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="wypisuje wiadomości, niczego nie wysyła")

    def handle(self, *args, dry_run, **options):
        today = timezone.localdate()
        written = [message for user in get_user_model().objects.order_by("pk") if (message := digest(user, today))]
        if dry_run:
            for message in written:
                self.stdout.write(f"{message.to[0]}\n{message.subject}\n\n{message.body}")
        failed = [] if dry_run else [message.to[0] for message in written if not sent(message)]
        sentence = f"Wiadomości: {len(written)}, nie wysłano: {len(failed)}."
        self.stderr.write(sentence)
        if failed:
            raise commands.Refusal(f"Serwer poczty nie przyjął wiadomości do: {', '.join(failed)}.")


def sent(message):
    """Whether the server took the message; the others are tried all the same."""
    try:
        return message.send()
    except (SMTPException, OSError):
        return False


def digest(user, day):
    """The e-mail to the user, or None where nothing is late or due this week, or they may read of no family."""
    kinds = [kind for kind in kinds_read_by(user) if kind in TERMS]
    if not kinds:
        return None
    counts = DueList.of_reader(user, day, kinds).counts
    due = {kind: count for kind, count in counts.items() if count.overdue or count.week}
    if not due:
        return None
    context = {"due": due.items(), "address": settings.PUBLIC_URL.rstrip("/") + reverse("dues")}
    subject = f"familycare: terminy na {date_in_words(day)}"
    return mail.EmailMessage(subject, render_to_string("cases/due/digest.txt", context), to=[user.email])
