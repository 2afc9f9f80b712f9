"""Support by the community: the help of a supporting family."""

from cases.access import Part
from cases.models import FamilySupport, SupportingFamily
from cases.records.base import FIRST_WITHOUT, RecordForm, with_days
from cases.records.kind import CsvFile, EventKind, Kind, Moment, PageCard, PageSection
from cases.templatetags.spans import span


class FamilySupportForm(RecordForm):
    first, end, same, needed = "starts_on", "over_on", ("family", "supporter"), ("supporter",)

    class Meta:
        model = FamilySupport
        fields = ("supporter", "starts_on", "over_on")
        formfield_callback = with_days
        labels = {"supporter": "Rodzina wspierająca", "starts_on": "Od kiedy", "over_on": "Koniec pomocy"}
        help_texts = {"supporter": "rodziny, które mają umowę, wpisuje kierownik zespołu", "over_on": FIRST_WITHOUT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["supporter"]
        field.queryset = SupportingFamily.objects.by_name()
        field.label_from_instance = lambda supporter: f"{supporter}, umowa {span(supporter)}"


family_support = Kind(
    word="rodzina-wspierajaca",
    title="Rodzina wspierająca",
    name="pomoc rodziny wspierającej",
    form=FamilySupportForm,
    part=Part.HELP,
    section=PageSection.HELP,
    card=PageCard(none_today="Dziś nie pomaga jej żadna rodzina wspierająca."),
    timeline=EventKind.HELP,
    events=(
        Moment("starts_on", "Początek pomocy rodziny wspierającej", "house-heart"),
        Moment("over_on", "Koniec pomocy rodziny wspierającej", "house-heart"),
    ),
    runs=True,
    erased={"supporter": None},
    csv=CsvFile("family_support", "family supporter start=starts_on end=over_on", key="family supporter start"),
)
