"""What a list says of itself: how much there is, which of it a page shows, and what it hides from the reader."""

from django.utils.translation import gettext as _

from familycare.lib.polish import counted, number, plural, z_or_ze


def families_in_words(count):
    """„117 rodzin”."""
    return counted(count, _("rodzina"), _("rodziny"), _("rodzin"))


def caption(page, things, all_of_them):
    """„Rodziny 51–100 ze 117” of a page of several, else `all_of_them`; `things` is the word that begins it."""
    if page.paginator.num_pages == 1:
        return all_of_them
    return _("%(things)s %(first)s–%(last)s %(of)s %(total)s") % {
        "things": things,
        "first": number(page.start_index()),
        "last": number(page.end_index()),
        "of": z_or_ze(page.paginator.count),
        "total": number(page.paginator.count),
    }


def hidden_in_words(hidden, total, things):
    """„3 z 12 rodzin są poza Twoim zakresem.”, or nothing; `things` is the word after the total."""
    if hidden <= 0:
        return ""
    return _("%(hidden)s %(of)s %(total)s %(things)s %(are)s poza Twoim zakresem.") % {
        "hidden": number(hidden),
        "of": z_or_ze(total),
        "total": number(total),
        "things": things,
        "are": plural(hidden, "jest", "są", "jest"),
    }
