"""Declarations of the fields of papers: the name in the template, a sentence for people, the value, an example.

The data of a paper, the page that explains the fields, the check of an uploaded template and its preview with an
invented family are all made from them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

# What XML cannot hold, and the signs that docxtpl reads as breaks.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def text_of(value):
    """Return the value as the template gets it: a text, "" for nothing, line ends as "\\n"."""
    return "" if value is None else UNPRINTABLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True)
class Field:
    """One text. `value` takes what the group is about; `example` is of the invented family, in lists one a row."""

    name: str
    sentence: str
    value: Callable
    example: str | tuple[str, ...]

    def data(self, source):
        return text_of(self.value(source))

    def invented(self, row=0):
        return self.example if isinstance(self.example, str) else self.example[row]

    def empty(self):
        return ""


@dataclass(frozen=True)
class Rows:
    """A list, for a loop: `{% for item in group.name %}`. `rows` returns what its fields take."""

    name: str
    item: str
    sentence: str
    rows: Callable
    fields: tuple[Field, ...]

    def data(self, source):
        return [{field.name: field.data(row) for field in self.fields} for row in self.rows(source)]

    def invented(self, row=0):
        count = max(len(field.example) for field in self.fields if isinstance(field.example, tuple))
        return [{field.name: field.invented(number) for field in self.fields} for number in range(count)]

    def empty(self):
        return []


@dataclass(frozen=True)
class FieldGroup:
    """Fields with a common beginning of their names: `{{ rodzina.nazwa }}`. Their values take the PaperSource."""

    name: str
    title: str
    fields: tuple[Field | Rows, ...]

    def data(self, source):
        return {field.name: field.data(source) for field in self.fields}

    def invented(self):
        return {field.name: field.invented() for field in self.fields}

    def empty(self):
        return {field.name: field.empty() for field in self.fields}


@dataclass(frozen=True)
class Explained:
    """A line of the page that explains the fields: what to write in Word, what it is, an example."""

    code: str
    sentence: str
    example: str
    is_list: bool = False


def explained(group):
    """Yield the Explained lines of a group."""
    for field in group.fields:
        if isinstance(field, Field):
            yield Explained(f"{{{{ {group.name}.{field.name} }}}}", field.sentence, field.invented())
        else:
            loop = f"{{% for {field.item} in {group.name}.{field.name} %}} … {{% endfor %}}"
            yield Explained(loop, field.sentence, "", is_list=True)
            for each in field.fields:
                yield Explained(f"{{{{ {field.item}.{each.name} }}}}", each.sentence, each.invented())


def data_of(groups, source):
    """Return the data of a paper: plain dictionaries, lists and texts."""
    return {group.name: group.data(source) for group in groups}


def invented_data(groups):
    """Return the data of the invented family."""
    return {group.name: group.invented() for group in groups}


def empty_data(groups):
    """Return data of a family of which nothing is known."""
    return {group.name: group.empty() for group in groups}
