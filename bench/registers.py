"""The registers to measure with: the biggest of those that the tests carry, and invented ones of any size."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
GIVEN = PROJECT / "tests" / "registers"
FAMILIES, YEARS = 637, 5  # of the biggest given register


def biggest_given():
    """Return the zip of the given register with the longest diary."""
    return max(GIVEN.glob("*.zip"), key=_bytes_of_diary)


def _bytes_of_diary(register):
    with zipfile.ZipFile(register) as archive:
        return archive.getinfo("visits.csv").file_size


def invented(folder, times):
    """Make a register and return its folder in `folder`, `times` the size of the biggest given one."""
    made = folder / f"register-{times}"
    sys.stderr.write(f"making a register of {FAMILIES * times} families\n")
    size = ["--families", str(FAMILIES * times), "--years", str(YEARS), "--seed", "1"]
    command = [sys.executable, "manage.py", "make_register", str(made), *size]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=PROJECT)
    return made


def forget(register):
    """Delete an invented register."""
    shutil.rmtree(register)
