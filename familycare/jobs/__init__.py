"""Work that takes longer than a request may, done by a worker beside the server: docs/jobs.md."""
