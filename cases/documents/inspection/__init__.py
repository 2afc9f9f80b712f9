"""What is inside of a document that a stranger made, and whether it could do more than be read.

Such files are built to fill memory, or to keep a reader busy for ever. They are therefore looked into by a process of
its own (`python -m cases.documents.inspection pdf`, the document on its standard input), which may take so much memory
and time and no more, and knows no settings and no secrets. `looking.py` starts it; these modules import nothing else of
the project.
"""


class Refused(Exception):
    """The document is not taken; the text is a Reason, for which `checking.py` has a sentence."""


class Reason:
    """Why a document is not taken."""

    ACTIVE = "active"  # it runs something, or carries another file
    BROKEN = "broken"
    EMPTY = "empty"  # no page
    FORM = "form"  # a form that is a program (XFA)
    HEAVY = "heavy"  # looking into it takes more memory or time than there is
    LARGE = "large"  # it would be too large once it is unpacked, or drawn
    LOCKED = "locked"
    ODD = "odd"  # made as no program makes it, so that two readers could see two things
    OTHER = "other"  # of another program
    REACHES_OUT = "reaches_out"  # opening it fetches or sends something
    UNKNOWN = "unknown"  # nobody could look
