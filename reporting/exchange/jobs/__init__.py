"""Imports and exports of the pages, as jobs."""
