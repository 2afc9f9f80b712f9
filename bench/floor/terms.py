"""Dictionaries, in which an entry counts its own records and those of the entries under it."""


def with_group(table):
    """A table expression `term` (own, code): a record of the entry `own` counts in the row `code`."""
    return (
        f"(SELECT code AS own, code FROM {table} UNION ALL "
        f"SELECT code, group_id FROM {table} WHERE group_id IS NOT NULL) AS term"
    )
