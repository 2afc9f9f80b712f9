"""What every page knows of the reader's account."""

from django.conf import settings


def account(request):
    """For templates: `idle`, after how many seconds of doing nothing the reader is signed out, if they are in."""
    user = getattr(request, "user", None)
    return {"idle": settings.IDLE_SECONDS if user and user.is_authenticated else None}
