"""The clock, and the memory of this process."""

import resource
import time
from statistics import median


def timed(work, *arguments, **named):
    """Return (seconds, result) of a call."""
    start = time.perf_counter()
    result = work(*arguments, **named)
    return time.perf_counter() - start, result


def clocked(work, *arguments):
    """Return ({"seconds", "cpu"}, result) of a call; `cpu`: seconds that this process kept a core busy."""
    start = time.process_time()
    seconds, result = timed(work, *arguments)
    return {"seconds": seconds, "cpu": time.process_time() - start}, result


def in_turn(runs, works):
    """Return {name: {"seconds", "cpu"}}, medians of `works`, {name: function}, after a run that warms up.

    They are called in turn, so that other load on the machine affects all alike.
    """
    taken = {name: [] for name in works}
    for _run in range(1 + runs):
        for name, work in works.items():
            taken[name].append(clocked(work)[0])
    return {
        name: {clock: median(each[clock] for each in of_work[1:]) for clock in ("seconds", "cpu")}
        for name, of_work in taken.items()
    }


def peak_memory():
    """Return the most memory that this process has used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
