"""Small components of pages; larger ones are templates in `templates/components/`."""

import re
from functools import cache

from django import template
from django.conf import settings
from django.template.base import TextNode
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from familycare.lib.polish import HARD_SPACE
from familycare.lib.texts import dialled

register = template.Library()

ICONS = settings.BASE_DIR / "static" / "vendor" / "bootstrap-icons.svg"


@register.simple_tag
def icon(name):
    """Return the SVG of a Bootstrap icon in the colour of the text, hidden from screen readers.

    Raise KeyError for an unknown name. The SVG is inline, because the file with all icons is too large to send.
    """
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">{}</svg>', icons()[name]
    )


@cache
def icons():
    """Return {name: SVG content}."""
    symbols = re.findall(r'<symbol [^>]*\bid="([^"]+)"[^>]*>(.*?)</symbol>', ICONS.read_text(), re.DOTALL)
    return {name: mark_safe(" ".join(drawing.split())) for name, drawing in symbols}


@register.filter
def phone_link(phone):
    """Return a link that calls a stored telephone number, or "" without one."""
    if not phone:
        return ""
    link = '<a class="contact" href="tel:{}">{}{}</a>'
    return format_html(link, dialled(phone), icon("telephone"), phone.replace(" ", HARD_SPACE))


@register.filter
def mail_link(email):
    """Return a link that writes to an e-mail address, or "" without one."""
    return format_html('<a class="contact" href="mailto:{0}">{1}{0}</a>', email, icon("envelope")) if email else ""


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*words_and_addresses):
    """Render the path to this page, without the page itself: `{% breadcrumbs "Rodziny" families_url family family_url
    %}`."""
    return {"steps": list(zip(words_and_addresses[::2], words_and_addresses[1::2], strict=True))}


@register.simple_tag(takes_context=True)
def nav_item(context, name, label, icon_name, *within):
    """Return a link to the URL called `name`, highlighted on that page and on the pages `within` it."""
    # Not a template: there are a dozen on every page, and templates would take three times as long.
    here = context["request"].resolver_match
    here = here and here.view_name
    current = "page" if here == name else "true" if here in within else ""
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<li><a href="{}"{}>{}<span>{}</span></a></li>', reverse(name), mark, icon(icon_name), label)


@register.simple_tag(takes_context=True)
def navigation_link(context, item):
    """Return the link of a `familycare.web.navigation.NavigationItem`."""
    return nav_item(context, item.name, item.label, item.icon, *item.within)


class JoinedNode(template.Node):
    def __init__(self, nodelist, separator):
        self.nodelist, self.separator = nodelist, separator

    def render(self, context):
        lines = [""]
        for node in self.nodelist:
            first, *others = str(node.s).split("\n") if isinstance(node, TextNode) else [node.render_annotated(context)]
            lines[-1] += first
            lines += others
        return mark_safe(self.separator.join(filter(None, map(str.strip, lines))))


@register.tag
def joined(parser, token):
    """Join the lines of the block by a comma, or by another separator; lines that come out empty are left out.

    `{% joined %}` … `{% endjoined %}`, `{% joined " · " %}` … `{% endjoined %}`. A line is one of the template's: what
    a variable or a tag gives is never divided.
    """
    separator = token.split_contents()[1][1:-1] if len(token.split_contents()) > 1 else ", "
    nodelist = parser.parse(["endjoined"])
    parser.delete_first_token()
    return JoinedNode(nodelist, separator)
