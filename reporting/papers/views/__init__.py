"""Pages of papers (`papers.py`) and of their templates (`templates.py`)."""
