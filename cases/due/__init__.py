"""What is due in families by law and by the centre's rules: for family pages, lists, counts, e-mails and calendars.

`kinds.py` defines the kinds, `sources.py` says when each is due, `listing.py` queries them.
"""

from cases.due.kinds import GAPS, TERMS, DueKind, kinds_of, kinds_read_by
from cases.due.listing import Count, Due, DueList, When

__all__ = ["GAPS", "TERMS", "Count", "Due", "DueKind", "DueList", "When", "kinds_of", "kinds_read_by"]
