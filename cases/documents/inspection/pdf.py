"""PDF (ISO 32000-2): only what `pdf_parts.py` allows, and written anew.

The stored file holds what was checked and nothing else: no older version of the document, no object that nothing leads
to, nothing between or after the objects.
"""

import zipfile
from io import BytesIO

import pikepdf
import pikepdf.settings

from cases.documents.inspection import Reason, Refused
from cases.documents.inspection.pdf_parts import (
    CHOICES,
    EACH,
    FILTERS,
    KNOWN,
    LINKS,
    OF_STREAMS,
    PARTS,
    STREAMS,
    VALUE,
)

KEPT_IN_TRAILER = {"/Root", "/Info", "/ID", "/Size", "/Encrypt"}
# Only streams that contain objects are unpacked here.
MOST_UNPACKED = 64 * 1024 * 1024
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    parser_max_container_size=1_000_000,
)
# qpdf opens its source of random numbers with the first encryption; later no file can be opened (see `__main__.py`).
pikepdf.new().save(BytesIO(), encryption=pikepdf.Encryption(owner="", user=""))


def inspect(content):
    """Return the document written anew. Raise Refused."""
    _refuse_archive(content)
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise Refused(Reason.EMPTY)
            pdf.get_warnings()
            _walk((pdf.Root, "catalogue"), (pdf.trailer.get("/Info"), VALUE))
            written = _written(pdf)
            # An unreadable object is empty for this parser, but the original may have been another.
            if pdf.get_warnings():
                raise Refused(Reason.BROKEN)
    except pikepdf.PasswordError:
        raise Refused(Reason.LOCKED) from None
    _refuse_archive(written)
    return written


def _refuse_archive(content):
    if zipfile.is_zipfile(BytesIO(content)):
        raise Refused(Reason.ODD)


def _written(pdf):
    """Return the bytes of a new file with the parts that the catalogue leads to. The same document, the same bytes."""
    for key in set(pdf.trailer.keys()) - KEPT_IN_TRAILER:
        del pdf.trailer[key]
    file = BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        encryption=False,
        fix_metadata_version=False,
    )
    return file.getvalue()


def _walk(*beginnings):
    """Raise Refused unless all parts that the beginnings, pairs (object, kind), lead to are allowed."""
    waiting, seen = list(beginnings), set()
    while waiting:
        thing, kind = waiting.pop()
        if not isinstance(thing, pikepdf.Object):
            continue
        if thing.is_indirect:
            if (thing.objgen, kind) in seen:
                continue
            seen.add((thing.objgen, kind))
        if isinstance(thing, pikepdf.Array):
            each_kind = "dest" if kind == "opening" else kind
            waiting += [(each, each_kind) for each in thing]
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            waiting += _parts_of(thing, kind)


def _parts_of(thing, kind):
    """Return the parts of a dictionary or stream of this kind, pairs (object, kind). Raise Refused."""
    kind = _one_kind(thing, kind)
    keys = PARTS.get(kind, {})
    is_stream = isinstance(thing, pikepdf.Stream)
    if is_stream:
        thing = thing.stream_dict
        if kind not in STREAMS:
            _refuse("/F" if "/F" in thing else "", "stream")
        keys = keys | OF_STREAMS
        _check_filters(thing)
    _check_choices(thing, kind)
    parts = []
    for key, part in thing.items():
        if kind == VALUE:
            leads_to = VALUE
        elif kind.startswith(EACH):
            leads_to = kind.removeprefix(EACH)
        else:
            leads_to = keys.get(key) or _refuse(key)
        parts.append((part, kind if leads_to == "self" else leads_to))
    return parts


def _one_kind(thing, kind):
    """Return the kind of this part where two are allowed."""
    match kind:
        case "page or pages":
            return "pages" if "/Kids" in thing else "page"
        case "dest":  # an entry with a destination, or the page that it leads to
            return "dest" if "/D" in thing else "page"
        case "drawing or drawings":  # one appearance, or one for each state
            return "drawing" if isinstance(thing, pikepdf.Stream) else f"{EACH}drawing"
        case "annotation or drawing":
            return "drawing" if isinstance(thing, pikepdf.Stream) else "annotation"
        case "font or bytes":
            return "bytes" if isinstance(thing, pikepdf.Stream) else "font"
    return kind


def _check_filters(stream):
    filters = stream.get("/Filter", pikepdf.Array())
    for each in filters if isinstance(filters, pikepdf.Array) else [filters]:
        if str(each) not in FILTERS:
            _refuse(str(each), "Filter")


def _check_choices(thing, kind):
    """Raise Refused if a name that decides what the part does is not allowed, or a link leads to a file."""
    for (of, key), (allowed, needed) in CHOICES.items():
        if of == kind and (needed or key in thing) and str(thing.get(key, "")) not in allowed:
            _refuse(str(thing.get(key, "")), key.removeprefix("/"))
    if kind == "action" and "/URI" in thing and not str(thing["/URI"]).lower().startswith(LINKS):
        raise Refused(Reason.REACHES_OUT)


def _refuse(name, instead=""):
    """Refuse the part with this name, or with the name `instead` if it has none."""
    raise Refused(KNOWN.get(name, Reason.UNUSUAL), (name or instead).removeprefix("/"))
