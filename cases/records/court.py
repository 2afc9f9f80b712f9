"""Courts and children outside of the family: orders, letters to the court, stays."""

from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from cases.access import Part
from cases.choices import FOSTER_CARE, CourtReportKind
from cases.models import CourtOrder, CourtReport, Placement
from cases.records.base import RecordForm, with_days
from cases.records.dates import Dates
from cases.records.kind import CsvFile, EventKind, Kind, Moment, PageCard, PageSection
from cases.rules import care_problem, ended_order_problem, rhythm_problem
from familycare.lib.polish import date_in_digits, date_in_words


class CourtOrderForm(RecordForm):
    first, end = "issued_on", "in_force_until"

    class Meta:
        model = CourtOrder
        fields = (
            "kind",
            "court",
            "signature",
            "issued_on",
            "in_force_until",
            "duties",
            "report_every",
            "first_report_on",
        )
        formfield_callback = with_days
        labels = {
            "kind": "Co sąd postanowił",
            "issued_on": "Dzień wydania",
            "in_force_until": "Przestaje obowiązywać",
            "duties": "Do czego zobowiązuje",
            "report_every": "Jak często sąd chce sprawozdania",
            "first_report_on": "Termin pierwszego sprawozdania",
        }
        widgets = {"duties": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "in_force_until": "pierwszy dzień, w którym już nie obowiązuje; puste, jeśli sąd go nie podał",
            "report_every": "terminy następnych sprawozdań wyznaczą się same",
            "first_report_on": "albo najbliższego, jeśli wcześniejszych nie ma w aktach",
        }

    def nothing(self, name):
        return "sąd nie wyznaczył" if name == "report_every" else super().nothing(name)

    def clean(self):
        cleaned = super().clean()
        rhythm, first, issued = (cleaned.get(name) for name in ("report_every", "first_report_on", "issued_on"))
        field, problem = rhythm_problem(rhythm, first)
        if problem and field in cleaned:
            self.add_error(field, problem)
        if first and issued and first < issued:
            self.add_error("first_report_on", f"Postanowienie wydano później, {date_in_digits(issued)}.")
        return cleaned


def order_and_court(order):
    """Return „Nadzór kuratora (Sąd Rejonowy, III Nsm 1/24)”."""
    where = ", ".join(filter(None, (order.court, order.signature)))
    said = capfirst(order.get_kind_display())
    return f"{said} ({where})" if where else said


def order_in_words(order):
    """Return „III Nsm 1/24 z 01.06.2024: nadzór kuratora sądowego”."""
    return f"{order} z {date_in_digits(order.issued_on)}: {order.get_kind_display()}"


court_order = Kind(
    word="postanowienie",
    title="Postanowienia sądu",
    name="postanowienie sądu",
    form=CourtOrderForm,
    part=Part.PROCEEDINGS,
    section=PageSection.COURT,
    card=PageCard(line="cases/family_page/court_order.html", none_today="Dziś nie obowiązuje żadne postanowienie."),
    what=lambda order: capfirst(", ".join(filter(None, [order.get_kind_display(), order.court, order.signature]))),
    timeline=EventKind.COURT,
    events=(
        Moment("issued_on", "Postanowienie sądu", "bank", text=order_and_court),
        Moment("in_force_until", "Postanowienie przestaje obowiązywać", "bank", text=order_and_court),
    ),
    csv=CsvFile(
        "court_orders",
        "id=number family kind court signature issued_on in_force_until duties report_every first_report_on",
    ),
)


class CourtReportForm(RecordForm):
    first, end, with_end = "requested_on", "sent_on", ("channel", "proof")
    one_of = ("requested_on", "due_on", "sent_on")

    class Meta:
        model = CourtReport
        fields = ("kind", "court_order", "requested_on", "due_on", "sent_on", "channel", "proof")
        formfield_callback = with_days
        labels = {
            "requested_on": "Sąd zażądał",
            "due_on": "Termin, który wyznaczył sąd",
            "sent_on": "Wysłano",
            "channel": "Jak wysłano",
            "proof": "Dowód wysłania",
        }
        help_texts = {
            "sent_on": "puste, jeśli pismo jeszcze czeka",
            "proof": "np. numer nadania albo UPO; sam dokument można dodać w części „Dokumenty”",
        }

    def _offer(self, name, field):
        if name == "court_order":
            field.queryset = CourtOrder.objects.filter(family=self.family).order_by("-issued_on", "-number")
            field.label_from_instance = order_in_words
        super()._offer(name, field)

    def begin(self, asked):
        """Take the report that is due next under the order `postanowienie` of the address."""
        key = asked.get("postanowienie", "")
        known = CourtOrder.objects.filter(family=self.family).with_next_report(timezone.localdate())
        if order := known.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 10 else None:
            self.initial |= {"court_order": order.pk, "kind": CourtReportKind.PERIODIC, "due_on": order.next_report_on}

    def saved_words(self):
        report, order = self.instance, self.instance.court_order
        if not (report.sent_on and order):
            return super().saved_words()
        term = CourtOrder.objects.with_next_report(timezone.localdate()).get(pk=order.pk).next_report_on
        return f"Zapisano. Następne sprawozdanie: do {date_in_words(term)}." if term else "Zapisano."

    def nothing(self, name):
        return "bez postanowienia" if name == "court_order" else super().nothing(name)

    def clean(self):
        cleaned = super().clean()
        order, asked = cleaned.get("court_order"), cleaned.get("requested_on") or cleaned.get("due_on")
        if order and (problem := ended_order_problem(asked, order.in_force_until)):
            self.add_error("court_order", problem)
        if cleaned.get("sent_on") and "sent_on" in self.changed_data and not cleaned.get("channel"):
            self.add_error("channel", "Wybierz, jak wysłano pismo.")
        elif not cleaned.get("sent_on") and "sent_on" in cleaned and cleaned.get("channel"):
            self.add_error("sent_on", "Podaj dzień, w którym pismo wysłano.")
        asked, due = cleaned.get("requested_on"), cleaned.get("due_on")
        if asked and due and due < asked:
            self.add_error("due_on", "Termin jest wcześniejszy niż dzień, w którym sąd zażądał pisma.")
        return cleaned


