"""The clock, and the memory of this process."""

import resource
import time


def timed(work, *arguments, **named):
    """Return (seconds, result) of a call."""
    start = time.perf_counter()
    result = work(*arguments, **named)
    return time.perf_counter() - start, result


def peak_memory():
    """Return the most memory that this process has used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
