"""gunicorn's own log, as quiet as that of the application (`log_formatter`): no addresses, nothing that was sent.

An address may be a key: a calendar, an invitation, a new password.
"""

import re

from gunicorn.glogging import Logger

from familycare.web.log_formatter import PrivateFormatter

# What a line about a request may hold, whatever --access-logformat asks for: moment, method, status, size, duration,
# process. Everything else is written as "-".
TOLD = frozenset("t m s B b T D M L p".split())


class ServerLog(Logger):
    """Logs requests without their address, and errors without their message and without what the sender wrote."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(PrivateFormatter(self.error_fmt, self.datefmt))

    def atoms(self, *args, **kwargs):
        return {name: value for name, value in super().atoms(*args, **kwargs).items() if name in TOLD}

    # gunicorn uses these three for requests, and quotes their first line or header.
    def debug(self, msg, *args, **kwargs):
        super().debug(_beginning(msg), **kwargs)

    def warning(self, msg, *args, **kwargs):
        super().warning(_beginning(msg), **kwargs)

    def exception(self, msg, *args, **kwargs):
        super().exception(_beginning(msg), **kwargs)


def _beginning(message):
    """Return what gunicorn says before it quotes: „Error handling request”, „Invalid request from ip”."""
    return re.split(r"[%:=]", str(message), maxsplit=1)[0].strip()
