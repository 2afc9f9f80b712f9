"""PDF (ISO 32000-2): what its dictionaries do beyond being read, and what they carry."""

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
# What may happen when a page is opened, closed or touched: another page is shown. All else somebody has to click on.
BY_ITSELF = {"/OpenAction", "/AA"}
HARMLESS = {"/GoTo", "/Named"}
DEEPEST = 100
# Objects may stand in a packed stream; of the others nothing is unpacked here.
MOST_UNPACKED = 64 * 1024 * 1024
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    parser_max_container_size=1_000_000,
)


def kept(content):
    """The document as it came: a signature would not outlive any change."""
    if zipfile.is_zipfile(BytesIO(content)):
        raise Refused(Reason.ODD)
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise Refused(Reason.EMPTY)
            pdf.get_warnings()
            for thing in pdf.objects:
                _check(thing)
            # An object that could not be read is empty for us; for another reader it may be what we look for.
            if pdf.get_warnings():
                raise Refused(Reason.BROKEN)
    except pikepdf.PasswordError:
        raise Refused(Reason.LOCKED) from None
    return content


def _check(thing, depth=0):
    """Raises Refused where an object, or one that stands inside of it, does something or carries a file."""
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
        if "/F" in thing:  # its contents lie in another file
            raise Refused(Reason.REACHES_OUT)
    if isinstance(thing, pikepdf.Dictionary):
        _check_dictionary(thing)
        inside = [thing[key] for key in thing.keys()]  # noqa: SIM118 - it is no dict
    elif isinstance(thing, pikepdf.Array):
        inside = list(thing)
    else:
        return
    if depth >= DEEPEST:
        raise Refused(Reason.ODD)
    for each in inside:
        # What stands elsewhere is among the objects of its own.
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
    """Of what happens by itself: an action, those that follow it, or those of several occasions."""
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
