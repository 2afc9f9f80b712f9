"""What is due in families, from the centre's rules and the law: one engine for a family's page, lists, counts, e-mails
and calendars. `kinds.py` says what there is, `sources.py` when each is due, `listing.py` asks for it.
"""

from cases.due.kinds import GAPS, TERMS, DueKind, kinds_of, kinds_read_by
from cases.due.listing import Count, Due, DueList, When

__all__ = ["GAPS", "TERMS", "Count", "Due", "DueKind", "DueList", "When", "kinds_of", "kinds_read_by"]
