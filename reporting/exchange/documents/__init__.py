"""Documents of families' files in a register: `documents.csv`, and the files themselves in the folder `documents`.

They are exported on demand only. A file is named by its SHA-256 and its format, so no cell of a register says where it
lies.
"""


def name_of(sha256, format):
    """Return the name of the file of a document in the folder of a register."""
    return f"{sha256}.{format}"
