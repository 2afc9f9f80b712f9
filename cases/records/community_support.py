"""Support by the community: the help of a supporting family, stays in day-care centres."""

from django.db.models import Q
from django.utils import timezone

from cases.access import Part
from cases.models import DayCareCentre, DayCareStay, FamilySupport, SupportingFamily
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


class DayCareStayForm(RecordForm):
    first, end, same = "starts_on", "over_on", ("person", "day_care")

    class Meta:
        model = DayCareStay
        fields = ("person", "day_care", "basis", "starts_on", "over_on")
        formfield_callback = with_days
        labels = {
            "person": "Kto chodzi",
            "day_care": "Placówka",
            "basis": "Na jakiej podstawie",
            "starts_on": "Od kiedy",
            "over_on": "Koniec pobytu",
        }
        help_texts = {
            "day_care": "placówki, które działają, wpisuje kierownik zespołu",
            "basis": "pobyt jest dobrowolny, chyba że dziecko skieruje sąd (art. 23 ustawy)",
            "over_on": FIRST_WITHOUT,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("day_care")
        if field is None:
            return
        is_open = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
        field.queryset = DayCareCentre.objects.filter(is_open | Q(pk=self.instance.day_care_id)).by_name()
        field.label_from_instance = lambda day_care: f"{day_care}, {span(day_care)}"


def stay_in_day_care(stay):
    """Return „Jaś Jaworski: świetlica „Promyk”, z orzeczenia sądu”."""
    return f"{stay.person}: {stay.day_care}, {stay.get_basis_display()}"


day_care_stay = Kind(
    word="placowka-wsparcia-dziennego",
    title="Placówka wsparcia dziennego",
    name="pobyt w placówce wsparcia dziennego",
    form=DayCareStayForm,
    part=Part.HELP,
    section=PageSection.HELP,
    card=PageCard(none_today="Dziś nikt nie chodzi do placówki wsparcia dziennego."),
    what=stay_in_day_care,
    timeline=EventKind.HELP,
    events=(
        Moment("starts_on", "Początek pobytu w placówce wsparcia dziennego", "backpack", text=stay_in_day_care),
        Moment("over_on", "Koniec pobytu w placówce wsparcia dziennego", "backpack", text=stay_in_day_care),
    ),
    runs=True,
    csv=CsvFile("day_care_stays", "person day_care basis start=starts_on end=over_on", key="person day_care start"),
)
