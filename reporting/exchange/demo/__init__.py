"""Generated demo registers of any size, realistic and valid: for the demo centre, benchmarks and tests."""

from reporting.exchange.demo.register import DemoError, DemoSummary, generate_register

__all__ = ["DemoError", "DemoSummary", "generate_register"]
