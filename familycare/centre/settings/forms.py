"""Forms of the centre's settings: what it is called and how its letters begin and end, and its own terms."""

from familycare.centre.models import Centre
from familycare.lib.optimistic_lock import VersionedForm

ACT = "ustawy o wspieraniu rodziny"
# What the law says of each term.
LEGAL_RULES = {
    "visit_interval_working_days": (
        f"Ustawa nie podaje rytmu. Asystent pracuje z rodziną w jej domu albo w miejscu, które wskaże (art. 14 {ACT})."
    ),
    "plan_due_days": f"Co plan określa, mówi art. 15 ust. 3 {ACT}; nie mówi, kiedy ma powstać.",
    "referral_decision_days": "Ustawa nie podaje terminu na przydzielenie asystenta. Liczy się od dnia wniosku.",
    "monitoring_months": (
        f"Po zakończeniu pracy rodzinę się monitoruje (art. 15 ust. 1 pkt 16 {ACT}); ustawa nie podaje, jak długo. "
        "W tym czasie ostatni asystent czyta akta rodziny i wpisuje, jak sobie radzi."
    ),
    "retention_years": Centre._meta.get_field("retention_years").help_text,
    "absence_years": Centre._meta.get_field("absence_years").help_text,
}


class _CentreForm(VersionedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = f"Wypełnij pole „{field.label}”."

    def details(self):
        """Return the keyword arguments of `save_centre`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CentreForm(_CentreForm):
    """What the centre is called, and the head and the end of its letters."""

    class Meta:
        model = Centre
        fields = (
            "name",
            "short_name",
            "municipality",
            "authority",
            "council",
            "town",
            "address",
            "letters_signed_by",
            "letters_signed_as",
        )
        labels = {
            "name": "Nazwa ośrodka",
            "short_name": "Nazwa skrócona",
            "municipality": "Gmina",
            "authority": "Organ wykonawczy",
            "council": "Rada",
            "town": "Miejscowość",
            "address": "Adres i telefon",
            "letters_signed_by": "Kto podpisuje pisma",
            "letters_signed_as": "Funkcja osoby, która podpisuje pisma",
        }


class CentreTermsForm(_CentreForm):
    """The terms that the centre sets itself, each with what the law says of it."""

    class Meta:
        model = Centre
        fields = tuple(LEGAL_RULES)
        labels = {
            "visit_interval_working_days": "Rytm spotkań z rodziną (dni robocze)",
            "plan_due_days": "Pierwszy plan pracy (dni od objęcia wsparciem)",
            "referral_decision_days": "Rozstrzygnięcie wniosku (dni)",
            "monitoring_months": "Monitorowanie po zakończeniu (miesiące)",
            "retention_years": "Przechowywanie danych rodzin (lata)",
            "absence_years": "Przechowywanie nieobecności pracowników (lata)",
        }
        help_texts = LEGAL_RULES
