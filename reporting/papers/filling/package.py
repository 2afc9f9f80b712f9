"""What a DOCX file may be made of: no macros, nothing from outside, nothing embedded, no bomb."""

import re
import zipfile
from io import BytesIO

from lxml import etree

from reporting.papers.filling import TemplateRefused, words

MOST_PARTS, MOST_BYTES, MOST_PART = 400, 40 * 1024 * 1024, 20 * 1024 * 1024
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PICTURES = (".png", ".jpg", ".jpeg", ".gif")
KNOWN = (".xml", ".rels", *PICTURES, ".odttf")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
EMBEDDED = re.compile(r"/(embeddings|activeX|ctrlProps)/|oleObject|\.(bin|exe|js|vbs|html?|mht)$", re.IGNORECASE)
# Fields that read other files or addresses, or run something.
FIELDS = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|DATABASE|MACROBUTTON|EMBED|RD|AUTOTEXT)\b",
    re.IGNORECASE,
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def check(content):
    """Raise TemplateRefused if the DOCX file (bytes) holds more than a document needs."""
    if not content.startswith(b"PK"):
        raise TemplateRefused(words.NOT_DOCX)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = _read(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zipfile.zlib.error):
        raise TemplateRefused(words.BROKEN) from None
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in parts):
        raise TemplateRefused(words.MACRO)
    if "word/document.xml" not in parts or MAIN.encode() not in types or not _begins_with_document(parts):
        raise TemplateRefused(words.NOT_DOCX)
    problems = dict.fromkeys(problem for name, part in parts.items() for problem in _problems(name, part))
    if problems:
        raise TemplateRefused(*problems)


def _begins_with_document(parts):
    """Return whether the part that is opened first is the one that is checked as such."""
    try:
        links = etree.fromstring(parts.get("_rels/.rels", b""), PARSER)
    except etree.XMLSyntaxError:
        return False
    targets = [link.get("Target") or "" for link in links if (link.get("Type") or "").endswith("/officeDocument")]
    return [target.lstrip("/") for target in targets] == ["word/document.xml"]


def _read(archive):
    """Return {name: bytes} of the parts. The sizes that the archive tells are not trusted."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise TemplateRefused(words.BOMB)
    parts, total = {}, 0
    for entry in entries:
        with archive.open(entry) as part:
            read = part.read(MOST_PART + 1)
        total += len(read)
        if len(read) > MOST_PART or total > MOST_BYTES:
            raise TemplateRefused(words.BOMB)
        parts[entry.filename] = read
    return parts


def _problems(name, part):
    if EMBEDDED.search(name):
        yield words.EMBEDDED
    if name.startswith("word/media/") and not name.lower().endswith(PICTURES):
        yield words.PICTURE
    if not name.lower().endswith(KNOWN) and not name.endswith("/"):
        yield words.ENTITIES
    if name.lower().endswith((".xml", ".rels")):
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or part[:2] in (b"\xff\xfe", b"\xfe\xff"):
            yield words.ENTITIES
            return
        try:
            tree = etree.fromstring(part, PARSER)
        except etree.XMLSyntaxError:
            yield words.BROKEN
            return
        if tree.getroottree().docinfo.doctype:  # in an encoding that hides it from the test above
            yield words.ENTITIES
            return
        yield from _links(tree) if name.endswith(".rels") else _fields(tree)


def _links(tree):
    for link in tree:
        kind = (link.get("Type") or "").rsplit("/", 1)[-1]
        if kind == "aFChunk":
            yield words.EMBEDDED
        elif link.get("TargetMode") == "External" and not _is_harmless(kind, link.get("Target") or ""):
            yield words.OUTSIDE.get(kind, words.OUTSIDE[""])


def _is_harmless(kind, target):
    """Return whether it is a link that somebody may click: nothing is fetched by opening the document."""
    return kind == "hyperlink" and target.lower().startswith(("http://", "https://", "mailto:"))


def _fields(tree):
    instructions = "".join(each.text or "" for each in tree.iter(f"{W}instrText"))
    simple = " ".join(each.get(f"{W}instr") or "" for each in tree.iter(f"{W}fldSimple"))
    for found in FIELDS.findall(f"{instructions} {simple}"):
        yield words.field(found.upper())
    if next(tree.iter(f"{W}altChunk", f"{W}object", f"{W}control"), None) is not None:
        yield words.EMBEDDED
