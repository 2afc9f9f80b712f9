"""The places of the application, and who finds which of them in the navigation."""

from dataclasses import dataclass

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from familycare.accounts.rights import Right, own_account, rights_of


@dataclass(frozen=True)
class Place:
    """A page in the navigation of those who have the `right`, unless `rather` tells of a right that gives them more.

    It is marked on the pages `within` it too. A phone shows what is `more` in the menu of the account.
    """

    name: str
    label: str
    icon: str
    right: Right
    within: tuple[str, ...] = ()
    rather: Right | None = None
    more: bool = False


# In the order of the navigation; the first one that a person has is where they start.
PLACES = (
    Place(
        "my_day",
        "Mój dzień",
        "calendar-check",
        Right.KEEP_DIARY,
        within=("log_visit", "log_group", "plan_appointment", "move_appointment"),
    ),
    Place("home", "Start", "house", Right.READ_FIGURES),
    Place(
        "families",
        "Rodziny",
        "people",
        Right.READ_FAMILIES,
        (
            "family",
            "new_family",
            "correct_family",
            "family_access",
            "family_history",
            "handed_over",
            "person",
            "add_person",
            "correct_person",
            "delete_person",
            "new_plan",
            "correct_plan",
            "goal_states",
            "close_case",
            "entrust_monitoring",
            "assign_case",
            "case_consent",
            "reopen_case",
            "records",
            "add_record",
            "edit_record",
            "remove_record",
            "add_document",
            "correct_document",
            "delete_document",
            "merge_families",
            "undo_merge",
        ),
    ),
    Place("dues", "Terminy", "alarm", Right.READ_FAMILIES, ("inspection", "calendar")),
    Place(
        "referrals",
        "Wnioski",
        "inbox",
        Right.READ_REFERRALS,
        ("referral", "new_referral", "complete_referral", "referral_consent", "withdraw_referral"),
    ),
    Place(
        "my_entries",
        "Mój dziennik",
        "journal-text",
        Right.KEEP_DIARY,
        within=("correct_visit", "delete_visit"),
        more=True,
    ),
    Place(
        "own_page",
        "Moja karta",
        "person-badge",
        Right.READ_DIARY,
        within=("assistant",),
        rather=Right.READ_ASSISTANTS,
        more=True,
    ),
    Place(
        "assistants",
        "Asystenci",
        "person-badge",
        Right.READ_ASSISTANTS,
        ("assistant", "substitute", "absences", "edit_absence", "handover", "handover_done"),
    ),
    Place("board", "Obciążenie", "bar-chart-steps", Right.READ_ASSISTANTS, more=True),
    Place("choose_report", "Sprawozdanie", "file-earmark-bar-graph", Right.READ_FIGURES, ("report",), more=True),
    Place("tables", "Tabele", "table", Right.READ_FIGURES, ("entries",), more=True),
    Place("import", "Wczytaj rejestr", "upload", Right.EXCHANGE_REGISTER, ("import_result",), more=True),
    Place("retention", "Przechowywanie", "archive", Right.ANSWER_PERSONS, ("anonymise_due",), more=True),
    Place("log_readings", "Dziennik", "journal-check", Right.READ_LOG, ("log_changes", "log_unusual")),
    Place("accounts", "Konta", "people", Right.MANAGE_ACCOUNTS, ("account", "invite", "edit_account")),
    Place("admin:index", "Administracja", "gear", Right.MANAGE_ACCOUNTS),
)


def places_of(user):
    """The Places of the user, in order."""
    rights = rights_of(user)
    return [place for place in PLACES if place.right in rights and place.rather not in rights]


def first_place_of(user):
    """The address where the user starts; where nothing is theirs, that of the page that says why."""
    return first_of(places_of(user))


def first_of(places):
    return reverse(places[0].name if places else "home")


def navigation(request):
    """For templates: `places` and `more_places` of the reader, and `first_place`, the address where they start."""
    # Most templates are parts of pages and have no navigation: it is made for those that have.
    places = SimpleLazyObject(lambda: places_of(request.user) if hasattr(request, "user") else [])
    return {
        "places": SimpleLazyObject(lambda: [place for place in places if not place.more]),
        "more_places": SimpleLazyObject(lambda: [place for place in places if place.more]),
        "first_place": SimpleLazyObject(lambda: first_of(places)),
    }


@own_account
def start(request):
    """On to the first place of whoever has signed in; where there is none, that page says why."""
    return redirect(first_place_of(request.user))
