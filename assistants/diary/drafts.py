"""Drafts of entries of the diary."""

from cases.drafts import drafts_of
from cases.models import DraftForm, Family


def entry_drafts(user, centre=None):
    """The user's drafts about families that they may see, and about several families at once; the newest first."""
    return drafts_of(user, DraftForm.VISIT, Family.objects.met_by(user, centre))
