"""A handover: its days, and the models of a family's file that are read as of its last day."""

from datetime import date

from cases.family_page.as_of import ALWAYS, DATES

BEGAN, HORIZON, AFTER = date(2024, 1, 10), date(2024, 4, 30), date(2024, 5, 6)
WORD = "Późniejsze"  # a text of records from after the handover
OF_A_FAMILY = [model for model in DATES if DATES[model] is not ALWAYS]
