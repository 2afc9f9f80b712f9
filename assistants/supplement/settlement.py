"""The settlement of a year: what each post cost and which supplement was paid, month by month, beside the cap."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistants.models import MonthOfPost, Post, SupplementCap
from familycare.lib.months import Month
from familycare.lib.ordering import polish_sort_key
from familycare.lib.polish import rounded


def cap_of(fraction, month, caps):
    """Return the largest supplement in zł (Decimal) of a part of a post in a Month; None if no cap is entered for it.

    `caps`: SupplementCaps. The programme says it for a full post, in proportion to the part.
    """
    known = _in_force(month, caps)
    return None if known is None else rounded(known.amount * fraction, 2)


def _in_force(month, caps):
    return max((cap for cap in caps if cap.since <= month.start), key=lambda cap: cap.since, default=None)


def posts_in(first, last):
    """Return the Posts held on a day from `first` to `last`, by name of the assistant, source and first day."""
    held = Post.objects.filter(starts_on__lte=last).exclude(ends_on__lt=first).select_related("assistant", "funding")
    return sorted(held, key=_place)


def _place(post):
    return polish_sort_key(f"{post.assistant.last_name} {post.assistant.first_name}"), post.funding_id, post.starts_on


@dataclass(frozen=True)
class SettledMonth:
    """A month of a post: cost and supplement in zł (None: not entered), and the cap (None: not known).

    `share`: which part of the cost, in percent, the supplement may be; None if the programme does not say.
    """

    month: Month
    cost: Decimal | None
    supplement: Decimal | None
    cap: Decimal | None
    share: int | None

    @property
    def is_over_share(self):
        """Whether the supplement is more than its share of the cost."""
        return (
            self.share is not None and self.cost is not None and (self.supplement or 0) * 100 > self.cost * self.share
        )

    @property
    def is_over(self):
        """Whether the supplement is more than the cap, which was lowered after it was entered."""
        return self.cap is not None and (self.supplement or 0) > self.cap


@dataclass(frozen=True)
class SettledPost:
    """A post in a year: its SettledMonths, only those of which something is entered."""

    post: Post
    months: list[SettledMonth]

    @property
    def cost(self):
        return sum((each.cost or 0 for each in self.months), Decimal())

    @property
    def supplement(self):
        return sum((each.supplement or 0 for each in self.months), Decimal())

    @property
    def cap(self):
        """The sum of the caps of the months with a supplement."""
        return sum((each.cap or 0 for each in self.months if each.supplement), Decimal())


def settlement(year):
    """Return the SettledPosts of the year. Three queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    caps, entered = list(SupplementCap.objects.all()), {}
    for each in MonthOfPost.objects.filter(month__range=(first, last)).order_by("month"):
        entered.setdefault(each.post_id, []).append(each)
    return [
        SettledPost(post, [_settled(post, each, caps) for each in entered.get(post.pk, [])])
        for post in posts_in(first, last)
    ]


def _settled(post, entered, caps):
    month = Month.of(entered.month)
    known = _in_force(month, caps)
    cap = cap_of(post.fraction, month, caps)
    return SettledMonth(month, entered.cost, entered.supplement, cap, known.share if known else None)
