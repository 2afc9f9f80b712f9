"""The navigation, and which user has which items in it."""

from dataclasses import dataclass

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from familycare.accounts.rights import Right, own_account, rights_of


@dataclass(frozen=True)
class NavigationItem:
    """A link in the navigation for users with `right`, unless they also have the right `unless`, which offers a better
    page.

    It is highlighted on the pages `within` it, too. Items with a `group` follow the others under its title; on a phone
    they are in the account menu.
    """

    name: str
    label: str
    icon: str
    right: Right
    within: tuple[str, ...] = ()
    unless: Right | None = None
    group: str = ""


@dataclass(frozen=True)
class NavigationGroup:
    """Items under a title, and whether the page that is shown is one of theirs."""

    title: str
    items: list
    is_open: bool


TEAM, FIGURES, CENTRE = "Zespół", "Sprawozdania", "Ośrodek"
MOST_AT_ONCE = 7  # a user with more items in groups opens one group at a time

# In display order. A user's first item without a `group` is their start page.
NAVIGATION_ITEMS = (
    NavigationItem(
        "my_day",
        "Mój dzień",
        "calendar-check",
        Right.KEEP_DIARY,
        within=("log_visit", "log_group", "plan_appointment", "move_appointment"),
    ),
    NavigationItem("home", "Start", "house", Right.READ_FIGURES),
    NavigationItem(
        "families",
        "Rodziny",
        "people",
        Right.READ_FAMILIES,
        (
            "family",
            "new_family",
            "family_map",
            "correct_family",
            "family_access",
            "family_history",
            "handed_over",
            "search_notes",
            "person",
            "add_person",
            "correct_person",
            "delete_person",
            "same_person",
            "stays",
            "stay_start",
            "withdraw_stay_start",
            "new_plan",
            "correct_plan",
            "goal_states",
            "close_case",
            "assign_monitoring",
            "assign_case",
            "case_consent",
            "reopen_case",
            "correct_closing",
            "take_back_closing",
            "mistaken_case",
            "correct_first_day",
            "records",
            "add_record",
            "edit_record",
            "remove_record",
            "add_document",
            "correct_document",
            "delete_document",
            "papers",
            "new_paper",
            "merge_families",
            "undo_merge",
        ),
    ),
    NavigationItem("dues", "Terminy", "alarm", Right.READ_FAMILIES, ("inspection", "calendar")),
    NavigationItem(
        "referrals",
        "Wnioski",
        "inbox",
        Right.READ_REFERRALS,
        ("referral", "new_referral", "complete_referral", "referral_consent", "withdraw_referral", "mistaken_decision"),
    ),
    NavigationItem(
        "my_entries",
        "Mój dziennik",
        "journal-text",
        Right.KEEP_DIARY,
        within=("correct_visit", "delete_visit"),
        group=TEAM,
    ),
    NavigationItem("interventions", "Rejestr interwencji", "shield-exclamation", Right.READ_ASSISTANTS, group=TEAM),
    NavigationItem(
        "own_page",
        "Moja karta",
        "person-badge",
        Right.READ_DIARY,
        within=("assistant",),
        unless=Right.READ_ASSISTANTS,
        group=TEAM,
    ),
    NavigationItem(
        "assistants",
        "Asystenci",
        "person-badge",
        Right.READ_ASSISTANTS,
        (
            "assistant",
            "new_assistant",
            "edit_assistant",
            "end_employment",
            "add_post",
            "edit_post",
            "remove_post",
            "supplement",
            "supplement_month",
            "supplement_cap",
            "qualifications",
            "add_qualification",
            "edit_qualification",
            "remove_qualification",
            "substitute",
            "absences",
            "edit_absence",
            "handover",
            "handover_done",
        ),
    ),
    NavigationItem("board", "Obciążenie", "bar-chart-steps", Right.READ_ASSISTANTS, group=TEAM),
    NavigationItem(
        "workshops",
        "Zajęcia grupowe",
        "easel",
        Right.READ_WORKSHOPS,
        (
            "workshop",
            "new_workshop",
            "edit_workshop",
            "remove_workshop",
            "attendance",
            "participants",
            "attendance_sheet",
        ),
        group=TEAM,
    ),
    NavigationItem(
        "trainings",
        "Szkolenia",
        "mortarboard",
        Right.READ_ASSISTANTS,
        (
            "new_training",
            "edit_training",
            "remove_training",
            "certificates",
            "plan_training",
            "edit_planned",
            "remove_planned",
        ),
        group=TEAM,
    ),
    NavigationItem(
        "supporting_families",
        "Rodziny wspierające",
        "house-heart",
        Right.READ_COMMUNITY,
        ("supporter", "new_supporter", "edit_supporter", "remove_supporter", "refunds", "enter_refunds"),
        group=FIGURES,
    ),
    NavigationItem(
        "day_care_centres",
        "Placówki wsparcia dziennego",
        "backpack",
        Right.READ_COMMUNITY,
        (
            "day_care",
            "new_day_care",
            "edit_day_care",
            "remove_day_care",
            "add_capacity",
            "edit_capacity",
            "remove_capacity",
            "find_child",
            "add_child_to_day_care",
            "end_day_care_stay",
            "day_care_month",
            "enter_day_care_month",
        ),
        group=FIGURES,
    ),
    NavigationItem(
        "latest_charges",
        "Odpłatności",
        "cash-coin",
        Right.READ_CHARGES,
        ("charges", "enter_charges", "new_child_in_care", "county_note", "rates", "remove_rate", "forecast", "budget"),
        group=FIGURES,
    ),
    NavigationItem(
        "choose_report", "Sprawozdanie", "file-earmark-bar-graph", Right.READ_FIGURES, ("report",), group=FIGURES
    ),
    NavigationItem(
        "documents",
        "Dokumenty",
        "file-earmark-text",
        Right.READ_DOCUMENTS,
        (
            "composed",
            "new_document",
            "upload_definition",
            "delete_document_definition",
            "edition",
            "programmes",
            "programme",
            "upload_programme",
            "realise",
            "send_document",
            "submission",
            "hand_over_edition",
            "changes_after",
            "next_year_document",
            "compare_versions",
            "document_comments",
            "block_comments",
            "reply_to_comment",
            "edit_outline",
            "edit_document_head",
            "new_chapter",
            "edit_chapter",
            "delete_chapter",
            "new_block",
            "edit_block",
            "delete_block",
            "section_to_text",
            "find_figure",
            "new_programme",
            "next_programme",
            "edit_programme",
            "edit_programme_head",
            "edit_programme_section",
            "new_programme_item",
            "edit_programme_item",
            "delete_programme_item",
            "find_programme_figure",
        ),
        group=FIGURES,
    ),
    NavigationItem("tables", "Tabele", "table", Right.READ_FIGURES, ("entries",), group=FIGURES),
    NavigationItem(
        "outside_figures",
        "Dane spoza ewidencji",
        "clipboard-data",
        Right.READ_ASSISTANTS,  # others find these figures among the tables
        (
            "outside_group",
            "outside_sources",
            "outside_history",
            "outside_layout",
            "new_outside_group",
            "new_outside_period",
            "edit_outside_heading",
            "delete_outside_heading",
        ),
        group=FIGURES,
    ),
    NavigationItem(
        "import",
        "Wczytaj rejestr",
        "upload",
        Right.EXCHANGE_REGISTER,
        ("export", "import_result", "sheet", "sheet_columns"),
        group=CENTRE,
    ),
    NavigationItem(
        "suspected_duplicates",
        "Możliwe duplikaty",
        "intersect",
        Right.DECIDE,
        ("suspected_duplicate",),
        group=CENTRE,
    ),
    NavigationItem("retention", "Przechowywanie", "archive", Right.ANSWER_PERSONS, ("anonymise_due",), group=CENTRE),
    NavigationItem("log_readings", "Dziennik", "journal-check", Right.READ_LOG, ("log_changes", "log_unusual")),
    NavigationItem("account_changes", "Potwierdzenia", "person-check", Right.CONFIRM_ACCOUNTS, group=CENTRE),
    NavigationItem("accounts", "Konta", "people", Right.MANAGE_ACCOUNTS, ("account", "invite", "edit_account")),
    NavigationItem(
        "dictionaries",
        "Słowniki",
        "book",
        Right.KEEP_DICTIONARIES,
        ("dictionary", "new_entry", "entry", "merge_entry", "delete_entry"),
        group=CENTRE,
    ),
    NavigationItem(
        "paper_templates",
        "Szablony pism",
        "file-earmark-text",
        Right.KEEP_CENTRE,
        ("paper_template", "paper_fields", "mark_rule"),
        group=CENTRE,
    ),
    NavigationItem(
        "settings",
        "Ustawienia",
        "sliders",
        Right.KEEP_CENTRE,
        ("edit_centre", "edit_terms", "law", "amend_law", "withdraw_law"),
        group=CENTRE,
    ),
)


