"""The inspection of the content of an uploaded document: could it do more than be read?

A malicious file may try to fill the memory, to keep the parser busy for ever, or to take the parser over. Documents are
therefore inspected in a process of their own (`python -m cases.documents.inspection pdf`, the document on standard
input) with limits on memory and time, without settings or secrets. Before it reads the document it gives up opening
files, connections and processes. `sandbox.py` starts it; these modules import nothing else of the project.
"""


class Refused(Exception):
    """The document is refused; the text is a Reason, for which `checking.py` has a message.

    After a space, the name of the part that is not allowed may follow.
    """

    def __init__(self, reason, part=""):
        super().__init__(f"{reason} {part}".strip())


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
    REACHES_OUT = "reaches_out"  # it fetches or sends data, or leads to another file
    SIGNED = "signed"  # with an electronic signature, which a checked copy cannot keep
    UNKNOWN = "unknown"  # the inspection failed
    UNUSUAL = "unusual"  # with a part that is not on the list of allowed ones
