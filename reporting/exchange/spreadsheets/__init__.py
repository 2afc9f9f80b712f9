"""Spreadsheets as people have them (XLSX, CSV of any kind), each read as one file of a register."""
