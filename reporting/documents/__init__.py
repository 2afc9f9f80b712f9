"""Documents for councils and offices: what they say, not how they look."""
