"""DOCX (ECMA-376): a ZIP archive of parts, mostly XML, and of relationships between parts."""

import zipfile
from io import BytesIO
from xml.parsers import expat

from cases.documents.inspection import Reason, Refused

MOST_PARTS = 2000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_XML = 20 * 1024 * 1024  # a book of a thousand pages has 10 MB
CHUNK_BYTES = 1024 * 1024
DEEPEST = 250
PDF_BEGINS_WITHIN = 1024
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ACTIVE_PATHS = ("vbaproject", "/activex/", "/embeddings/")
ACTIVE_TYPES = ("macroenabled", "vbaproject", "activex", "oleobject")
# The last part of the addresses of relationship types, in lower case. Only a link may have an external target.
LINK = "hyperlink"
ACTIVE_RELATIONS = {"afchunk", "control", "oleobject", "package", "vbaproject", "webextension", "webextensiontaskpanes"}
OUTER_RELATIONS = {"attachedtemplate", "externallinkpath", "frame", "mailmergesource", "subdocument"}
OUTER_ELEMENTS = {"mailMerge", "webVideoPr"}
VML = "urn:schemas-microsoft-com:vml"
# Fields that fetch data when they are updated (ECMA-376 part 1, 17.16.5).
OUTER_FIELDS = {"DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "RD"}


def inspect(content):
    """Return the document unchanged. Raise Refused."""
    if b"%PDF-" in content[:PDF_BEGINS_WITHIN]:
        raise Refused(Reason.ODD)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        _check_archive(parts)
        if packed.testzip() is not None:
            raise zipfile.BadZipFile
        types = _Types(packed)
        _check_types(parts, types)
        xml = [part for part in parts if types.is_xml(part.filename)]
        if sum(part.file_size for part in xml) > MOST_XML:
            raise Refused(Reason.LARGE)
        for part in xml:
            _Content(packed, part)
    return content


def _check_archive(parts):
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(Reason.LARGE)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(Reason.LOCKED)
    # Word uses only these methods and writes each part once. Other archives may unpack without limit or be ambiguous.
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise Refused(Reason.ODD)
    if len({_path(part.filename) for part in parts}) < len(parts):
        raise Refused(Reason.ODD)


def _check_types(parts, types):
    paths = [_path(part.filename) for part in parts]
    if any(active in path for path in paths for active in ACTIVE_PATHS):
        raise Refused(Reason.ACTIVE)
    if any(active in type for type in types.all() for active in ACTIVE_TYPES):
        raise Refused(Reason.ACTIVE)
    if not any(types.of(path) == DOCUMENT for path in paths):
        raise Refused(Reason.OTHER)


def _path(name):
    return name.replace("\\", "/").lstrip("/").lower()


class _Xml:
    """A parser of one XML part. A document type declaration is refused, because its entities can grow without limit."""

    def __init__(self, packed, part):
        self._depth = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self.text
        with packed.open(part) as file:
            while chunk := file.read(CHUNK_BYTES):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _refuse(self, *_told):
        raise Refused(Reason.ODD)

    def _start(self, name, attributes):
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused(Reason.ODD)
        namespace, _space, local = name.rpartition(" ")
        self.element(namespace, local, attributes)

    def _end(self, name):
        self._depth -= 1
        self.ended(name.rpartition(" ")[2])

    def element(self, namespace, name, attributes):
        pass

    def ended(self, name):
        pass

    def text(self, text):
        pass


class _Types(_Xml):
    """The content types of the parts, in lower case."""

    def __init__(self, packed):
        self._by_suffix, self._by_path = {}, {}
        super().__init__(packed, "[Content_Types].xml")

    def element(self, namespace, name, attributes):
        type = attributes.get("ContentType", "").strip().lower()
        if name == "Default":
            self._by_suffix[attributes.get("Extension", "").lower()] = type
        elif name == "Override":
            self._by_path[_path(attributes.get("PartName", ""))] = type

    def all(self):
        return [*self._by_suffix.values(), *self._by_path.values()]

    def of(self, path):
        path = _path(path)
        return self._by_path.get(path) or self._by_suffix.get(path.rpartition(".")[2], "")

    def is_xml(self, path):
        type = self.of(path)
        return not type.startswith("image/") and (
            type.endswith("xml") or _path(path).endswith((".xml", ".rels", ".vml"))
        )


class _Content(_Xml):
    """Refuse a part that refers to active content or to something outside of the document."""

    def __init__(self, packed, part):
        self._instruction, self._is_instruction = [], False
        super().__init__(packed, part)
        self._check_instruction()

    def element(self, namespace, name, attributes):
        if name == "Relationship":
            _check_relationship(attributes)
        elif name in OUTER_ELEMENTS or (namespace == VML and attributes.get("src")):
            raise Refused(Reason.REACHES_OUT)
        elif name == "fldSimple":
            _check_field(next((value for key, value in attributes.items() if key.endswith("instr")), ""))
        elif name == "fldChar":
            self._check_instruction()
        elif name == "instrText":
            self._is_instruction = True

    def ended(self, name):
        if name == "instrText":
            self._is_instruction = False

    def text(self, text):
        if self._is_instruction:
            self._instruction.append(text)

    def _check_instruction(self):
        """Check the instruction collected so far. It may be split into pieces, up to the next mark of the field."""
        _check_field("".join(self._instruction))
        self._instruction.clear()


def _check_relationship(attributes):
    kind = attributes.get("Type", "").rpartition("/")[2].lower()
    if kind in ACTIVE_RELATIONS:
        raise Refused(Reason.ACTIVE)
    is_outer = attributes.get("TargetMode", "").lower() == "external"
    if kind in OUTER_RELATIONS or (is_outer and kind != LINK):
        raise Refused(Reason.REACHES_OUT)


def _check_field(instruction):
    """Refuse a field that fetches data. Quoted words are arguments, not commands."""
    if OUTER_FIELDS & {word.upper() for word in " ".join(instruction.split('"')[::2]).split()}:
        raise Refused(Reason.REACHES_OUT)