def report_and_term(report):
    """Return „Opinia, termin: 1 czerwca 2024”."""
    said = capfirst(report.get_kind_display())
    return f"{said}, termin: {date_in_words(report.due_on)}" if report.due_on else said


court_report = Kind(
    word="pismo",
    title="Pisma do sądu",
    name="pismo do sądu",
    ends="Wysłane",
    form=CourtReportForm,
    part=Part.PROCEEDINGS,
    section=PageSection.COURT,
    card=PageCard(line="cases/family_page/court_report.html", first=3, leads=lambda report: report.sent_on is None),
    timeline=EventKind.COURT,
    events=(
        Moment("requested_on", "Sąd prosi o pismo", "envelope", text=report_and_term),
        Moment("sent_on", "Wysłanie pisma do sądu", "send"),
    ),
    day="due_on",
    days=("requested_on", "sent_on"),
    # Which order it is about may have been said later, and is of no use to who handed the family over.
    known=Dates(since=CourtReportForm.one_of, later={"sent_on": ("channel", "proof")}, undated=("court_order",)),
    csv=CsvFile(
        "court_reports",
        "family kind requested_on due_on sent_on court_order channel proof",
        key="family kind requested_on",
    ),
)


class PlacementForm(RecordForm):
    first, end, with_end, same = "starts_on", "over_on", ("end_reason",), ("person",)

    class Meta:
        model = Placement
        fields = ("person", "form", "starts_on", "over_on", "end_reason")
        formfield_callback = with_days
        labels = {
            "form": "Gdzie",
            "starts_on": "Od kiedy",
            "over_on": "Koniec pobytu",
            "end_reason": "Dlaczego pobyt się zakończył",
        }
        help_texts = {"over_on": "pierwszy dzień poza tym miejscem; puste, jeśli pobyt trwa nadal"}

    def nothing(self, name):
        return "pobyt trwa" if name == "end_reason" else super().nothing(name)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("over_on") and not cleaned.get("end_reason"):
            self.add_error("end_reason", "Wybierz, dlaczego pobyt się zakończył.")
        elif cleaned.get("end_reason") and "over_on" in cleaned and not cleaned["over_on"]:
            self.add_error("over_on", "Podaj dzień, w którym pobyt się zakończył.")
        if {"person", "form", "starts_on"} <= set(cleaned):
            self._check_age(cleaned["person"], cleaned["starts_on"])
        return cleaned

    def _check_age(self, person, day):
        """Add an error if an adult enters foster care; who comes of age in it may stay (UWRiSPZ art. 2, 37)."""
        if self.cleaned_data["form"] not in FOSTER_CARE or not {"person", "form", "starts_on"} & set(self.changed_data):
            return
        care = Placement.objects.in_foster_care().filter(person__individual=person.individual, starts_on__lt=day)
        if message := care_problem(day, person.birth_date, care.exists()):
            self.add_error("person", message)


def stay_and_reason(placement):
    """Return „Jaś: rodzina zastępcza spokrewniona – powrót do domu”."""
    reason = placement.get_end_reason_display()
    return f"{placement.person}: {placement} – {reason}" if reason else f"{placement.person}: {placement}"


placement = Kind(
    word="pobyt",
    title="Pobyty poza rodziną",
    name="pobyt poza rodziną",
    form=PlacementForm,
    part=Part.PEOPLE,
    section=PageSection.COURT,
    card=PageCard(line="cases/family_page/placement.html", none_today="Dziś nikt nie mieszka poza rodziną."),
    timeline=EventKind.PLACEMENTS,
    events=(
        Moment("starts_on", "Początek pobytu poza rodziną", "house-dash"),
        Moment("over_on", "Koniec pobytu poza rodziną", "house-check", text=stay_and_reason),
    ),
    runs=True,
    csv=CsvFile("placements", "person form start=starts_on end=over_on end_reason", key="person start"),
)
