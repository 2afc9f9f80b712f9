"""Invents lawful, lifelike registers of any size, for the demo centre, the benchmarks and the tests."""

from reporting.exchange.demo.register import DemoError, DemoSummary, invent_register

__all__ = ["DemoError", "DemoSummary", "invent_register"]
