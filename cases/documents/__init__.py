"""Documents in families' files: what is taken (`checking.py`, `scanning.py`), where it lies (`files.py`), and how it
comes and goes (`services.py`).
"""
