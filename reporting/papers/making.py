"""Making a paper: its data, its DOCX, its PDF; and freezing it in the family's file."""

import hashlib
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.access import parts_read_by
from cases.choices import FileFormat
from cases.documents import files
from cases.documents.checking import CheckedDocument
from cases.documents.inspection import Refused as PdfRefused
from cases.documents.sandbox import inspect
from cases.documents.services import add_attachment
from cases.family_page.file import FamilyFile
from cases.locking import lock_family
from familycare.centre.models import Centre
from familycare.lib.polish import date_in_digits
from reporting.papers import marks, office, sandbox
from reporting.papers.filling import TemplateRefused
from reporting.papers.kinds import PaperSource
from reporting.papers.models import Paper
from reporting.papers.templates_in_use import content_of, in_use

TRIES = 5
LETTER = ("dated_on", "addressee", "address", "copies", "signed_by", "signed_as")
SAVED = (
    "To pismo zapisano już w aktach, z inną treścią. Otwórz nowe pismo tego rodzaju i zaznacz, że zastępuje tamto; "
    "to, co wpisano, zostało tutaj."
)
BUSY = "W tej chwili powstaje wiele pism naraz i nie udało się nadać numeru. Spróbuj jeszcze raz."
NO_MARK, NEXT_MARK = "", "+"  # in place of a mark: none, the next free one


def file_of(user, family, kind):
    """Return the FamilyFile with the parts that the user reads and every reader of the frozen paper may read."""
    return FamilyFile(family, timezone.localdate(), parts_read_by(user) & kind.parts)


def make_docx(kind, source, template):
    """Return the DOCX (bytes). `template`: a PaperTemplate, None: the default one. Raise ValidationError."""
    try:
        return sandbox.fill(
            content_of(kind, template), kind.data(source), title=title_of(kind, source), author=source.centre.name
        )
    except TemplateRefused as refused:
        raise ValidationError(refused.problems) from None


def make_pdf(docx):
    """Return the PDF (bytes) of a DOCX. Raise ValidationError."""
    try:
        return office.pdf_of(docx)
    except office.NoPdf as failed:
        raise ValidationError(str(failed)) from None


def title_of(kind, source):
    """Return the title of the file, by which a reader tells it from others."""
    return " – ".join(filter(None, (kind.title, source.family.name, source.letter.mark)))


def freeze_paper(*, kind, family, user, letter, form_key, file, subject=None, corrects=None):
    """Keep the paper in the family's file as it is sent, and return the Paper.

    `letter.mark`: NO_MARK, NEXT_MARK or the mark of an earlier paper. A form sent twice returns the same Paper. The
    paper is made before the family is locked, with the number that is next then; should another paper get it meanwhile,
    it is made again. Raise ValidationError, also when the family was merged or anonymised meanwhile.
    """
    rule, template, year = marks.rule_of(kind), in_use(kind), letter.dated_on.year
    for _try in range(TRIES):
        if sent := _sent(form_key, kind, family, letter, subject):
            return sent
        number = marks.next_number(str(rule), year) if letter.mark == NEXT_MARK else None
        mark = marks.mark(str(rule), number, year) if number else letter.mark
        source = PaperSource(file, replace(letter, mark=mark), Centre.current(), user, subject and subject.record)
        docx = make_docx(kind, source, template)
        pdf = _inspected(make_pdf(docx))
        numbered = {"series": str(rule), "year": year, "number": number} if number else {}
        with transaction.atomic():
            lock_family(family)
            if sent := _sent(form_key, kind, family, letter, subject):
                return sent
            if number and not marks.take_number(str(rule), year, number):
                continue
            return _save(kind, source, pdf, docx, template, form_key, subject, corrects, numbered)
    raise ValidationError(BUSY)


def _sent(form_key, kind, family, letter, subject):
    """Return the Paper that the form has made already, or None. Raise ValidationError if it says something else now."""
    paper = Paper.objects.filter(form_key=form_key).first()
    if paper is None:
        return None
    said = {"kind": kind.word, "family_id": family.pk, "subject": subject and subject.key}
    said |= {name: getattr(letter, name) for name in LETTER}
    if any(getattr(paper, name) != value for name, value in said.items()):
        raise ValidationError(SAVED)
    return paper


def _inspected(pdf):
    """Return the PDF as documents of files are kept, so that a register that carries it can be taken in."""
    try:
        return CheckedDocument(FileFormat.PDF, inspect(FileFormat.PDF, pdf))
    except PdfRefused:
        raise ValidationError(office.FAILED) from None


def _save(kind, source, pdf, docx, template, form_key, subject, corrects, numbered):
    letter, family, user = source.letter, source.family, source.user
    attachment = add_attachment(
        family=family,
        user=user,
        document=pdf,
        name=f"{kind.word}.pdf",
        kind=kind.document,
        person=None,
        title=" ".join(filter(None, (kind.title, letter.mark)))[:120],
        dated_on=letter.dated_on,
        valid_until=None,
    )
    try:
        return Paper.objects.create(
            family=family,
            kind=kind.word,
            subject=subject and subject.key,
            about=subject.label[:200] if subject else "",
            case_mark=letter.mark,
            dated_on=letter.dated_on,
            addressee=letter.addressee,
            address=letter.address,
            copies=letter.copies,
            signed_by=letter.signed_by,
            signed_as=letter.signed_as,
            template=template,
            corrects=corrects,
            attachment=attachment,
            docx=docx,
            sha256=hashlib.sha256(docx).hexdigest(),
            made_by=user,
            made_at=timezone.now(),
            form_key=form_key,
            **numbered,
        )
    except BaseException:
        files.remove(attachment.stored_as)
        raise


def named(paper):
    """Return how a paper is named that another one replaces: „OŚR.8211.3.2026 z 2.03.2026”."""
    return f"{paper.case_mark} z {date_in_digits(paper.dated_on)}".strip()
