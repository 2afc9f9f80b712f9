"""Where the files of a register are read from: a folder, or a zip of it.

A zip is never unpacked: its files are read as streams, after its list of contents was found harmless.
"""

import re
import stat
import zipfile
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from familycare.lib.polish import number
from reporting.exchange.errors import refused

MOST_BYTES = 2 * 1024**3  # of all files of a zip together, uncompressed
MOST_FILES = 10_000
MOST_RATIO = 200  # tables of text shrink to a tenth, seldom to a thirtieth; a bomb to a thousandth
SMALL = 1024**2  # below this many bytes a ratio says nothing

UNREADABLE = (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)


class Source:
    """The CSV files of a register: `names`, and `open(name)` for a stream of bytes."""

    def __init__(self, openers):
        self._openers = openers
        self.names = sorted(openers)

    def open(self, name):
        return self._openers[name]()


@contextmanager
def opened(place):
    """The Source at `place`: the path of a folder or of a zip, or an open file of a zip.

    Raises RegisterErrors when there is no such thing or when the archive is damaged or dangerous.
    """
    if not hasattr(place, "read"):
        place = Path(place)
        if place.is_dir():
            yield Source(_files_of_folder(place))
            return
        if not place.exists():
            raise refused(str(place), "nie ma takiego folderu ani pliku")
    label = place.name if isinstance(place, Path) else "archiwum"
    try:
        archive = zipfile.ZipFile(place)
    except UNREADABLE:
        raise refused(label, "to nie jest folder ani archiwum zip, które da się odczytać") from None
    with archive:
        yield Source(_files_of_zip(archive, label))


def lines_in(place):
    """How many lines the files of the register have together, as far as they can be read; raises as `opened` does."""
    lines = 0
    with opened(place) as register:
        for name in register.names:
            with suppress(*UNREADABLE), register.open(name) as stream:
                while part := stream.read(SMALL):
                    lines += part.count(b"\n")
    return lines


def is_table(name):
    """Whether a file takes part in a register; hidden files, such as those that macOS adds, do not."""
    return name.lower().endswith(".csv") and not name.startswith(".")


def _files_of_folder(folder):
    try:
        paths = list(folder.iterdir())
    except OSError as error:
        raise refused(str(folder), f"nie da się odczytać folderu: {error.strerror}") from None
    return {path.name: lambda path=path: path.open("rb") for path in paths if is_table(path.name)}


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
    tables = [entry for entry in entries if _takes_part(entry)]
    folders = {PurePosixPath(entry.filename).parent for entry in tables}
    if len(folders) > 1 or any(len(folder.parts) > 1 for folder in folders):
        raise refused(label, "pliki CSV mają leżeć w archiwum bez folderu albo w jednym folderze")
    names = [PurePosixPath(entry.filename).name for entry in tables]
    for name in names:
        if names.count(name) > 1:
            raise refused(label, f"plik „{name}” jest w archiwum więcej niż raz")
    return {name: lambda entry=entry: archive.open(entry) for name, entry in zip(names, tables, strict=True)}


def _takes_part(entry):
    path = PurePosixPath(entry.filename)
    return not entry.is_dir() and path.parts[0] != "__MACOSX" and is_table(path.name)


def _problem_of(entry):
    """What makes a file of a zip dangerous, in words that go on a sentence, or ""."""
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
