"""Corrections of cases and referrals long after they were entered, by the manager and with a reason."""
