"""The content of documents for councils and offices. `reporting.renderers` decides how they look."""
