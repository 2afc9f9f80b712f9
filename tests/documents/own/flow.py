"""Rows of the table `flow`, whose numbers must agree, and values of them."""

FLOW = [
    {"label": name, "figure": f"flow.{key}"}
    for name, key in (
        ("Na początku", "open_at_start"),
        ("Rozpoczęte", "opened"),
        ("Zakończone", "closed"),
        ("Na końcu", "open_at_end"),
    )
]


def flow(start, opened, closed, end, period="2025"):
    keys = ("open_at_start", "opened", "closed", "open_at_end")
    return {(f"flow.{key}", period): value for key, value in zip(keys, (start, opened, closed, end), strict=True)}
