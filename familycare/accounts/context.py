"""Template context about the reader's account."""

from django.conf import settings


def account(request):
    """Context processor: `idle`, the seconds without activity after which the reader is signed out, or None."""
    user = getattr(request, "user", None)
    return {"idle": settings.IDLE_SECONDS if user and user.is_authenticated else None}
