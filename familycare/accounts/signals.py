"""Signals about accounts, sent with `user` (the account) and `by` (the acting user), in the same transaction.

Signing in and out, links with the directory, and users' changes of their own second factor, are signals of Django and
allauth.
"""

from django.dispatch import Signal

account_invited = Signal()  # also when the link is sent again
invitation_withdrawn = Signal()
invitation_accepted = Signal()  # `by` is the user
account_changed = Signal()  # `changes`: {field: (from, to)}; also role, dates, e-mail
role_changed = Signal()  # in addition to account_changed; `old`, `new`: codes of Role
account_suspended = Signal()
account_restored = Signal()
second_factor_reset = Signal()
directory_disconnected = Signal()
change_asked = Signal()  # `change`: an AccountChange that waits for a second person
change_decided = Signal()  # the same; `by` is None for a command on the server
