"""`python -m reporting.papers.filling`: check or fill the template on standard input.

The first line of the input is JSON: `action` ("check" or "fill"), `data`, `title`, `author`; the rest is the template.
Exit with 0 and the filled document (of a check: nothing) on standard output, or with REFUSED and a JSON list of
sentences.
"""

import json
import resource
import sys

from reporting.papers.filling import TemplateRefused, package, tags, words

REFUSED = 3
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 10  # of the processor
MOST_BYTES = 10 * 1024 * 1024  # of the filled document
# Whatever a template makes of this process, it opens no file and no connection, starts no process, writes no file. A
# process cannot take these limits back.
NEVER = (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)


def main():
    tags.warm_up()  # first, because nothing can be imported later
    _limit(resource.RLIMIT_CPU, MOST_SECONDS)
    for never in NEVER:
        _limit(never, 0)
    if sys.platform != "darwin":  # macOS does not support this limit
        _limit(resource.RLIMIT_AS, MOST_MEMORY)
    asked = json.loads(sys.stdin.buffer.readline())
    template = sys.stdin.buffer.read()
    try:
        content = b""
        if asked["action"] == "check":
            package.check(template)
            tags.check(template, asked["data"])
        else:
            content = tags.fill(template, asked["data"], asked["title"], asked["author"])
        if len(content) > MOST_BYTES:
            raise TemplateRefused(words.TOO_LONG)
        if content:
            package.check(content)  # tags may have made what the template itself does not hold
    except TemplateRefused as refused:
        return _answer(refused.problems)
    except (MemoryError, OverflowError, RecursionError):
        return _answer([words.ENDLESS])
    sys.stdout.buffer.write(content)
    return 0


def _limit(what, most):
    """Set the resource limit to `most`, or to the limit of the parent process if that is lower."""
    allowed = resource.getrlimit(what)[1]
    most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(what, (most, most))


def _answer(problems):
    sys.stdout.buffer.write(json.dumps(problems).encode())
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
