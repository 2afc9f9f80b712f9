"""What happened to accounts, for whoever keeps the account of it. Each is sent with `user`, whose account it is, and
`by`, who did it, inside of the transaction that did it.

Signing in and out, and a second factor set up or removed by its owner, are signals of Django and of allauth.
"""

from django.dispatch import Signal

account_invited = Signal()  # also when the link is sent again
invitation_withdrawn = Signal()
invitation_accepted = Signal()  # `by` is the user
account_changed = Signal()  # `changes`: {field: (from, to)}; also role, dates, e-mail
role_changed = Signal()  # beside account_changed; `old`, `new`: codes of Role
account_suspended = Signal()
account_restored = Signal()
second_factor_reset = Signal()
