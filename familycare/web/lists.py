"""Captions and notes of lists."""

from familycare.lib.polish import counted, number, plural, z_or_ze


def families_in_words(count):
    """Return for example „117 rodzin”."""
    return counted(count, "rodzina", "rodziny", "rodzin")


def caption(page, things, all_of_them):
    """Return for example „Rodziny 51–100 ze 117” for one of several pages, else `all_of_them`.

    `things` is the first word.
    """
    if page.paginator.num_pages == 1:
        return all_of_them
    first, last, total = page.start_index(), page.end_index(), page.paginator.count
    return f"{things} {number(first)}–{number(last)} {z_or_ze(total)} {number(total)}"


def hidden_in_words(hidden, total, things):
    """Return for example „3 z 12 rodzin są poza Twoim zakresem.”, or "" if nothing is hidden.

    `things` is the noun after the total.
    """
    if hidden <= 0:
        return ""
    are = plural(hidden, "jest", "są", "jest")
    return f"{number(hidden)} {z_or_ze(total)} {number(total)} {things} {are} poza Twoim zakresem."
