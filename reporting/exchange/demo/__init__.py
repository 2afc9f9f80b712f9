"""Invents lawful, lifelike registers of any size, for the demo centre, the benchmarks and the tests."""

from reporting.exchange.demo.register import InventError, Summary, invent_register

__all__ = ["InventError", "Summary", "invent_register"]
