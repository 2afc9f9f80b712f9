"""Nothing that somebody typed is lost: a form that could not be sent waits on the server, sealed, for its author alone.

Drafts are saved by their author (`cases.drafts`); here are the forms that the server could not take, because the
session had ended, the token was stale, a right was withdrawn or the page is gone.
"""

from django.urls import Resolver404, resolve

from familycare.accounts.unsent_forms.models import MARK, UnsentForm, UnsentState
from familycare.accounts.unsent_forms.owner import owner_of
from familycare.lib.forms import kept_text, parse_pk, uuid_in

MOST_FORMS = 20  # of one person, drafts apart
NOT_TYPED = {"csrfmiddlewaretoken", MARK}
KEYS = {"client_key", "form_key", "writer"}  # fields that a draft is known by


def keep(request):
    """Keeps the form that `request` posts, for the person who opened it. Returns the UnsentForm, or None: nobody knows
    who that was, there is nothing in it, or it must not be kept, because it holds passwords."""
    owner = owner_of(request)
    if owner is None or not _may_be_kept(request.path):
        return None
    pairs = [(name, text) for name, texts in request.POST.lists() for text in texts]
    if page := request.headers.get("HX-Request") and request.htmx.current_url_abs_path:
        # A script asked for a part of the page while somebody was typing in it.
        return keep_for(owner, address=page, pairs=pairs, was_sent=False)
    return keep_for(owner, address=request.get_full_path(), pairs=pairs, was_sent=True)


def keep_for(user, *, address, pairs, was_sent):
    """Keeps `pairs` (name of a field, text) of the form at `address`, and returns the UnsentForm; None if nothing was
    typed. The same form, kept twice, waits once. If the page had saved a draft of it, the draft takes the text and
    waits."""
    pairs = [(name, kept_text(text)) for name, text in pairs if name not in NOT_TYPED and "password" not in name]
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
    form.version += 1  # another page that was opened with this draft does not replace it
    form.save()
    return form


def _draft(user, pairs):
    """The draft of this form that its page has saved, if any."""
    keys = {key for name, text in pairs if name in KEYS and (key := uuid_in(text))}
    return user.unsent_forms.filter(key__in=keys, writer__in=keys).first()


def _same(user, address, state, pairs):
    """The form with the same text that waits already, if any."""
    waiting = user.unsent_forms.filter(form="", address=address, state=state)
    return next((form for form in waiting if sorted(form.pairs) == sorted(pairs)), None)


def settle(user, key):
    """The user's form with the key, a text from anywhere, waits no longer: it has been sent, or thrown away. A draft
    stays one until its own form is done with."""
    forms = user.unsent_forms.filter(pk=parse_pk(key))
    forms.filter(form="").delete()
    forms.update(state=UnsentState.DRAFT)


def _may_be_kept(path):
    """Whether the form goes to a page for those who have signed in, and is not about signing in."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return getattr(view, "login_required", True) and not view.__module__.startswith(("allauth", "django"))
