"""The kinds of jobs of this floor. What they do is imported when it is done, because PDFs take a second to import."""

from familycare.accounts.rights import Right
from familycare.jobs.kinds import JobKind, later, register
from familycare.jobs.pages import long_page

REPORT = JobKind(
    "report",
    "sprawozdanie jako plik",
    Right.READ_FIGURES,
    personal=False,
    run=later("reporting.views.report.make_file"),
    record=later("reporting.views.report.record_file"),
)
REPORT_PAGE = long_page(
    "report_page",
    "sprawozdanie na stronie",
    Right.READ_FIGURES,
    later("reporting.views.report.make_page"),
    personal=False,
)
TABLES = JobKind(
    "tables",
    "tabele jako plik",
    Right.READ_FIGURES,
    run=later("reporting.views.tables.make_file"),
    check=later("reporting.views.tables.check_file"),
    record=later("reporting.views.tables.record_file"),
)
TABLES_PAGE = long_page(
    "tables_page", "tabele na stronie", Right.READ_FIGURES, later("reporting.views.tables.make_page")
)
DOCUMENT = JobKind(
    "document",
    "dokument jako plik",
    Right.READ_DOCUMENTS,
    personal=False,
    run=later("reporting.documents.composing.files.make_file"),
    record=later("reporting.documents.composing.files.record_file"),
)
APPROVAL = JobKind(
    "approval",
    "zatwierdzenie dokumentu",
    Right.READ_DOCUMENTS,
    personal=False,
    run=later("reporting.documents.steps.approving.run_approval"),
    check=later("reporting.documents.steps.approving.check_approval"),
    result_page=later("reporting.documents.steps.approving.approved_address"),
)
SENDING = JobKind(
    "sending",
    "wysłanie dokumentu do zatwierdzenia",
    Right.KEEP_DOCUMENTS,
    personal=False,
    run=later("reporting.documents.steps.approving.run_sending"),
    result_page=later("reporting.documents.steps.approving.sent_address"),
)
COMPARISON_PAGE = long_page(
    "comparison_page",
    "porównanie wersji dokumentu",
    Right.READ_DOCUMENTS,
    later("reporting.documents.comparing.views.make_page"),
)
SUBMISSION_PAGE = long_page(
    "submission_page",
    "dokument do zatwierdzenia",
    Right.READ_DOCUMENTS,
    later("reporting.documents.steps.since_sent.make_page"),
    personal=False,
)
DOCUMENT_PAGE = long_page(
    "document_page",
    "dokument na stronie",
    Right.READ_DOCUMENTS,
    later("reporting.documents.composing.views.make_page"),
    personal=False,
)
EDITION_PAGE = long_page(
    "edition_page",
    "porównanie wydania z dzisiejszymi danymi",
    Right.READ_DOCUMENTS,
    later("reporting.documents.editions.views.make_page"),
)
CHANGES_PAGE = long_page(
    "changes_page",
    "zmiany po zamknięciu",
    Right.READ_DOCUMENTS,
    later("reporting.documents.steps.changes_view.make_page"),
)
DIARY_PDF = JobKind(
    "diary_pdf",
    "dziennik asystenta jako PDF",
    Right.READ_DIARY,
    run=later("reporting.letters.diary_pdf.make_pdf"),
    check=later("reporting.letters.diary_pdf.check_pdf"),
    record=later("reporting.letters.diary_pdf.record_pdf"),
)
HANDOVER_PACK = JobKind(
    "handover_pack",
    "karty rodzin do przekazania",
    Right.READ_DIARY,
    run=later("reporting.letters.handover_pack.make_pdf"),
    check=later("reporting.letters.handover_pack.check_pdf"),
    record=later("reporting.letters.handover_pack.record_pdf"),
    inline=True,
)
PERSON_PDF = JobKind(
    "person_pdf",
    "kopia danych osoby jako PDF",
    Right.ANSWER_PERSONS,
    run=later("reporting.letters.personal_data_copy.make_pdf"),
    check=later("reporting.letters.personal_data_copy.check_pdf"),
    record=later("reporting.letters.personal_data_copy.record_pdf"),
)
IMPORT = JobKind(
    "import",
    "wczytanie rejestru",
    Right.EXCHANGE_REGISTER,
    run=later("reporting.exchange.jobs.imports.run_import"),
    result_page="import_result",
)
SHEET = JobKind(
    "sheet",
    "wczytanie arkusza",
    Right.EXCHANGE_REGISTER,
    run=later("reporting.exchange.jobs.imports.run_sheet"),
    result_page="import_result",
)
EXPORT = JobKind(
    "export",
    "zapis rejestru",
    Right.EXCHANGE_REGISTER,
    run=later("reporting.exchange.jobs.exports.run_export"),
    check=later("reporting.exchange.jobs.exports.check_export"),
    record=later("reporting.exchange.jobs.exports.record_export"),
)


def declare():
    """Register these kinds."""
    files = (REPORT, TABLES, DOCUMENT, DIARY_PDF, HANDOVER_PACK, PERSON_PDF, EXPORT)
    reading = (REPORT_PAGE, TABLES_PAGE, DOCUMENT_PAGE, SUBMISSION_PAGE, EDITION_PAGE, CHANGES_PAGE, COMPARISON_PAGE)
    pages = (page.kind for page in reading)
    for kind in (*files, *pages, APPROVAL, SENDING, IMPORT, SHEET):
        register(kind)
