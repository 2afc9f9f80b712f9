"""Keys of tables, rows and groups in addresses."""

from django.urls import register_converter


class Key:
    """A key of a table or row as one path segment; slashes in keys of outside figures are escaped as in RFC 6901.

    The empty key, of a column, is “~”.
    """

    regex = "[^/]+"

    def to_python(self, segment):
        return "" if segment == "~" else segment.replace("~1", "/").replace("~0", "~")

    def to_url(self, key):
        return key.replace("~", "~0").replace("/", "~1") or "~"


KEY = "key"
register_converter(Key, KEY)  # here, so that each module with such addresses can be loaded first
