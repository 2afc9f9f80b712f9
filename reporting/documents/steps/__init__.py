"""The steps of a document: sent for approval, approved or returned, handed over; and what changes after that."""
