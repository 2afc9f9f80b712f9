"""Registers that add to the records of the database and change them (`import_register --update`)."""

from reporting.exchange.updating.update import PreviewOutdated, update_register

__all__ = ["PreviewOutdated", "update_register"]
