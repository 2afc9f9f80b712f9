"""Services that save forms that could not be sent, encrypted, for their author only.

A form is refused if the session has ended, the token is stale, a right was withdrawn or the page is gone. Drafts that
users save themselves are in `cases.drafts`.
"""

from django.urls import Resolver404, resolve

from familycare.accounts.unsent_forms.models import MARK, UnsentForm, UnsentState
from familycare.accounts.unsent_forms.owner import owner_of
from familycare.lib.forms import parse_pk, parse_uuid, storable_text

MOST_FORMS = 20  # per user, without drafts
NOT_TYPED = {"csrfmiddlewaretoken", MARK}
KEYS = {"client_key", "form_key", "writer"}  # fields that identify a draft


def keep(request):
    """Save the posted form for the user who opened it. Return the UnsentForm or None.

    None if the user is unknown, nothing was typed, or the form must not be stored because it may hold passwords.
    """
    owner = owner_of(request)
    if owner is None or not _may_be_kept(request.path):
        return None
    pairs = [(name, text) for name, texts in request.POST.lists() for text in texts]
    if page := request.headers.get("HX-Request") and request.htmx.current_url_abs_path:
        # A script requested a fragment while the user was typing.
        return keep_for(owner, address=page, pairs=pairs, was_sent=False)
    return keep_for(owner, address=request.get_full_path(), pairs=pairs, was_sent=True)


def keep_for(user, *, address, pairs, was_sent):
    """Save `pairs` [(field, text)] of the form at `address`. Return the UnsentForm, or None if nothing was typed.

    The same form is saved only once. If the page has saved a draft of it, the draft is updated.
    """
    pairs = [(name, storable_text(text)) for name, text in pairs if name not in NOT_TYPED and "password" not in name]
    if not any(text.strip() for _name, text in pairs) or len(address) > 500:
        return None
    UnsentForm.objects.expired().delete()
    state = UnsentState.REFUSED if was_sent else UnsentState.INTERRUPTED
    form = _draft(user, pairs) or _same(user, address, state, pairs)
    if form is None:
        surplus = user.unsent_forms.filter(form="").values_list("pk", flat=True)[MOST_FORMS - 1 :]
        UnsentForm.objects.filter(pk__in=list(surplus)).delete()
        form = UnsentForm(user=user)
    form.address, form.state, form.pairs = address, state, pairs
    form.version += 1  # another page with this draft then does not replace it
    form.save()
    return form


def _draft(user, pairs):
    """Return the draft that the page has saved of this form, or None."""
    keys = {key for name, text in pairs if name in KEYS and (key := parse_uuid(text))}
    return user.unsent_forms.filter(key__in=keys, writer__in=keys).first()


def _same(user, address, state, pairs):
    """Return the unsent form with the same text, or None."""
    waiting = user.unsent_forms.filter(form="", address=address, state=state)
    return next((form for form in waiting if sorted(form.pairs) == sorted(pairs)), None)


def settle(user, pk):
    """Delete the user's unsent form with `pk` (any text), because it was sent or discarded. A draft remains a draft."""
    if (key := parse_pk(pk)) is None:
        return  # without a query: on SQLite one that writes nothing still waits for other writers
    forms = user.unsent_forms.filter(pk=key)
    forms.filter(form="").delete()
    forms.update(state=UnsentState.DRAFT)


def _may_be_kept(path):
    """Return whether the form belongs to a page that requires sign-in and is not itself about signing in."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    if getattr(view, "unkept", False):
        return False
    return getattr(view, "login_required", True) and not view.__module__.startswith(("allauth", "django"))


def unkept(view):
    """Decorator: what is posted to the view is not kept, because the form that it is of is kept otherwise."""
    view.unkept = True
    return view
