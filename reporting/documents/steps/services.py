"""The steps of a document: it is sent for approval, approved or returned, and handed over."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from familycare.audit.services import lock_changes
from familycare.centre.models import Centre
from familycare.lib.polish import date_in_words
from reporting.documents.checks.checking import FiguresDisagree, check_document
from reporting.documents.composing.compose import compose
from reporting.documents.composing.parts import expanded
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.parsing import parse
from reporting.documents.editions.kept_figures import kept_figures
from reporting.documents.editions.services import keep, prepare
from reporting.documents.programmes.parts import refuse_not_chosen
from reporting.documents.steps.choices import Channel, SubmissionState
from reporting.documents.steps.models import HandingOver, Submission, SubmissionFigure
from reporting.documents.steps.text_now import Wording
from reporting.one_moment import one_moment

WAITS = "Ten dokument za {year} r. już czeka na zatwierdzenie. Cofnij wysłanie, jeśli trzeba go jeszcze zmienić."
NO_REMARK = "Napisz, co trzeba zmienić."
NO_REASON = "Napisz, dlaczego zatwierdzasz dokument mimo niezgodności."
LOST = "Dokument zmienił się, odkąd go oglądasz. Sprawdź różnice i zdecyduj jeszcze raz."


class AlreadyDecided(ValidationError):
    """Somebody has approved, returned or withdrawn it meanwhile."""


class WordingChanged(ValidationError):
    """It says something else than what the approver has seen."""


def send(*, document, year, by, despite_failures=False, written=lambda: None) -> Submission:
    """Send the document of `year` for approval, as it is now, with its figures and the records behind them.

    `written()` is called in the transaction that writes it.

    Raises InvalidDefinition if it cannot be composed, FiguresDisagree if its figures contradict one another and it is
    not sent `despite_failures`, and ValidationError if it waits already. Whoever decides reads remarks and failures.
    """
    _refuse_waiting(document, year)
    with one_moment():
        document, moment = DocumentDefinition.objects.get(pk=document.pk), timezone.now()
        parsed = parse(document.text)
        refuse_not_chosen(parsed)
        definition, computed = expanded(parsed, year), []
        composed = compose(definition, centre=Centre.current(), year=year, on_values=computed.append)
        [values] = computed
        checked = check_document(definition, composed, values)
        if checked.failures and not despite_failures:
            raise FiguresDisagree(checked.failures)
        figures = kept_figures(SubmissionFigure, definition, year, values)
    wording = Wording.of(document, composed)
    with transaction.atomic():
        lock_changes()
        DocumentDefinition.objects.select_for_update().get(pk=document.pk)  # of a click twice one waits here
        _refuse_waiting(document, year)
        sent = Submission.objects.create(
            document=document,
            year=year,
            definition=wording.definition,
            data=wording.data_as_json,
            figures_at=moment,
            sent_by=by,
        )
        for figure in figures:
            figure.submission = sent
        SubmissionFigure.objects.bulk_create(figures, batch_size=200)
        written()
    return sent


def _refuse_waiting(document, year):
    if document.submissions.filter(year=year, state=SubmissionState.WAITING).exists():
        raise ValidationError(WAITS.format(year=year))


def approve(
    *,
    submission,
    seen,
    centre,
    by,
    confirm_failures="",
    failures_seen="",
    phase=lambda what: None,
    written=lambda: None,
) -> Submission:
    """Approve what was sent: freeze it as the next edition. Return the Submission.

    `seen` is the fingerprint of the Wording that the approver has read; `confirm_failures`: why they approve it
    although figures disagree; `failures_seen`: the `Checked.mark` of the failures that they have read; `phase`: see
    `prepare`.
    `written()` is called in the transaction that writes the edition.

    Raises AlreadyDecided; WordingChanged, if the document says something else by now, or other figures disagree;
    InvalidDefinition, FiguresDisagree without a reason.
    """
    _check_waiting(Submission.objects.get(pk=submission.pk))
    prepared = prepare(
        document=submission.document,
        centre=centre,
        year=submission.year,
        accept_remarks=True,  # they stand on the page of the decision
        confirm_failures=confirm_failures,
        phase=phase,
    )
    if Wording.of(prepared.document, prepared.composed).fingerprint != seen:
        raise WordingChanged(LOST)
    if prepared.checked.mark != failures_seen and prepared.checked.failures:
        raise WordingChanged(LOST)
    with transaction.atomic():
        submission = _waiting(submission)
        submission.edition = keep(prepared, user=by)
        _decide(submission, SubmissionState.APPROVED, by)
        written()
    return submission


@transaction.atomic
def return_to_author(*, submission, remark, by) -> Submission:
    """Return what was sent, with a sentence what to change. Raises AlreadyDecided, and ValidationError at "remark"."""
    submission = _waiting(submission)
    if not remark.strip():
        raise ValidationError({"remark": NO_REMARK})
    submission.remark = remark.strip()
    return _decide(submission, SubmissionState.RETURNED, by)


@transaction.atomic
def withdraw(*, submission, by) -> Submission:
    """Take back what was sent: it is a draft again. Raises AlreadyDecided."""
    return _decide(_waiting(submission), SubmissionState.WITHDRAWN, by)


def _waiting(submission):
    """Return the submission, locked. Raises AlreadyDecided unless it waits."""
    lock_changes()
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    _check_waiting(submission)
    return submission


def _check_waiting(submission):
    if submission.is_waiting:
        return
    what = {
        SubmissionState.APPROVED: "zatwierdzono",
        SubmissionState.RETURNED: "zwrócono do poprawy",
        SubmissionState.WITHDRAWN: "wycofano",
    }[submission.state]
    day = date_in_words(localdate(submission.decided_at))
    raise AlreadyDecided(f"Ten dokument już {what} {day} ({submission.decided_by}). Niczego nie zmieniono.")


def _decide(submission, state, by):
    submission.state, submission.decided_at, submission.decided_by = state, timezone.now(), by
    submission.save(update_fields=["state", "decided_at", "decided_by", "remark", "edition"])
    return submission


@transaction.atomic
def hand_over(*, edition, handed_on, channel, recipient, by=None) -> HandingOver:
    """Note that the edition was handed over. What is noted already is returned as it is.

    Raises ValidationError by field: "handed_on" if the day is to come or before the edition was frozen, "channel",
    "recipient".
    """
    wrong, recipient = {}, " ".join(recipient.split())
    frozen_on = localdate(edition.made_at)
    if handed_on > localdate():
        wrong["handed_on"] = "Ten dzień jeszcze nie nadszedł."
    elif handed_on < frozen_on:
        wrong["handed_on"] = f"To wydanie zamrożono {date_in_words(frozen_on)}. Podaj ten dzień albo późniejszy."
    if channel not in Channel.values:
        wrong["channel"] = "Wybierz, jak przekazano dokument."
    if not recipient:
        wrong["recipient"] = "Podaj, komu przekazano dokument."
    if wrong:
        raise ValidationError(wrong)
    lock_changes()
    noted = {"edition": edition, "handed_on": handed_on, "channel": channel, "recipient": recipient}
    return HandingOver.objects.filter(**noted).first() or HandingOver.objects.create(**noted, recorded_by=by)
