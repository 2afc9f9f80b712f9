"""What tests that compare figures with the oracle share."""

from tests.figures import crowded

PERIODS = {
    "invented": "2023 2024 2025 2024-H2 2025-Q1 2025-05 2024-03-17/2025-08-04 2024-02-29/2024-02-29".split(),
    "crowded": crowded.PERIODS,
}
OPTIONAL = ("problems", "outcomes", "help", "institutions", "posts")


def without_zeros(tables):
    """The tables without the rows of dictionaries that count nothing, because these rows may be left out."""
    return {
        key: {row: value for row, value in rows.items() if value or key not in OPTIONAL} for key, rows in tables.items()
    }
