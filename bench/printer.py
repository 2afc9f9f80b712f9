"""The results as text: ratios, times with a limit, then import and export, then the slowest queries."""

import sys


class Printer:
    def __init__(self, with_detail):
        self.with_detail = with_detail
        self.ratios, self.times, self.rates, self.details = [], [], [], []
        self.missed = False

    def ratio(self, what, engine, seconds, floor, limit, result):
        ratio = seconds / floor
        self.missed |= ratio > limit
        verdict = "ok" if ratio <= limit else "TOO SLOW"
        times = f"{seconds:8.3f} s / {floor:8.3f} s"
        self.ratios.append(
            f"{ratio:5.2f} (≤ {limit})  {times}  {result['memory']:5} MB  {engine:10}  {what}  {verdict}"
        )
        if "detail" in result:
            self.details.append(f"\n{what}, {engine}: the slowest, seconds over all periods")
            self.details += [f"{slow:9.3f}  {name}" for name, slow in result["detail"]]

    def time(self, what, engine, taken, limit, result):
        """`taken`: {"seconds", "cpu"}; the latter tells whether a busy machine made it slow."""
        self.missed |= taken["seconds"] > limit
        verdict = "ok" if taken["seconds"] <= limit else "TOO SLOW"
        times = f"{taken['seconds']:8.3f} s (≤ {limit} s)  {taken['cpu']:8.3f} s of a core"
        self.times.append(f"{times}  {result['memory']:5} MB  {engine:10}  {what}  {verdict}")

    def rate(self, what, engine, result):
        seconds, rows, visits = result["seconds"], result["rows"], result["visits"]
        speed = f"{rows / seconds:9.0f} rows/s  {visits / seconds:9.0f} visits/s"
        self.rates.append(f"{speed}  {seconds:8.2f} s  {result['memory']:5} MB  {engine:10}  {what}, {rows} rows")

    def show(self):
        """Write the results and return the exit code of the benchmark."""
        lines = [*self.ratios, "", *self.times, "", *self.rates, *(self.details if self.with_detail else [])]
        sys.stdout.write("\n".join(lines) + "\n")
        return int(self.missed)
