"""Drafts of diary entries."""

from cases.drafts import drafts_of
from cases.models import DraftForm, Family


def entry_drafts(user, centre=None):
    """Return the user's drafts about families that they assist or monitor and about several families, newest first."""
    return drafts_of(user, DraftForm.VISIT, Family.objects.visitable_by(user, centre))
