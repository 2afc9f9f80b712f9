"""The half-yearly assessment of a family's situation: writing it, handing it to the head of the unit, and what follows
from it (UWRiSPZ art. 15 ust. 1 pkt 15)."""
