"""The inspection of the content of an uploaded document: could it do more than be read?

A malicious file may try to fill the memory or to keep the parser busy for ever. Documents are therefore inspected in
a process of their own (`python -m cases.documents.inspection pdf`, the document on standard input) with limits on
memory and time and without settings or secrets. `sandbox.py` starts it; these modules import nothing else of the
project.
"""


class Refused(Exception):
    """The document is refused; the text is a Reason, for which `checking.py` has a message."""


class Reason:
    """Why a document is refused."""

    ACTIVE = "active"  # it runs code or contains another file
    BROKEN = "broken"
    EMPTY = "empty"  # without pages
    FORM = "form"  # a form with program code (XFA)
    HEAVY = "heavy"  # the inspection exceeds the limits on memory or time
    LARGE = "large"  # too large when unpacked or drawn
    LOCKED = "locked"
    ODD = "odd"  # built as no office program does, so that two readers could show different contents
    OTHER = "other"  # a document of another program
    REACHES_OUT = "reaches_out"  # opening it fetches or sends data
    UNKNOWN = "unknown"  # the inspection failed
