"""Papers in a family's file stay as they were sent."""

from reporting.papers.models import Paper

SENTENCE = (
    "To pismo zapisano w aktach tak, jak je wysłano, więc nie można go zmienić ani usunąć. Gdy jest w nim błąd, zrób "
    "nowe pismo i zaznacz, że zastępuje tamto."
)


def reason(attachment):
    """Return why the document may not be changed, or ""."""
    return SENTENCE if Paper.objects.filter(attachment=attachment).exists() else ""
