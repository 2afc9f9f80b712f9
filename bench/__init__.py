"""Speed and memory, measured on both databases: `make bench`, or `python -m bench --help`."""
