"""Documents for councils and offices: what they say, not how they look.

They are official papers in Polish, whose sentences are built from Polish cases and plurals;
their text therefore does not go through gettext as the interface does.
"""
