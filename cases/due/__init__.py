"""What is due in families by law and by the centre's rules: for family pages, lists, counts, e-mails and calendars.

`kinds.py` defines the kinds, `sources.py` says when each is due, `listing.py` queries them.
"""

from cases.due.kinds import DEADLINES, GAPS, DueKind, kinds_of, kinds_read_by
from cases.due.listing import Due, DueCount, DueList, DuePeriod

__all__ = ["GAPS", "DEADLINES", "DueCount", "Due", "DueKind", "DueList", "DuePeriod", "kinds_of", "kinds_read_by"]
