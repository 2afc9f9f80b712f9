"""What was done with documents: the steps of one, and the state of each."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.urls import reverse
from django.utils.timezone import localdate

from familycare.lib.polish import date_in_digits
from reporting.documents.editions.models import Edition
from reporting.documents.steps.choices import SubmissionState
from reporting.documents.steps.models import HandingOver, Submission
from reporting.documents.steps.rules import may_approve


@dataclass(frozen=True)
class DocumentStep:
    """One step, as the timeline shows it. `at`: when it was noted."""

    at: datetime
    icon: str
    kind_label: str
    title: str
    text: str = ""
    url: str = ""

    @property
    def day(self):
        return localdate(self.at)


@dataclass(frozen=True)
class DocumentState:
    """How far a document is: a word, the tone of its chip, and where to see more; `changes`: of what went out."""

    word: str
    tone: str = "neutral"
    url: str = ""
    changes: str = ""


DRAFT = DocumentState("wersja robocza")


def steps_of(document, *, year=None, edition=None):
    """Return the DocumentSteps of a document, of one `year` or one `edition` of it, the latest first."""
    sent = document.submissions.defer("definition", "data").select_related("sent_by", "decided_by")
    editions = document.editions.select_related("made_by", "submission__decided_by")
    editions = editions.defer("definition", "data", "submission__definition", "submission__data")
    handed = HandingOver.objects.filter(edition__document=document).select_related("edition", "recorded_by")
    if year is not None:
        sent, editions, handed = sent.filter(year=year), editions.filter(year=year), handed.filter(edition__year=year)
    if edition is not None:
        sent, editions = sent.filter(edition=edition), editions.filter(pk=edition.pk)
        handed = handed.filter(edition=edition)
    before = replaced_by(document) if edition is None else {edition.number: replaced(edition)}
    found = [step for each in sent for step in _of_submission(document.key, each)]
    found += [_of_edition(document.key, each, before.get(each.number)) for each in editions]
    found += [_of_handing_over(document.key, each) for each in handed]
    return sorted(found, key=lambda step: step.at, reverse=True)


def replaced(edition):
    """Return the number of the edition of the same year that this one replaces, or None."""
    earlier = Edition.objects.filter(document=edition.document_id, year=edition.year, number__lt=edition.number)
    return earlier.aggregate(last=Max("number"))["last"]


def replacing(edition):
    """Return the number of the latest edition of the same year, if it replaces this one, or None."""
    later = Edition.objects.filter(document=edition.document_id, year=edition.year, number__gt=edition.number)
    return later.aggregate(last=Max("number"))["last"]


def replaced_by(document):
    """Return {number of an edition: number of the one of the same year that it replaces, or None}."""
    found, last = {}, {}
    for number, year in document.editions.order_by("number").values_list("number", "year"):
        found[number], last[year] = last.get(year), number
    return found


def _of_submission(key, sent):
    url = reverse("submission", args=[key, sent.pk])
    year = f"dokument za {sent.year} r."
    yield DocumentStep(sent.sent_at, "send", "wysłanie", f"{sent.sent_by}: {year} do zatwierdzenia", url=url)
    if sent.state == SubmissionState.RETURNED:
        yield DocumentStep(
            sent.decided_at, "arrow-return-left", "zwrot", f"{sent.decided_by}: {year} do poprawy", sent.remark, url
        )
    elif sent.state == SubmissionState.WITHDRAWN:
        yield DocumentStep(sent.decided_at, "x-circle", "cofnięcie wysłania", f"{sent.decided_by}: {year}", url=url)


def _of_edition(key, edition, before):
    url = reverse("edition", args=[key, edition.number])
    is_approved = hasattr(edition, "submission")
    at = edition.submission.decided_at if is_approved else edition.made_at
    replaces = f" Zastępuje wydanie {before}." if before else ""
    who = f"{edition.made_by}: " if edition.made_by else ""
    kind = "zatwierdzenie" if is_approved else "zamrożenie"
    title = f"{who}wydanie {edition.number} za {edition.year} r.{replaces}"
    text = f"Niezgodność potwierdzona: {edition.confirmation['reason']}" if edition.confirmation else ""
    return DocumentStep(at, "check-circle", kind, title, text, url)


def _of_handing_over(key, handed):
    who = f"Wpisano: {handed.recorded_by}." if handed.recorded_by else ""
    return DocumentStep(
        handed.recorded_at,
        "box-arrow-up-right",
        "przekazanie",
        f"Wydanie {handed.edition.number} przekazano {date_in_digits(handed.handed_on)}: {handed.recipient} "
        f"({handed.get_channel_display()})",
        who,
        reverse("edition", args=[key, handed.edition.number]),
    )


def with_states(documents):
    """Return (document, DocumentState) pairs. Three queries, however many documents."""
    documents, latest = list(documents), {}

    def note(document, at, state):
        if document not in latest or latest[document][0] <= at:
            latest[document] = at, state

    keys = {document.pk: document.key for document in documents}
    for edition in Edition.objects.filter(document__in=keys).only("document", "number", "year", "made_at"):
        url = reverse("edition", args=[keys[edition.document_id], edition.number])
        word = f"wydanie {edition.number} za {edition.year} r. czeka na przekazanie"
        note(edition.document_id, edition.made_at, DocumentState(word, "notice", url))
    sent = Submission.objects.filter(
        document__in=keys, state__in=[SubmissionState.WAITING, SubmissionState.RETURNED]
    ).defer("definition", "data")
    for each in sent:
        url = reverse("submission", args=[keys[each.document_id], each.pk])
        word = f"{each.get_state_display()} (za {each.year} r.)"
        note(each.document_id, each.decided_at or each.sent_at, DocumentState(word, "notice", url))
    for handed in (
        HandingOver.objects.filter(edition__document__in=keys)
        .select_related("edition")
        .only("handed_on", "recorded_at", "edition__document", "edition__number", "edition__year")
    ):
        where = [keys[handed.edition.document_id], handed.edition.number]
        word = f"wydanie {where[1]} za {handed.edition.year} r. przekazano {date_in_digits(handed.handed_on)}"
        state = DocumentState(word, "good", reverse("edition", args=where), reverse("changes_after", args=where))
        note(handed.edition.document_id, handed.recorded_at, state)
    return [(document, latest[document.pk][1] if document.pk in latest else DRAFT) for document in documents]


def card_of(document, year):
    """Return what `steps/card.html` shows of the document of a year."""
    waiting = document.submissions.filter(year=year, state=SubmissionState.WAITING).defer("definition", "data").first()
    return {"year": year, "waiting": waiting, "steps": steps_of(document, year=year)}


def waiting_for(user):
    """Return the Submissions that wait for the user's decision, the oldest first."""
    waiting = Submission.objects.filter(state=SubmissionState.WAITING).defer("definition", "data")
    found = list(waiting.select_related("document", "sent_by").order_by("sent_at"))
    return found if found and may_approve(user) else []
