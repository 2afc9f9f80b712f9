"""What a register does not carry, with numbers: said before and after an export, so that nothing is left out silently.

It is computed from the models: a new model or field without a column counts until `NOT_EXPORTED` or `WITHOUT_CONTENTS`
names it with a reason.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models import Count, Q

from cases.models import Attachment, Family
from familycare.centre.models import DictionaryEntry
from familycare.lib.polish import counted, number, plural
from reporting.exchange.files import EXPORTED_ROWS, FILES

# Models without a file: {model: reason}. An export says how many of their records it leaves out.
NOT_EXPORTED = {
    "accounts.AccountChange": "accounts are not part of the register",
    "accounts.BrowserKey": "a key belongs to a browser",
    "accounts.Invitation": "accounts are not part of the register",
    "accounts.UnsentForm": "it belongs to its author and is not a record yet",
    "assistants.Closing": "it is only needed to undo a closing on the same day",
    "assistants.SuspectedDuplicate": "it is found again in the register that is taken in",
    "audit.Change": "a log is only true where it was kept",
    "audit.Reading": "a log is only true where it was kept",
    "cases.Attachment": "documents are exported on demand, with their files: DOCUMENTS",
    "cases.CalendarLink": "accounts are not part of the register",
    "cases.Draft": "a draft belongs to its author and is not a record yet",
    "cases.FamilyMerge": "the register only has the family that remains after a merge",
    "cases.SavedView": "accounts are not part of the register",
    "jobs.Job": "work that is done, or was, in this system only",
    "reporting.BlockComment": "people in this system talk about a draft of this system",
    "reporting.CommentReply": "people in this system talk about a draft of this system",
    "reporting.DocumentDefinition": "a document has a file of its own: export_document",
    "reporting.Edition": "a frozen document stays in the system that froze it",
    "reporting.EditionFigure": "a frozen document stays in the system that froze it",
    "reporting.MarkCounter": "numbers of marks are given in this system only",
    "reporting.MarkRule": "it says how this system makes the marks of papers",
    "reporting.Paper": "its PDF is among the documents, which are exported on demand, with their files: DOCUMENTS",
    "reporting.PaperTemplate": "a template is downloaded and uploaded as a file",
    "reporting.Programme": "a programme has a file of its own: export_programme",
    "reporting.TaskReport": "what was done for a programme is printed with it",
    "reporting.IndicatorValue": "what was done for a programme is printed with it",
    "reporting.EditorDraft": "a draft belongs to its author and is not a record yet",
    "reporting.EditionFile": "a frozen document stays in the system that froze it",
    "reporting.HandingOver": "a frozen document stays in the system that froze it",
    "reporting.NoteColumns": "the columns of a county's note are matched again in a minute",
    "reporting.SheetHeading": "it says how spreadsheets of the centre are read, and nothing about families",
    "reporting.Submission": "a document that waits for approval stays in the system where it waits",
    "reporting.SubmissionFigure": "a document that waits for approval stays in the system where it waits",
}
# Fields without a column that say nothing that the register lacks: {model: {field: reason}}. An export says of all
# other fields without a column how many records have something in them.
FORM_KEY = {"form_key": "it keeps a form from being saved twice"}
SEARCH = {"search": "it is folded from the other fields"}
WITHOUT_CONTENTS = {
    "accounts.User": {
        "password": "nobody signs in with an imported account before it is opened and its owner invited",
        "last_login": "it is about an account here, not about the register",
        "is_active": "an imported account is closed until the administrator opens it",
        "date_joined": "it is about an account here, not about the register",
        "digest_on": "it keeps a message from being sent twice",
    },
    "assistants.Assignment": {"family": "it follows from the case", "place": "the import finds places again"},
    "assistants.MonthOfPost": {"post": "the assistant, the funding and the first day of the post say which"},
    "assistants.Substitution": {"assignment": "its case and first day say which"},
    "assistants.VisitGoal": {
        "visit": "its case, assistant, day and the moment when it was entered say which",
        "goal": "its plan and its text say which",
    },
    "assistants.Visit": {"client_key": "it keeps a form from being saved twice"},
    "cases.AreaScore": {"assessment": "its case and its day say which"},
    "cases.Attachment": {"stored_as": "each installation gives the file a name of its own"},
    "cases.Family": {**FORM_KEY, **SEARCH, "merged_into": "absorbed families are not exported"},
    "cases.GoalAction": {"goal": "its plan and its text say which"},
    "cases.Person": {**FORM_KEY, **SEARCH, "first_record": "it follows from the PESEL and same_as"},
    "cases.Referral": FORM_KEY,
    "centre.Centre": {"only": "it is the same in each database"},
    "reporting.OutsideFigure": {"starts_on": "it follows from the period", "ends_on": "it follows from the period"},
}
OURS = ("accounts", "assistants", "audit", "cases", "centre", "jobs", "reporting")  # labels of apps
UNPROTECTED = (
    "Żadna z wczytanych rodzin nie jest teraz szczególnie chroniona, bo w rejestrze żadna taka nie jest. "
    "Jeśli któraś ma być chroniona, ogranicz dostęp do niej na jej stronie, zanim zaczną z nią pracować inni."
)


@dataclass(frozen=True)
class LeftOut:
    """Data without a place in the register: `what` in Polish, in how many records."""

    what: str
    count: int

    def __str__(self):
        return f"{self.what}: {number(self.count)}"


def left_out(*, with_documents=False):
    """Return the LeftOut data that the database has now: fields of exported records, and other records."""
    found = [each for file in FILES for each in _fields_left_out(file.model)]
    others = [model for model in our_models() if model._meta.label in NOT_EXPORTED]
    if with_documents:
        others.remove(Attachment)
    found += [LeftOut(model._meta.verbose_name_plural, model._base_manager.count()) for model in others]
    return [each for each in found if each.count]


def restricted_families():
    """Return the number of particularly protected families that an export would contain."""
    return Family.objects.filter(is_restricted=True, **EXPORTED_ROWS[Family]).count()


def protection_sentence(count):
    """Return what happens to the protection of that many families in a copy."""
    many = "rodzin szczególnie chronionych"
    families = counted(count, "rodziny szczególnie chronionej", many, many)
    return (
        f"Rejestr zawiera akta {families}. Po wczytaniu zostają chronione: otworzą je tylko wskazane osoby. "
        "Same pliki rejestru przeczyta jednak każdy, kto je ma: przechowuj je tak jak te akta."
    )


def sentence_after_import(restricted):
    """Return what an import of families did to their protection; `restricted`: how many of them are protected."""
    if not restricted:
        return UNPROTECTED
    many = "rodziny szczególnie chronione"
    families = counted(restricted, "rodzinę szczególnie chronioną", many, "rodzin szczególnie chronionych")
    return (
        f"Wczytano {families}. Otworzą {plural(restricted, 'ją', 'je', 'je')} tylko osoby wskazane w rejestrze, gdy "
        "administrator otworzy i zaprosi ich konta. Jeśli żadna z nich nie jest czynnym kierownikiem, wskaże go na "
        "serwerze polecenie „manage.py name_manager”."
    )


def our_models():
    """Return the models of this project that the database holds, except dictionaries, which terms.csv carries."""
    mine = (model for label in OURS for model in apps.get_app_config(label).get_models())
    return [model for model in mine if model._meta.managed and not issubclass(model, DictionaryEntry)]


def fields_left_out(model):
    """Return the fields of a model with a file that have contents and no column."""
    file = next(file for file in FILES if file.model is model)
    filled = {column.field.name for column in file.columns if column.fills}
    columns = filled | WITHOUT_CONTENTS.get(model._meta.label, {}).keys()
    return [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.generated or field.name in columns)
    ]


def _fields_left_out(model):
    if issubclass(model, DictionaryEntry) or not (fields := fields_left_out(model)):
        return []
    rows = model._base_manager.order_by().filter(**EXPORTED_ROWS.get(model, {}))
    counts = rows.aggregate(**{field.name: Count("pk", filter=_has_contents(field)) for field in fields})
    name = model._meta.verbose_name_plural
    return [LeftOut(f"{name}, pole „{field.verbose_name}”", counts[field.name]) for field in fields]


def _has_contents(field):
    """Return the condition that the field says more than nothing or its default."""
    if field.null:
        return Q(**{f"{field.name}__isnull": False})
    is_flag = isinstance(field, models.BooleanField)
    return ~Q(**{field.name: field.get_default() if field.has_default() or not is_flag else False})
