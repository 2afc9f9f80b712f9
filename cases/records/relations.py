"""Relations between persons of a family: who is whose parent, partner, guardian, and how they get on."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from cases.access import Part
from cases.models import PersonRelation
from cases.models.records.situation import RelationKind, RelationQuality
from cases.records.base import FIRST_WITHOUT, RecordForm, person_in_words, with_days
from cases.records.dates import Dates
from cases.records.kind import CsvFile, EventKind, Kind, Moment, PageCard, PageSection

TOGETHER = {
    RelationKind.SPOUSE: "małżeństwo",
    RelationKind.PARTNER: "para",
    RelationKind.SEPARATED: "po rozstaniu",
    RelationKind.SIBLING: "rodzeństwo",
}
OTHER_IS = {
    RelationKind.PARENT: "dziecko",
    RelationKind.GRANDPARENT: "wnuk lub wnuczka",
    RelationKind.GUARDIAN: "podopieczny lub podopieczna",
}
BONDS = {
    RelationQuality.CLOSE: "więź bliska",
    RelationQuality.CONFLICTED: "więź konfliktowa",
    RelationQuality.BROKEN: "więź zerwana",
    RelationQuality.VIOLENT: "przemoc",
}
NOT_ONESELF = "To ta sama osoba. Wskaż dwie różne osoby."


class RelationForm(RecordForm):
    first, end, same = "starts_on", "over_on", ("person", "kind", "other")

    class Meta:
        model = PersonRelation
        fields = ("person", "kind", "other", "quality", "starts_on", "over_on")
        formfield_callback = with_days
        labels = {
            "person": "Kto",
            "kind": "Kim jest",
            "other": "Dla kogo",
            "quality": "Jaka to więź",
            "starts_on": "Od kiedy",
            "over_on": "Do kiedy",
        }
        help_texts = {"starts_on": "albo od kiedy o tym wiadomo", "over_on": FIRST_WITHOUT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = self.family.persons.order_by("birth_date", "number")
        self.fields["other"].label_from_instance = person_in_words
        if self.before is None:
            self.initial.setdefault("starts_on", timezone.localdate())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("person") and cleaned["person"] == cleaned.get("other"):
            self.add_error("other", ValidationError(NOT_ONESELF))
        return cleaned


def in_words(relation):
    """Return „Ewa Nowak: rodzic, Jaś Nowak: dziecko (więź konfliktowa)”, or „Ewa Nowak i Jan Kos: para”."""
    if together := TOGETHER.get(relation.kind):
        words = f"{relation.person} i {relation.other}: {together}"
    else:
        words = f"{relation.person}: {relation.get_kind_display()}, {relation.other}: {OTHER_IS[relation.kind]}"
    return f"{words} ({BONDS[relation.quality]})" if relation.quality else words


relation = Kind(
    word="relacja",
    title="Relacje między osobami",
    name="relację między osobami",
    form=RelationForm,
    part=Part.PEOPLE,
    # Of violence a file tells in the part of the „Niebieskie Karty”.
    readable=lambda parts: Q() if Part.PROCEEDINGS in parts else ~Q(quality=RelationQuality.VIOLENT),
    section=PageSection.CONTACTS,
    # How two persons get on may have been said by either of them.
    withheld=("other", "quality"),
    known=Dates(since=("starts_on",), later={"over_on": ()}, undated=("quality",)),
    card=PageCard(none_today="Dziś nie ma wpisanych relacji między osobami.", stacked=False),
    what=in_words,
    timeline=EventKind.SITUATION,
    events=(Moment("starts_on", "Relacja między osobami", "diagram-3"),),
    csv=CsvFile(
        "relations", "family person kind other quality start=starts_on end=over_on", key="person kind other start"
    ),
)
