"""The results as text, each as soon as it is there, and all at the end: ratios, times, rates, the slowest queries."""

import sys


class Printer:
    def __init__(self, with_detail):
        self.with_detail = with_detail
        self.ratios, self.times, self.rates, self.details = [], [], [], []
        self.missed = False

    def ratio(self, what, engine, seconds, floor, limit, result):
        ratio = seconds / floor
        times = f"{seconds:8.3f} s / {floor:8.3f} s"
        self._add(
            self.ratios,
            f"{ratio:5.2f} (≤ {limit})  {times}  {result['memory']:5} MB  {engine:10}  {what}",
            self._verdict(ratio, limit),
        )
        if "detail" in result:
            self.details.append(f"\n{what}, {engine}: the slowest, seconds over all periods")
            self.details += [f"{slow:9.3f}  {name}" for name, slow in result["detail"]]

    def time(self, what, engine, taken, limit, result):
        """`taken`: {"seconds", "cpu"}; the latter tells whether a busy machine made it slow. `limit`: in s, or None."""
        allowed = f" (≤ {limit} s)" if limit else ""
        times = f"{taken['seconds']:8.3f} s{allowed:11}  {taken['cpu']:8.3f} s of a core"
        self._add(
            self.times,
            f"{times}  {result['memory']:5} MB  {engine:10}  {what}",
            self._verdict(taken["seconds"], limit) if limit else "",
        )

    def rate(self, what, engine, result):
        seconds, rows, visits = result["seconds"], result["rows"], result["visits"]
        speed = f"{rows / seconds:9.0f} rows/s  {visits / seconds:9.0f} visits/s"
        self._add(
            self.rates, f"{speed}  {seconds:8.2f} s  {result['memory']:5} MB  {engine:10}  {what}, {rows} rows", ""
        )

    def show(self):
        """Write the results and return the exit code of the benchmark."""
        lines = [*self.ratios, "", *self.times, "", *self.rates, *(self.details if self.with_detail else [])]
        sys.stdout.write("\n".join(lines) + "\n")
        return int(self.missed)

    def _verdict(self, measured, limit):
        self.missed |= measured > limit
        return "ok" if measured <= limit else "TOO SLOW"

    @staticmethod
    def _add(lines, line, verdict):
        lines.append(f"{line}  {verdict}".rstrip())
        sys.stderr.write(f"{lines[-1]}\n")
