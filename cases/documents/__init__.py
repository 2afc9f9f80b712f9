"""Documents in families' files.

`checking.py` and `scanning.py` decide what is accepted, `files.py` stores the contents, `services.py` adds and
deletes.
"""
