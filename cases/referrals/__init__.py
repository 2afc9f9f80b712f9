"""Filing referrals; they are decided in `assistants/referrals/`, and the letter is in `reporting/letters/`."""
