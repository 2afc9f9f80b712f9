"""Template context: the user's jobs that have ended and that they have not seen yet."""

from django.utils.functional import SimpleLazyObject

IN_SESSION = "jobs"  # whether the user may have such jobs, so that all other pages ask the database nothing


def note_jobs(request, user, **kwargs):
    """Signal receiver: look for jobs when the user signs in."""
    if user.jobs.filter(seen_at=None).exists():
        request.session[IN_SESSION] = True


def jobs(request):
    """Context processor: `ended_jobs`, a list of Jobs. Lazy, because most templates are parts of pages."""
    return {"ended_jobs": SimpleLazyObject(lambda: _ended(request))}


def _ended(request):
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated or not request.session.get(IN_SESSION):
        return []
    unseen = [*user.jobs.filter(seen_at=None)]
    if not unseen:
        del request.session[IN_SESSION]
    return [job for job in unseen if not job.is_open]
