"""People and institutions around a family: a teacher, a probation officer, a doctor."""

from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from cases.access import Part, contacts_in
from cases.models import OutsideContact
from cases.records.base import FIRST_WITHOUT, RecordForm, with_days
from cases.records.kind import CsvFile, EventKind, Kind, Moment, PageCard, PageSection
from familycare.lib.fields import MailField, PhoneField


class ContactForm(RecordForm):
    first, end, needed = "starts_on", "over_on", ("name",)
    before_birth = True  # a midwife

    class Meta:
        model = OutsideContact
        fields = ("role", "name", "institution", "phone", "email", "person", "starts_on", "over_on", "note")
        field_classes = {"phone": PhoneField, "email": MailField}
        formfield_callback = with_days
        labels = {
            "role": "Kto to jest",
            "name": "Imię i nazwisko",
            "institution": "Instytucja",
            "phone": "Telefon",
            "person": "Czyj to kontakt",
            "starts_on": "Od kiedy",
            "over_on": "Koniec kontaktu",
            "note": "Uwagi",
        }
        help_texts = {
            "name": "albo nazwa, np. sekretariat szkoły",
            "phone": "np. 600 100 200; zagraniczny z + i numerem kraju",
            "over_on": FIRST_WITHOUT,
            "note": "np. kiedy można zastać, numer wewnętrzny",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.before is None:
            self.initial.setdefault("starts_on", timezone.localdate())

    def nothing(self, name):
        return "całej rodziny" if name == "person" else super().nothing(name)


def who_it_is(contact):
    """Return „Anna Lis, nauczyciel lub pedagog, Szkoła Podstawowa nr 3”."""
    return ", ".join(filter(None, (capfirst(contact.name), contact.get_role_display(), contact.institution)))


contact = Kind(
    word="kontakt",
    title="Osoby i instytucje wokół rodziny",
    name="kontakt",
    form=ContactForm,
    part=Part.PEOPLE,
    readable=lambda parts: Q(role__in=contacts_in(parts)),
    section=PageSection.CONTACTS,
    card=PageCard(
        line="cases/family_page/contact.html",
        none_today="Dziś nie ma wpisanych osób ani instytucji, z którymi rodzina ma kontakt.",
    ),
    what=who_it_is,
    timeline=EventKind.SITUATION,
    events=(Moment("starts_on", "Nowy kontakt", "person-lines-fill"),),  # when it ends is of no interest
    csv=CsvFile(
        "contacts",
        "family person role name institution phone email start=starts_on end=over_on note",
        key="family person role name start",
    ),
)
