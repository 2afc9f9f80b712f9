"""Who may take which step."""

from familycare.accounts.rights import Right, accounts_ready_to, may

NO_DIRECTOR = "W ośrodku nie ma czynnego konta dyrektora, więc dokumenty zatwierdza kierownik zespołu."


def has_approver():
    """Return whether somebody has the right to approve today."""
    return accounts_ready_to(Right.APPROVE_DOCUMENTS).exists()


def may_approve(user):
    """Return whether the user may approve documents: the director or, where there is none, who keeps documents."""
    return may(user, Right.APPROVE_DOCUMENTS) or (may(user, Right.KEEP_DOCUMENTS) and not has_approver())


def may_hand_over(user):
    """Return whether the user may note that an edition was handed over."""
    return may(user, Right.KEEP_DOCUMENTS) or may(user, Right.APPROVE_DOCUMENTS)
