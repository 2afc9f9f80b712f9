"""Documents as files, made by jobs."""

from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.jobs.running import JobFailed
from reporting.documents.composing.compose import compose
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.places import InvalidDefinition
from reporting.pdf_answers import pdf_to_keep
from reporting.renderers import DOCUMENT_FORMATS, pdf

LONGEST_REASON = 450
DELETED = "Tego dokumentu już nie ma: ktoś go usunął."


class CannotCompose(JobFailed):
    """The document of a year cannot be put together; `mistakes`: why, as of an InvalidDefinition."""

    def __init__(self, error, year):
        super().__init__(f"Dokumentu za {year} r. nie da się ułożyć. {error}"[:LONGEST_REASON])
        self.mistakes = error.mistakes


def composed_of(definition, year, conceals=False):
    """Return the Document of a DocumentDefinition for a year; `conceals`: without small numbers.

    Raises InvalidDefinition.
    """
    return compose(parse(definition.text), centre=Centre.current(), year=year, conceals=conceals)


def make_file(work):
    """Make a document as a file. Parameters: `key`, `year`, `format`, a key of DOCUMENT_FORMATS; `conceals`."""
    key, year, format = (work.parameters[name] for name in ("key", "year", "format"))
    definition, renderer = DocumentDefinition.objects.filter(key=key).first(), DOCUMENT_FORMATS[format]
    if not definition:
        raise JobFailed(DELETED)
    work.phase("Liczę dane dokumentu")
    try:
        document = composed_of(definition, year, work.parameters.get("conceals", False))
    except InvalidDefinition as error:
        raise CannotCompose(error, year) from None
    work.phase("Składam strony")
    content = pdf_to_keep(pdf.html_source(document)) if format == "pdf" else renderer.render(document)
    work.give(content, name=f"{key}-{year}.{format}", content_type=renderer.content_type)


def record_file(request, job):
    """Record that the file was given out."""
    record_reading(request, ReadingKind.REPORT_FILE, what=title_of_file(job.parameters))


def title_of_file(parameters):
    """Return what the job makes: „Informacja o asystenturze za 2025 r. (DOCX)”."""
    title = DocumentDefinition.objects.filter(key=parameters["key"]).values_list("title", flat=True).first()
    return f"{title or parameters['key']} za {parameters['year']} r. ({parameters['format'].upper()})"
