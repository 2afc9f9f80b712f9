"""Programmes of supporting families, for three years (art. 176 pkt 1 of the Act): goals, tasks, indicators, results."""
