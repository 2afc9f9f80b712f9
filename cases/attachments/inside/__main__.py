"""`python -m cases.attachments.inside FORMAT`: looks into the document on the standard input. Ends with 0 and the
document as it is to be kept (nothing: as it came) on the standard output, or with REFUSED and a Reason there."""

import importlib
import resource
import sys

from cases.attachments.inside import Reason, Refused

REFUSED = 3
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 15  # of the processor


def main(format):
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        kept = importlib.import_module(f"cases.attachments.inside.{format}").kept(content)
    except Refused as refusal:
        return _answer(str(refusal))
    except MemoryError:
        return _answer(Reason.HEAVY)
    except Exception:  # libraries that read what strangers wrote fail in many ways, which all mean the same
        return _answer(Reason.BROKEN)
    sys.stdout.buffer.write(b"" if kept is content else kept)
    return 0


def _answer(reason):
    sys.stdout.write(reason)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
