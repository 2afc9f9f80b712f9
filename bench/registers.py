"""The registers to measure with: the biggest that lies beside the repository, and invented ones of any size."""

import shutil
import subprocess
import sys
from pathlib import Path

GIVEN = Path(__file__).resolve().parents[2] / "shared" / "registers"
FAMILIES, YEARS = 637, 5  # of the biggest given register


def biggest_given():
    """The given register with the longest diary, or None where none lies beside the repository."""
    return max(
        (diary.parent for diary in GIVEN.glob("*/visits.csv")),
        key=lambda folder: (folder / "visits.csv").stat().st_size,
        default=None,
    )


def invented(folder, times):
    """A register, made in `folder`, of `times` the size of the biggest given one."""
    made = folder / f"register-{times}"
    sys.stderr.write(f"making a register of {FAMILIES * times} families\n")
    size = ["--families", str(FAMILIES * times), "--years", str(YEARS), "--seed", "1"]
    command = [sys.executable, "manage.py", "make_register", str(made), *size]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=Path(__file__).resolve().parent.parent)
    return made


def forget(register):
    """Deletes an invented register."""
    shutil.rmtree(register)
