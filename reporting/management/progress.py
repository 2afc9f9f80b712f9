"""Progress of a command."""

from familycare.lib.polish import number


class ProgressLine:
    """A line with the progress on a terminal; no output when the stream is not a terminal."""

    def __init__(self, stream):
        self._stream = stream if stream.isatty() else None
        self._width = 0

    def __call__(self, file, rows):
        self._show(f"{file}: {number(rows)}")

    def clear(self):
        """Remove the line from the terminal."""
        if self._width:
            self._show("")
            self._stream.write("\r", str, ending="")

    def _show(self, text):
        if self._stream:
            self._stream.write("\r" + text.ljust(self._width), str, ending="")
            self._stream.flush()
            self._width = max(self._width, len(text))