def navigation_items_of(user):
    """Return the user's NavigationItems in order."""
    rights = rights_of(user)
    return [item for item in NAVIGATION_ITEMS if item.right in rights and item.unless not in rights]


def start_url_of(user):
    """Return the URL of the user's start page. For a user without items, that page explains why."""
    return _url_of_first(navigation_items_of(user))


def _url_of_first(items):
    # A manager without authorisation has only items in groups; the home page says what is missing.
    return reverse(next((item.name for item in items if not item.group), "home"))


def navigation(request):
    """Context processor: `navigation_items`, `navigation_groups` and `start_url` of the reader."""
    # Lazy, because most templates are fragments without navigation.
    items = SimpleLazyObject(lambda: navigation_items_of(request.user) if hasattr(request, "user") else [])
    return {
        "navigation_items": SimpleLazyObject(lambda: [item for item in items if not item.group]),
        "navigation_groups": SimpleLazyObject(lambda: _groups([item for item in items if item.group], request)),
        "start_url": SimpleLazyObject(lambda: _url_of_first(items)),
    }


def _groups(items, request):
    """Return the NavigationGroups of the items; of few items one group without a title."""
    if len(items) <= MOST_AT_ONCE:
        return [NavigationGroup("", items, True)] if items else []
    here = request.resolver_match and request.resolver_match.view_name
    groups = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    return [
        NavigationGroup(title, inside, any(here in (item.name, *item.within) for item in inside))
        for title, inside in groups.items()
    ]


@own_account
def start(request):
    """Redirect to the user's start page."""
    return redirect(start_url_of(request.user))
