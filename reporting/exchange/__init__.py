"""Import and export of a register: all records of a centre as a folder of CSV files."""

from reporting.exchange.exporting import export_register
from reporting.exchange.importing import import_register

__all__ = ["export_register", "import_register"]
