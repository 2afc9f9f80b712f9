"""Deciding on referrals; they are filed in `cases/referrals/`, and the letter is in `reporting/letters/`."""
