"""PDF (ISO 32000-2): active content, embedded files and automatic actions in its dictionaries."""

import zipfile
from io import BytesIO

import pikepdf
import pikepdf.settings

from cases.documents.inspection import Reason, Refused

CARRIES = {"/JS", "/EF", "/EmbeddedFiles", "/RichMediaContent"}
ACTIONS = {
    "/JavaScript": Reason.ACTIVE,
    "/Launch": Reason.ACTIVE,
    "/Rendition": Reason.ACTIVE,
    "/ImportData": Reason.REACHES_OUT,
    "/SubmitForm": Reason.REACHES_OUT,
}
# Actions that run without a click may only show another page.
BY_ITSELF = {"/OpenAction", "/AA"}
HARMLESS = {"/GoTo", "/Named"}
DEEPEST = 100
# Only streams that contain objects are unpacked here.
MOST_UNPACKED = 64 * 1024 * 1024
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    parser_max_container_size=1_000_000,
)


def inspect(content):
    """Return the document unchanged, because any change would break a signature. Raise Refused."""
    if zipfile.is_zipfile(BytesIO(content)):
        raise Refused(Reason.ODD)
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise Refused(Reason.EMPTY)
            pdf.get_warnings()
            for thing in pdf.objects:
                _check(thing)
            # An unreadable object is empty for this parser, but another reader may run it.
            if pdf.get_warnings():
                raise Refused(Reason.BROKEN)
    except pikepdf.PasswordError:
        raise Refused(Reason.LOCKED) from None
    return content


def _check(thing, depth=0):
    """Raise Refused if the object, or one inside of it, is active, contains a file or reaches out."""
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
        if "/F" in thing:  # the content is in another file
            raise Refused(Reason.REACHES_OUT)
    if isinstance(thing, pikepdf.Dictionary):
        _check_dictionary(thing)
        inside = [thing[key] for key in thing.keys()]  # noqa: SIM118 - not a dict
    elif isinstance(thing, pikepdf.Array):
        inside = list(thing)
    else:
        return
    if depth >= DEEPEST:
        raise Refused(Reason.ODD)
    for each in inside:
        # Indirect objects are checked by themselves.
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            _check(each, depth + 1)


def _check_dictionary(thing):
    keys = set(thing.keys())
    if "/XFA" in keys:
        raise Refused(Reason.FORM)
    if keys & CARRIES:
        raise Refused(Reason.ACTIVE)
    if reason := ACTIONS.get(_name(thing, "/S")):
        raise Refused(reason)
    if _name(thing, "/FS") == "/URL":
        raise Refused(Reason.REACHES_OUT)
    for key in keys & BY_ITSELF:
        _check_action(thing[key])


def _check_action(thing, depth=0):
    """Check an action that runs by itself: one action, those that follow it, or a dictionary of actions by event."""
    if depth >= DEEPEST:
        raise Refused(Reason.ODD)
    if isinstance(thing, pikepdf.Array):
        for each in thing:
            _check_action(each, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary):
        name = _name(thing, "/S")
        if name and name not in HARMLESS:
            raise Refused(ACTIONS.get(name, Reason.REACHES_OUT))
        followed_by = ["/Next"] if name else thing.keys()
        for key in followed_by:
            if key in thing and isinstance(thing[key], pikepdf.Dictionary | pikepdf.Array):
                _check_action(thing[key], depth + 1)


def _name(thing, key):
    return str(thing[key]) if key in thing and isinstance(thing[key], pikepdf.Name) else ""
