"""`python -m cases.documents.inspection FORMAT`: inspect the document on standard input.

Exit with 0 and the content to store on standard output (nothing: unchanged), or with REFUSED and a Reason there.
"""

import importlib
import resource
import sys

from cases.documents.inspection import Reason, Refused

REFUSED = 3
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 15  # of the processor
# Whatever a malicious document makes of this process, it opens no file and no connection, starts no process, writes no
# file, and leaves no image of the memory on the disk. A process cannot take these limits back.
NEVER = (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)


def main(format):
    # First, so that a missing library is not reported as a broken document, and because no file can be opened later.
    reader = importlib.import_module(f"cases.documents.inspection.{format}")
    _limit(resource.RLIMIT_CPU, MOST_SECONDS)
    for never in NEVER:
        _limit(never, 0)
    if sys.platform != "darwin":  # macOS does not support this limit
        _limit(resource.RLIMIT_AS, MOST_MEMORY)
    content = sys.stdin.buffer.read()
    try:
        kept = reader.inspect(content)
    except Refused as refusal:
        return _answer(str(refusal))
    except MemoryError:
        return _answer(Reason.HEAVY)
    except Exception:  # parsers fail on malformed input in many ways
        return _answer(Reason.BROKEN)
    sys.stdout.buffer.write(b"" if kept is content else kept)
    return 0


def _limit(what, most):
    """Set the resource limit to `most`, or to the limit of the parent process if that is lower."""
    allowed = resource.getrlimit(what)[1]
    most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(what, (most, most))


def _answer(reason):
    sys.stdout.write(reason)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
