"""Forms of the supplement to pay: a month as a grid, and a cap."""

from django import forms
from django.core.exceptions import ValidationError

from assistants.models import MonthOfPost, SupplementCap
from familycare.lib.fields import AmountField
from familycare.lib.months import Month
from familycare.lib.optimistic_lock import VersionedFormMixin

MOST_COST, MOST_SUPPLEMENT = 999_999, 99_999


def amount_field(label, most):
    """Return an optional field for an amount in zł."""
    return AmountField(
        places=2,
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        error_messages={
            "invalid": "Wpisz kwotę, np. 5400,50.",
            "min_value": "Kwota nie może być mniejsza niż 0.",
            "max_digits": "Ta kwota jest za duża.",
        },
    )


class MonthForm(VersionedFormMixin):
    """What the posts cost in a Month, a row for each. Where nothing is entered, the amounts of the month before are
    offered."""

    def __init__(self, *args, month, posts, **kwargs):
        self.month, self.posts = month, posts
        self._entered = {each.post_id: each for each in MonthOfPost.objects.filter(month=month.start, post__in=posts)}
        super().__init__(*args, **kwargs)
        before = {each.post_id: each for each in MonthOfPost.objects.filter(month=(month + -1).start, post__in=posts)}
        for post in posts:
            offered = self._entered.get(post.pk) or before.get(post.pk)
            for name, most, label in (
                ("cost", MOST_COST, "Koszt (zł)"),
                ("supplement", MOST_SUPPLEMENT, "Dodatek (zł)"),
            ):
                field = amount_field(label, most)
                field.initial = getattr(offered, name, None)
                self.fields[f"{name}_{post.pk}"] = field

    def saved_values(self):
        values = {}
        for post in self.posts:
            saved = self._entered.get(post.pk)
            values[f"cost_{post.pk}"] = getattr(saved, "cost", None)
            values[f"supplement_{post.pk}"] = getattr(saved, "supplement", None)
        return values

    def label_of(self, name):
        (post,) = [each for each in self.posts if name.endswith(f"_{each.pk}")]
        return f"{post.assistant}, {post.funding}: {super().label_of(name)}"

    @property
    def is_offered(self):
        """Whether amounts of the month before are offered somewhere."""
        return any(
            post.pk not in self._entered and self.fields[f"cost_{post.pk}"].initial is not None for post in self.posts
        )

    @property
    def rows(self):
        """[(Post, its bound field of the cost, of the supplement)]"""
        return [(post, self[f"cost_{post.pk}"], self[f"supplement_{post.pk}"]) for post in self.posts]

    def amounts(self):
        """Return the argument of `save_month`."""
        data = self.cleaned_data
        return {post: (data[f"cost_{post.pk}"], data[f"supplement_{post.pk}"]) for post in self.posts}


class CapForm(forms.Form):
    """A cap from a month on."""

    since = forms.CharField(
        label="Od miesiąca",
        help_text="rok i miesiąc, np. 2026-01",
        error_messages={"required": "Podaj rok i miesiąc, np. 2026-01."},
    )
    amount = AmountField(
        places=2,
        label="Najwyższy dodatek za miesiąc na cały etat (zł)",
        help_text=(
            "tyle, ile mówi program na dany rok; na część etatu przypada taka sama część; "
            "puste usuwa limit, który wpisano od tego miesiąca przez pomyłkę"
        ),
        required=False,
        min_value=0,
        max_value=MOST_SUPPLEMENT,
        error_messages={"invalid": "Wpisz kwotę, np. 200,00."},
    )

    share = forms.IntegerField(
        label="Najwyższy udział dodatku w koszcie etatu (%)",
        help_text=(
            "tylko jeśli program go ustala; rozliczenie oznaczy miesiące, w których dodatek jest większy; "
            "puste: program nie ustala udziału"
        ),
        required=False,
        min_value=1,
        max_value=100,
        error_messages={
            "invalid": "Wpisz pełne procenty, np. 40.",
            "min_value": "Wpisz od 1 do 100 procent.",
            "max_value": "Wpisz od 1 do 100 procent.",
        },
    )
    source = forms.CharField(
        label="Gdzie program mówi o tym udziale",
        help_text="np. nazwa programu, rok i punkt",
        required=False,
        max_length=SupplementCap._meta.get_field("source").max_length,
    )

    def clean(self):
        data = super().clean()
        if data.get("share") and not data.get("source") and "source" not in self.errors:
            self.add_error("source", "Napisz, gdzie program mówi o tym udziale.")
        if data.get("source") and data.get("share") is None and "share" not in self.errors:
            self.add_error("share", "Wpisz udział albo usuń to, co wpisano pod nim.")
        if data.get("share") and data.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "Wpisz kwotę: bez niej limit od tego miesiąca zostałby usunięty.")
        return data

    def clean_since(self):
        try:
            return Month.parse(self.cleaned_data["since"])
        except ValueError:
            raise ValidationError("Podaj rok i miesiąc, np. 2026-01.") from None
