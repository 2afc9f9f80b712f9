"""The block tag `joined`."""

from django.template import engines


def rendered(source, **context):
    return engines["django"].from_string("{% load components %}" + source).render(context)


class TestJoined:
    def test_puts_a_comma_between_lines(self):
        assert rendered("{% joined %}\n  a\n  b c\n{% endjoined %}") == "a, b c"

    def test_leaves_out_lines_that_come_out_empty(self):
        source = "{% joined %}\n{{ first }}\n{% if second %}nr {{ second }}{% endif %}\nkoniec\n{% endjoined %}"
        assert rendered(source, first="", second=None) == "koniec"
        assert rendered(source, first="a", second=7) == "a, nr 7, koniec"

    def test_takes_another_separator(self):
        assert rendered('{% joined " · " %}\na\n{{ b }}\n{% endjoined %}', b="b") == "a · b"

    def test_never_divides_a_value(self):
        assert rendered("{% joined %}\n{{ text }}\nb\n{% endjoined %}", text="dwie\nlinie") == "dwie\nlinie, b"

    def test_escapes_values(self):
        assert rendered("{% joined %}\n{{ text }}\n{% endjoined %}", text="<b>") == "&lt;b&gt;"
