"""`python -m cases.documents.inspection FORMAT`: looks into the document on the standard input. Ends with 0 and the
document as it is to be kept (nothing: as it came) on the standard output, or with REFUSED and a Reason there."""

import importlib
import resource
import sys

from cases.documents.inspection import Reason, Refused

REFUSED = 3
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 15  # of the processor


def main(format):
    # Before anything is refused: a library that is not there is no fault of the document.
    reader = importlib.import_module(f"cases.documents.inspection.{format}")
    _limit(resource.RLIMIT_CPU, MOST_SECONDS)
    _limit(resource.RLIMIT_CORE, 0)
    if sys.platform != "darwin":  # which knows no such limit
        _limit(resource.RLIMIT_AS, MOST_MEMORY)
    content = sys.stdin.buffer.read()
    try:
        kept = reader.kept(content)
    except Refused as refusal:
        return _answer(str(refusal))
    except MemoryError:
        return _answer(Reason.HEAVY)
    except Exception:  # libraries that read what strangers wrote fail in many ways, which all mean the same
        return _answer(Reason.BROKEN)
    sys.stdout.buffer.write(b"" if kept is content else kept)
    return 0


def _limit(what, most):
    """Not more than `most` of it, nor than whoever started the application allows."""
    allowed = resource.getrlimit(what)[1]
    most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(what, (most, most))


def _answer(reason):
    sys.stdout.write(reason)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
