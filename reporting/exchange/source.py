"""Access to the files of a register in a folder or a zip.

A zip is never unpacked: its list of contents is checked first, then its files are read as streams.
"""

import re
import stat
import zipfile
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from familycare.audit.commands import reason_of
from familycare.lib.polish import number
from reporting.exchange.errors import refused

FOLDER = "documents"  # of a register, for the files of documents
DOCUMENT = re.compile(r"[0-9a-f]{64}\.[a-z]{3,4}")
MOST_BYTES = 2 * 1024**3  # uncompressed, all files of a zip together
MOST_FILES = 10_000
MOST_RATIO = 200  # of compression; CSV files have about 10, at most 30, a zip bomb about 1000
SMALL = 1024**2  # bytes; the ratio of smaller files is not checked

UNREADABLE = (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)


class Source:
    """The CSV files of a register: `names` (sorted), and `open(name)`, which returns a stream of bytes.

    `documents`: {name: function that opens it} of the files of documents; other files beside the tables are ignored.
    """

    def __init__(self, openers, documents=None):
        self._openers = openers
        self.names = sorted(openers)
        self.documents = documents or {}

    def open(self, name):
        """Return a binary stream of a file in `names`."""
        return self._openers[name]()


@contextmanager
def opened(place):
    """Yield the Source at `place`: the path of a folder or a zip, an open binary file of a zip, or a Source.

    Raises RegisterErrors when it does not exist, cannot be read, or is a damaged or dangerous zip.
    """
    if isinstance(place, Source):
        yield place
        return
    if not hasattr(place, "read"):
        place = Path(place)
        if place.is_dir():
            yield Source(_files_of_folder(place), _documents_of_folder(place / FOLDER))
            return
        if not place.exists():
            raise refused(str(place), "nie ma takiego folderu ani pliku")
    label = place.name if isinstance(place, Path) else "archiwum"
    try:
        archive = zipfile.ZipFile(place)
    except UNREADABLE:
        raise refused(label, "to nie jest folder ani archiwum zip, które da się odczytać") from None
    with archive:
        yield Source(_files_of_zip(archive, label), _documents_of_zip(archive))


def lines_in(place):
    """Return the number of lines in all readable files of the register. Raises as `opened`."""
    lines = 0
    with opened(place) as register:
        for name in register.names:
            with suppress(*UNREADABLE), register.open(name) as stream:
                while part := stream.read(SMALL):
                    lines += part.count(b"\n")
    return lines


def is_table(name):
    """Whether a file belongs to a register: a CSV file that is not hidden (macOS adds hidden files)."""
    return name.lower().endswith(".csv") and not name.startswith(".")


def _files_of_folder(folder):
    try:
        paths = list(folder.iterdir())
    except OSError as error:
        raise refused(str(folder), f"nie da się odczytać folderu: {reason_of(error)}") from None
    return {path.name: lambda path=path: path.open("rb") for path in paths if is_table(path.name)}


def _documents_of_folder(folder):
    """Return the openers of the regular files of documents; links are none."""
    try:
        paths = [path for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
    except OSError:
        return {}
    return {path.name: lambda path=path: path.open("rb") for path in paths if DOCUMENT.fullmatch(path.name)}


def _documents_of_zip(archive):
    """Return the openers of the files of documents, beside the tables. `_files_of_zip` has checked the archive."""
    paths = {PurePosixPath(entry.filename): entry for entry in archive.infolist() if not entry.is_dir()}
    found = {path: entry for path, entry in paths.items() if path.parent.name == FOLDER and len(path.parts) <= 3}
    return {
        path.name: lambda entry=entry: archive.open(entry)
        for path, entry in found.items()
        if DOCUMENT.fullmatch(path.name)
    }


def _files_of_zip(archive, label):
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise refused(label, "archiwum zawiera za dużo plików")
    for entry in entries:
        if problem := _problem_of(entry):
            raise refused(label, f"plik „{entry.orig_filename}” w archiwum {problem}")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise refused(
            label,
            f"pliki w archiwum mają po rozpakowaniu więcej niż {number(MOST_BYTES // 1024**2)} MB",
        )
    tables = [entry for entry in entries if _is_table_entry(entry)]
    folders = {PurePosixPath(entry.filename).parent for entry in tables}
    if len(folders) > 1 or any(len(folder.parts) > 1 for folder in folders):
        raise refused(label, "pliki CSV mają leżeć w archiwum bez folderu albo w jednym folderze")
    names = [PurePosixPath(entry.filename).name for entry in tables]
    for name in names:
        if names.count(name) > 1:
            raise refused(label, f"plik „{name}” jest w archiwum więcej niż raz")
    return {name: lambda entry=entry: archive.open(entry) for name, entry in zip(names, tables, strict=True)}


def _is_table_entry(entry):
    path = PurePosixPath(entry.filename)
    return not entry.is_dir() and path.parts[0] != "__MACOSX" and is_table(path.name)


def _problem_of(entry):
    """Return why a file of a zip is dangerous, as the end of a Polish sentence, or ""."""
    name = entry.orig_filename
    parts = re.split(r"[/\\]", name)
    if name[:1] in ("/", "\\") or re.match(r"[A-Za-z]:", name) or ".." in parts or "\\" in name or "\0" in name:
        return "ma niedozwoloną ścieżkę (wychodzi poza folder)"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "jest dowiązaniem, a nie zwykłym plikiem"
    if entry.flag_bits & 0x1:
        return "jest zaszyfrowany; zapisz archiwum bez hasła"
    if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        return "rozpakowuje się do podejrzanie wielkich rozmiarów"
    return ""
