"""The tags of a template (`{{ rodzina.nazwa }}`, `{% for cel in plan.cele %}`): checking and filling them.

Jinja runs in its immutable sandbox, with data that are texts, lists and dictionaries only. Each paragraph is put on a
line of its own, so that the line of an error leads to the text of the paragraph.
"""

import codecs
import re
from contextlib import suppress
from html import unescape
from io import BytesIO

import jinja2.debug  # noqa: F401 – imported late by Jinja, when no file can be opened any more
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError
from lxml import etree

from reporting.papers.filling import TemplateRefused, words
from reporting.papers.filling.names import unknown_names

PARAGRAPH = re.compile(r"<w:p([ >])")
TAG = re.compile(r"<[^>]+>")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_PROBLEMS = 20
LANGUAGE = "pl-PL"
MARKUP = ("safe", "tojson", "urlize", "xmlattr")  # filters whose result is taken for XML


def warm_up():
    """Use what Jinja and zipfile import late."""
    for codec in ("cp437", "unicode_escape"):
        codecs.lookup(codec)
    environment = _environment()
    for source in ("{% for a in b %}{{ a.c|upper }}{% endfor %}", "{{ x.y }}", "{% if %}"):
        with suppress(TemplateSyntaxError, UndefinedError):
            environment.from_string(source).render(b=[{"c": "d"}])


def check(content, data):
    """Raise TemplateRefused with all that is wrong with the tags. `data` shows the shape of what will be filled in."""
    document, problems = _opened(content), []
    for tree in _trees(document):
        unpaired = [*_unpaired(tree)]
        problems += unpaired
        if not unpaired:
            problems += _wrong_tags(_source(document, tree), data)
    if problems:
        raise TemplateRefused(*dict.fromkeys(problems[:MOST_PROBLEMS]))


def fill(content, data, title, author):
    """Return the filled document (bytes). Raise TemplateRefused."""
    document = _opened(content)
    try:
        document.render(data, _environment(), autoescape=True)
    except TemplateSyntaxError as error:
        raise TemplateRefused(words.syntax(error.message or "", "")) from None
    except UndefinedError as error:
        raise TemplateRefused(f"Szablon używa pola, którego nie ma: {words.quoted(str(error.message))}.") from None
    except SecurityError:
        raise TemplateRefused("Szablon robi coś, co w szablonach jest zabronione.") from None
    except (etree.XMLSyntaxError, etree.XPathError):
        raise TemplateRefused(words.MISPLACED) from None
    except (MemoryError, OverflowError, RecursionError):
        raise
    except Exception:  # a template may calculate, and fail in many ways
        raise TemplateRefused(words.failed("")) from None
    try:
        return _finished(document.docx, title, author)
    except (OSError, ValueError, KeyError, AttributeError):  # parts that Word writes are missing or broken
        raise TemplateRefused(words.BROKEN) from None


def _finished(docx, title, author):
    properties = docx.core_properties
    properties.title, properties.author, properties.language = title[:255], author[:255], LANGUAGE
    properties.comments, properties.keywords, properties.last_modified_by = "", "", ""
    _speak_polish(docx)
    written = BytesIO()
    docx.save(written)
    return written.getvalue()


def _environment():
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    for name in MARKUP:
        del environment.filters[name]
    return environment


def _opened(content):
    document = DocxTemplate(BytesIO(content))
    try:
        document.render_init()
    except Exception:  # python-docx fails on malformed input in many ways
        raise TemplateRefused(words.BROKEN) from None
    return document


def _trees(document):
    """Yield the XML of the body, then of headers and footers."""
    yield document.docx.element.body
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(uri):
            yield etree.fromstring(part.blob)


def _source(document, tree):
    return PARAGRAPH.sub(r"\n<w:p\1", document.patch_xml(document.xml_to_string(tree)))


def _unpaired(tree):
    for paragraph in tree.iter(f"{W}p"):
        text = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        for opening, closing in (("{{", "}}"), ("{%", "%}")):
            if text.count(opening) != text.count(closing):
                yield words.not_closed(opening, closing, text)


def _wrong_tags(source, data):
    environment, lines = _environment(), source.split("\n")

    def text_of(line):
        return unescape(TAG.sub("", lines[line - 1])) if 0 < line <= len(lines) else ""

    try:
        parsed = environment.parse(source)
        environment.compile(source)
    except TemplateSyntaxError as error:
        yield words.syntax(error.message or "", text_of(error.lineno))
        return
    for name, line, known in unknown_names(parsed, data):
        yield words.unknown_field(name, known, text_of(line))


def _speak_polish(docx):
    """Set the language of all text, which a screen reader needs and the PDF takes over."""
    for style in docx.styles.element.iter(f"{W}lang"):
        style.set(f"{W}val", LANGUAGE)
