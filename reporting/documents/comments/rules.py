"""Who may comment."""

from familycare.accounts.rights import Right, may


def may_comment(user):
    """Return whether the user may comment on documents, answer and settle: who approves them or keeps them."""
    return may(user, Right.APPROVE_DOCUMENTS) or may(user, Right.KEEP_DOCUMENTS)
