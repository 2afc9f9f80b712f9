"""Small parts that pages are made of; the larger ones are templates in `templates/components/`."""

import re
from functools import cache

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

ICONS = settings.BASE_DIR / "static" / "vendor" / "bootstrap-icons.svg"


@register.simple_tag
def icon(name):
    """The picture of that name in Bootstrap Icons, drawn in the colour of the text; it says nothing to a screen reader.

    An unknown name is a KeyError. The picture stands in the page, as the file of all of them is far too large to send.
    """
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">{}</svg>', icons()[name]
    )


@cache
def icons():
    """What draws each icon, by its name."""
    symbols = re.findall(r'<symbol [^>]*\bid="([^"]+)"[^>]*>(.*?)</symbol>', ICONS.read_text(), re.DOTALL)
    return {name: mark_safe(" ".join(drawing.split())) for name, drawing in symbols}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*words_and_addresses):
    """The way to this page, itself left out: `{% breadcrumbs _("Rodziny") families_url family family_url %}`."""
    return {"steps": list(zip(words_and_addresses[::2], words_and_addresses[1::2], strict=True))}


@register.simple_tag(takes_context=True)
def nav_item(context, name, label, icon_name, *within):
    """An entry of the navigation: the page called `name`; it is marked there, and on the pages `within` it too."""
    # A dozen on every page: as a template they would take three times as long.
    here = context["request"].resolver_match
    here = here and here.view_name
    current = "page" if here == name else "true" if here in within else ""
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<li><a href="{}"{}>{}<span>{}</span></a></li>', reverse(name), mark, icon(icon_name), label)


@register.simple_tag(takes_context=True)
def nav_place(context, place):
    """The entry of a `familycare.web.navigation.Place`."""
    return nav_item(context, place.name, place.label, place.icon, *place.within)
