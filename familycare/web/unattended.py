"""Which requests come from a page by itself, so that they say nothing about whether somebody is there."""


def unattended(view):
    """Decorator: requests of the view do not reset the idle time."""
    view.unattended = True
    return view
