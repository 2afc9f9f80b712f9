"""Writing what a command makes: into a file, the whole or nothing, or to standard output."""

import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from familycare.audit import commands


def refuse_terminal(output, format):
    """Raise Refusal if a binary file would go to a terminal. `output`: a path or ""; `format`: a Format."""
    if not output and format.binary and sys.stdout.isatty():
        raise commands.Refusal(f"Plik {format.name} nie nadaje się na ekran. Podaj plik: -o PLIK.")


def write(content, output, stdout):
    """Write bytes to the path `output`, or to standard output without one. Raises Refusal."""
    if output:
        _write_file(Path(output), content)
    else:
        # A text wrapper of standard output would change the bytes.
        stdout.flush()
        sys.stdout.buffer.write(content)


def _write_file(path, content):
    """Write the whole file or nothing: into a temporary file in the same folder, which then replaces it."""
    temporary = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise commands.Refusal(f"Nie można zapisać pliku „{path}”: {commands.reason_of(error)}.") from error


def _umask():
    """Return the process umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
