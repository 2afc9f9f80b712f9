"""Records that belong to a record without an id: a register says which by the columns of that record's own file."""

from collections import defaultdict

from assistants.models import Assignment, MonthOfPost, Post, Substitution


def _assignments(known, rows):
    """Return the keys of the assignments that the rows are about: those of their case that begin on `assigned_on`."""
    cases = [known.cases.keys[row.case] for row in rows]
    found = Assignment.objects.filter(case__in={*cases}).values_list("case_id", "starts_on", "pk")
    keys = {(case, start): key for case, start, key in found}
    return [keys[case, row.assigned_on] for case, row in zip(cases, rows, strict=True)]


def _posts(known, rows):
    """Return the keys of the posts that the rows are about.

    Of several posts of an assistant with one source and one first day, each takes the month once, in their order.
    """
    assistants = [known.assistants.keys[row.assistant] for row in rows]
    posts, taken = defaultdict(list), set()
    for post in Post.objects.filter(assistant__in={*assistants}).order_by("pk"):
        posts[post.assistant_id, post.funding_id, post.starts_on].append(post.pk)
    taken |= set(MonthOfPost.objects.filter(post__assistant__in={*assistants}).values_list("post_id", "month"))
    keys = []
    for assistant, row in zip(assistants, rows, strict=True):
        post = next(each for each in posts[assistant, row.funding, row.start] if (each, row.month) not in taken)
        taken.add((post, row.month))
        keys.append(post)
    return keys


# {model: (the field, a function of KnownRecords and rows that returns the keys in it)}
OWNERS = {Substitution: ("assignment", _assignments), MonthOfPost: ("post", _posts)}
