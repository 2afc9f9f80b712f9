"""gunicorn reads this by itself: `gunicorn familycare.wsgi`. The proxy in front of it: docs/server.md."""

import os

# A worker computes, its threads wait for the database. WEB_CONCURRENCY sets another number of workers.
workers = int(os.environ.get("WEB_CONCURRENCY") or len(os.sched_getaffinity(0)) + 1)
worker_class = "gthread"
threads = 4

# Longer than any address or cookie of the application.
limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190

# Looking into a document may take 40 seconds, the virus scanner another 30. That is longer than gunicorn waits by
# itself (30), and the sender would get no answer.
timeout = graceful_timeout = 90

# Addresses hold numbers of families, and some are keys, so there is no access log. With `--access-logfile -` it holds
# the moment, the method, the status, the size and the duration, but no address; neither does the log of errors.
logger_class = "familycare.web.server_log.ServerLog"
accesslog = None
access_log_format = "%(t)s %(m)s %(s)s %(B)s %(D)s"
