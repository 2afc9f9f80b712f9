"""Drafts of diary entries."""

from cases.drafts import drafts_of
from cases.models import DraftForm, Family


def drafts_of(user, centre=None):
    """The user's drafts about families that they may see, and about several families at once; the newest first."""
    met = Family.objects.visitable_by(user, centre)
    return VisitDraft.objects.filter(Q(family=None) | Q(family__in=met), user=user).select_related("family")


@transaction.atomic
def save_draft(*, user, family, key, writer, data, based_on=None, version=0):
    """Keeps what the page `writer` (a UUID) has typed of the entry `key`, and returns (the draft, how many others there
    are of the same entry).

    `based_on` and `version` are the key and version of the draft that the page was shown, if any: it is taken over
    unless it has changed since. `data`: {field: list of texts}. Raises ValidationError when the entry is about
    another family, too long, or the family has just been merged into another one.
    """
    data = {name: texts for name, texts in data.items() if name not in OF_THE_PAGE}
    if sum(len(text) for name, texts in data.items() for text in (name, *texts)) > MOST_TEXT:
        raise ValidationError("Ten tekst jest za długi na jeden wpis. Skróć go.")
    if family:
        lock_family(family)
    drafts = VisitDraft.objects.select_for_update(of=["self"]).filter(user=user, key=key)
    of_entry = list(drafts)
    if any(draft.family_id != (family and family.pk) for draft in of_entry):
        raise ValidationError("Ten szkic dotyczy innej rodziny. Otwórz nowy formularz.")
    own = next((draft for draft in of_entry if draft.writer == writer), None) or next(
        (draft for draft in of_entry if draft.pk == based_on and draft.version == version), None
    )
    if own is None:
        own, _made = VisitDraft.objects.get_or_create(
            user=user, key=key, writer=writer, defaults={"family": family, "data": data}
        )
    own.data, own.writer, own.version = data, writer, own.version + 1
    own.save()
    return own, sum(draft.pk != own.pk and draft.data != data for draft in of_entry)


def forget_drafts(*, user, key, writer, data):
    """Deletes the draft of the page whose entry has been saved, and those that say the same; others stay."""
    data = {name: texts for name, texts in data.items() if name not in OF_THE_PAGE}
    for draft in VisitDraft.objects.filter(Q(key=key) | Q(writer=writer), user=user):
        if draft.writer == writer or draft.data == data:
            draft.delete()


def pocket_key(user, device):
    """The PocketKey by which the browser `device` keeps what the user types without signal."""
    key, _made = PocketKey.objects.get_or_create(
        user=user, device=device, defaults={"secret": secrets.token_bytes(KEY_BYTES)}
    )
    return key


def forget_pocket_key(sender, request, user, **kwargs):
    """After signing out nobody can read what the browser still holds."""
    device = request and request.COOKIES.get(DEVICE)
    if user and device:
        try:
            PocketKey.objects.filter(user=user, device=device).delete()
        except ValidationError:  # the cookie holds no UUID: somebody played with it
            return


def listen():
    user_logged_out.connect(forget_pocket_key, dispatch_uid="forget_pocket_key")
