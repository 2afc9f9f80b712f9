"""gunicorn reads this by itself: `gunicorn familycare.wsgi`."""

# Addresses hold numbers of families and what was searched for, so there is no access log. With
# `--access-logfile -` it holds the moment, the method, the status, the size and the duration, but no address.
accesslog = None
access_log_format = "%(t)s %(m)s %(s)s %(B)s %(D)s"

# Looking into a document may take 40 seconds, the virus scanner another 30. That is longer than gunicorn waits by
# itself (30), and the sender would get no answer.
timeout = 90
