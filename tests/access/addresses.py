"""All addresses of the project, from its URL configuration, and who may use them.

It is the table of roles of docs/access.md a second time, independent of `cases.access`.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import URLPattern, get_resolver

from tests.access.documents import OF_DOCUMENTS
from tests.access.lines import GET_AND_POST, POST, Line

UNKNOWN = (999_999,)
NO_JOB = "00000000-0000-4000-8000-000000000000"
OURS = {
    "home": Line("read figures"),
    "choose_report": Line("read figures"),
    "report": Line("read figures", arguments=("2023",)),
    "download_report": Line("read figures", arguments=("2023", "json")),
    "tables": Line("read figures", query="okresy=2023-H1"),
    "download_tables": Line("read figures", arguments=("json",), query="okresy=2023-H1"),
    "entries": Line("read figures", arguments=("support", "families"), query="okres=2023"),
    **OF_DOCUMENTS,
    "outside_figures": Line("read figures"),
    "new_outside_group": Line("keep figures", methods=GET_AND_POST),
    "outside_group": Line("read figures", arguments=("nic",), methods=GET_AND_POST, answer=404),  # there is none
    "outside_sources": Line("read figures", arguments=("nic",), methods=GET_AND_POST, answer=404),
    "outside_history": Line("read figures", arguments=("nic",), answer=404),
    "new_outside_period": Line("keep figures", arguments=("nic",), answer=404),
    "outside_layout": Line("keep figures", arguments=("nic",), methods=GET_AND_POST, answer=404),
    "edit_outside_heading": Line("keep figures", arguments=("nic", "pozycja", "nic"), methods=GET_AND_POST, answer=404),
    "move_outside_heading": Line("keep figures", arguments=("nic", "pozycja", "nic"), methods=POST, answer=404),
    "delete_outside_heading": Line(
        "keep figures", arguments=("nic", "pozycja", "nic"), methods=GET_AND_POST, answer=404
    ),
    "import": Line("take in a register", methods=GET_AND_POST),
    "export": Line("take in a register", methods=GET_AND_POST),
    "import_result": Line("take in a register"),
    "import_errors": Line("take in a register", answer=404),  # nothing was taken in yet
    "import_changes": Line("take in a register", answer=404),
    "sheet": Line("take in a register", methods=GET_AND_POST),
    "sheet_columns": Line("take in a register", methods=GET_AND_POST),
    "sheet_template": Line("take in a register", arguments=("persons",)),
    "sheet_import": Line("take in a register", methods=POST),
    "families": Line("read families"),
    "more_filters": Line("read families"),
    "families_xlsx": Line("read families"),
    "new_family": Line("refer", methods=GET_AND_POST),
    "similar_families": Line("refer", methods=POST),
    "save_view": Line("read families", methods=POST),
    "delete_view": Line("read families", arguments=(7,), methods=POST, answer=404),  # there is none
    "handed_over": Line("read families", methods=GET_AND_POST),
    "search_notes": Line("read families", methods=GET_AND_POST),
    "family": Line("read families", about="family"),
    "family_map": Line("read families", about="family"),
    "correct_family": Line("write casework", about="family", methods=GET_AND_POST),
    "add_person": Line("write casework", about="family", methods=GET_AND_POST),
    "family_access": Line("decide", about="family", methods=GET_AND_POST),
    "merge_families": Line("decide", about="family", methods=GET_AND_POST),
    "undo_merge": Line("decide", about="family", arguments=(7,), methods=GET_AND_POST, answer=404),  # there is no merge
    "suspected_duplicates": Line("decide"),
    "suspected_duplicate": Line("decide", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),  # there is none
    "search_families": Line("read families", methods=POST),
    "family_history": Line("read a file's history", about="family"),
    "add_document": Line("write casework", about="family", methods=GET_AND_POST),
    "document": Line("read families", about="family", arguments=UNKNOWN, answer=404),  # there is none
    "correct_document": Line("write casework", about="family", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "delete_document": Line("write casework", about="family", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "papers": Line("read families", about="family"),
    "new_paper": Line("write casework", about="family", arguments=("karta-rodziny",), methods=GET_AND_POST),
    "paper_docx": Line("read families", about="family", arguments=UNKNOWN, answer=404),  # there is none
    "paper_templates": Line("keep the centre"),
    "paper_template": Line("keep the centre", arguments=("karta-rodziny",), methods=GET_AND_POST),
    "paper_fields": Line("keep the centre", arguments=("karta-rodziny",)),
    "mark_rule": Line("keep the centre", arguments=("karta-rodziny",), methods=GET_AND_POST),
    "template_file": Line("keep the centre", arguments=("karta-rodziny", 0)),
    "template_preview": Line("keep the centre", arguments=("karta-rodziny", 7), answer=404),  # there is no such version
    "use_template": Line("keep the centre", arguments=("karta-rodziny", 7), methods=POST, answer=404),
    "person": Line("read families", about="person"),
    "correct_person": Line("write casework", about="person", methods=GET_AND_POST),
    "same_person": Line("write casework", about="person", methods=GET_AND_POST),
    "delete_person": Line("write casework", about="person", methods=GET_AND_POST),
    "person_file": Line("answer persons", about="person", arguments=("json",)),
    "supporting_families": Line("read supporting families"),
    "new_supporter": Line("keep supporting families", methods=GET_AND_POST),
    "supporter": Line("read supporting families", arguments=("Z0",), answer=404),  # there is none
    "edit_supporter": Line("keep supporting families", arguments=("Z0",), methods=GET_AND_POST, answer=404),
    "remove_supporter": Line("keep supporting families", arguments=("Z0",), methods=GET_AND_POST, answer=404),
    "latest_refunds": Line("read charges"),
    "refunds": Line("read charges", arguments=(2023,)),
    "enter_refunds": Line("keep charges", arguments=(2023,), methods=GET_AND_POST),
    "day_care_centres": Line("read supporting families"),
    "new_day_care": Line("keep supporting families", methods=GET_AND_POST),
    "day_care": Line("read supporting families", arguments=("D0",), answer=404),  # there is none
    "edit_day_care": Line("keep supporting families", arguments=("D0",), methods=GET_AND_POST, answer=404),
    "remove_day_care": Line("keep supporting families", arguments=("D0",), methods=GET_AND_POST, answer=404),
    "add_capacity": Line("keep supporting families", arguments=("D0",), methods=GET_AND_POST, answer=404),
    "edit_capacity": Line("keep supporting families", arguments=("D0", 7), methods=GET_AND_POST, answer=404),
    "remove_capacity": Line("keep supporting families", arguments=("D0", 7), methods=GET_AND_POST, answer=404),
    "find_child": Line("write casework", arguments=("D0",), methods=GET_AND_POST, answer=404),
    "add_child_to_day_care": Line(
        "write casework", about="person", arguments=("D0",), methods=GET_AND_POST, answer=404
    ),
    "end_day_care_stay": Line("write casework", about="family", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "latest_day_care_month": Line("read charges"),
    "day_care_month": Line("read charges", arguments=("2023-05",)),
    "enter_day_care_month": Line("keep charges", arguments=("2023-05",), methods=GET_AND_POST),
    "latest_charges": Line("read charges"),
    "charges": Line("read charges", arguments=("2023-05",)),
    "new_child_in_care": Line("keep charges", arguments=("2023-05",), methods=GET_AND_POST),
    "county_note": Line("keep charges", arguments=("2023-05",), methods=GET_AND_POST),
    "note_letter": Line("keep charges", arguments=("2023-05",), methods=POST),
    "rates": Line("keep charges", methods=GET_AND_POST),
    "remove_rate": Line("keep charges", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "forecast": Line("read charges"),
    "budget": Line("keep charges", methods=GET_AND_POST),
    "enter_charges": Line("keep charges", arguments=("2023-05",), methods=GET_AND_POST),
    "stays": Line("read charges", about="person"),
    "stay_start": Line("keep charges", about="person", arguments=("2024-05-06",), methods=GET_AND_POST, answer=404),
    "withdraw_stay_start": Line(
        "keep charges", about="person", arguments=("2024-05-06",), methods=GET_AND_POST, answer=404
    ),
    "new_plan": Line("write casework", about="family", methods=GET_AND_POST),
    "correct_plan": Line("write casework", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "compare_plans": Line("read families", about="family", answer=404),  # there are no two
    "compare_diagnoses": Line("read families", about="family", answer=404),
    "new_diagnosis": Line("write casework", about="family", methods=GET_AND_POST),
    "correct_diagnosis": Line("write casework", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "plan_gaps": Line("read families"),
    "goal_library": Line("keep dictionaries"),
    "new_library_goal": Line("keep dictionaries", methods=GET_AND_POST),
    "starting_set": Line("keep dictionaries", methods=POST),
    "edit_library_goal": Line("keep dictionaries", arguments=("B0",), methods=GET_AND_POST, answer=404),
    "retire_library_goal": Line("keep dictionaries", arguments=("B0",), methods=POST, answer=404),
    "goal_visits": Line("read families", about="family", arguments=(987654,), answer=404),
    "sign_plan": Line("write casework", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "save_family_draft": Line("write casework", about="family", arguments=("plan",), methods=POST),
    "delete_family_draft": Line(
        "write casework", about="family", arguments=("plan", 987654), methods=POST, answer=404
    ),  # there is none
    "assessments": Line("read assessments", about="family"),
    "assessment": Line("read assessments", about="family", arguments=(987654,), answer=404),
    "new_assessment": Line("write casework", about="family", methods=GET_AND_POST),
    "save_assessment_draft": Line("write casework", about="family", methods=POST),
    "delete_assessment_draft": Line("write casework", about="family", arguments=(987654,), methods=POST, answer=404),
    "correct_assessment": Line("write casework", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "hand_over_assessment": Line("write casework", about="family", arguments=(987654,), methods=POST, answer=404),
    "go_on_with_support": Line("decide", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "assessments_to_acknowledge": Line("acknowledge assessments", methods=GET_AND_POST),
    "goal_states": Line("write casework", about="family", methods=GET_AND_POST),
    "close_case": Line("decide", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "reopen_case": Line("decide", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "correct_closing": Line("decide", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "take_back_closing": Line("decide", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "mistaken_case": Line("decide", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "correct_first_day": Line("decide", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "mistaken_decision": Line("decide", arguments=("W0",), methods=GET_AND_POST, answer=404),
    "assign_case": Line("decide", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "case_consent": Line("refer", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "assign_monitoring": Line("decide", about="family", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "records": Line("write casework", about="family"),
    "add_record": Line("write casework", about="family", arguments=("problem",), methods=GET_AND_POST),
    "edit_record": Line(
        "write casework", about="family", arguments=("problem", 987654), methods=GET_AND_POST, answer=404
    ),
    "remove_record": Line(
        "write casework", about="family", arguments=("problem", 987654), methods=GET_AND_POST, answer=404
    ),
    "retention": Line("answer persons"),
    "anonymise_due": Line("answer persons", methods=GET_AND_POST),
    "dues": Line("read families"),
    "dues_card": Line("read families"),
    "calendar": Line("read families", methods=GET_AND_POST),
    "calendar_feed": Line("hold a token", arguments=("x.y",), answer=404),  # an unknown token
    "inspection": Line("read assistants"),
    "assistants": Line("read assistants"),
    "own_page": Line("read a diary"),
    "assistant": Line("read a diary", about="assistant"),
    "new_assistant": Line("manage staff", methods=GET_AND_POST),
    "edit_assistant": Line("manage staff", about="assistant", methods=GET_AND_POST),
    "end_employment": Line("manage staff", about="assistant", methods=GET_AND_POST),
    "add_post": Line("manage staff", about="assistant", methods=GET_AND_POST),
    "edit_post": Line("manage staff", about="assistant", arguments=(7,), methods=GET_AND_POST, answer=404),
    "remove_post": Line("manage staff", about="assistant", arguments=(7,), methods=GET_AND_POST, answer=404),
    "supplement": Line("read assistants"),
    "supplement_xlsx": Line("read assistants", arguments=(2023,)),
    "supplement_month": Line("manage staff", arguments=("2023-05",), methods=GET_AND_POST),
    "supplement_cap": Line("manage staff", methods=GET_AND_POST),
    "qualifications": Line("read assistants", about="assistant"),
    "add_qualification": Line("manage staff", about="assistant", arguments=("education",), methods=GET_AND_POST),
    "edit_qualification": Line("manage staff", about="assistant", arguments=(7,), methods=GET_AND_POST, answer=404),
    "remove_qualification": Line("manage staff", about="assistant", arguments=(7,), methods=GET_AND_POST, answer=404),
    "workshops": Line("read workshops"),
    "new_workshop": Line("keep workshops", methods=GET_AND_POST),
    "workshop": Line("read workshops", arguments=("T0",), methods=GET_AND_POST, answer=404),  # there is none
    "edit_workshop": Line("keep workshops", arguments=("T0",), methods=GET_AND_POST, answer=404),
    "remove_workshop": Line("keep workshops", arguments=("T0",), methods=GET_AND_POST, answer=404),
    "participants": Line("read workshops", arguments=("T0",), methods=GET_AND_POST, answer=404),
    "attendance_sheet": Line("read workshops", arguments=("T0",), answer=404),
    "attendance": Line("read workshops", arguments=("T0", "2023-05-06"), methods=GET_AND_POST, answer=404),
    "interventions": Line("read assistants"),
    "trainings": Line("read assistants"),
    "new_training": Line("manage staff", methods=GET_AND_POST),
    "edit_training": Line("manage staff", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "remove_training": Line("manage staff", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "certificates": Line("manage staff", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "plan_training": Line("manage staff", methods=GET_AND_POST),
    "edit_planned": Line("manage staff", arguments=("N0",), methods=GET_AND_POST, answer=404),
    "remove_planned": Line("manage staff", arguments=("N0",), methods=GET_AND_POST, answer=404),
    "substitute": Line("decide", about="assistant", methods=GET_AND_POST),
    "end_substitution": Line("decide", about="assistant", arguments=(7,), methods=POST, answer=404),
    "absences": Line("decide", about="assistant", methods=GET_AND_POST),
    "edit_absence": Line("decide", about="assistant", arguments=(7,), methods=GET_AND_POST, answer=404),
    "end_absence": Line("decide", about="assistant", arguments=(7,), methods=POST, answer=404),
    "board": Line("read assistants"),
    "handover": Line("decide", about="assistant", methods=GET_AND_POST),
    "handover_done": Line("decide", about="assistant", arguments=("A0", "2024-05-06"), answer=404),  # there is none
    "log_readings": Line("read the log"),
    "log_changes": Line("read the log"),
    "log_unusual": Line("read the log"),
    "log_searches": Line("read the log", methods=POST),
    "log_file": Line("read the log", arguments=("odczyty", "csv")),
    "accounts": Line("manage accounts"),
    "invite": Line("manage accounts", methods=GET_AND_POST),
    "account": Line("manage accounts", arguments=UNKNOWN, answer=404),
    "edit_account": Line("manage accounts", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "connect_account": Line("manage accounts", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "suspend_account": Line("manage accounts", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "restore_account": Line("manage accounts", arguments=UNKNOWN, methods=POST, answer=404),
    "invite_again": Line("manage accounts", arguments=UNKNOWN, methods=POST, answer=404),
    "withdraw_invitation": Line("manage accounts", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "reset_second_factor": Line("manage accounts", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "account_changes": Line("confirm accounts"),
    "confirm_change": Line("confirm accounts", arguments=UNKNOWN, methods=POST, answer=404),
    "refuse_change": Line("confirm accounts", arguments=UNKNOWN, methods=POST, answer=404),
    "withdraw_change": Line("manage accounts", arguments=UNKNOWN, methods=POST, answer=404),
    "disconnect_directory": Line("manage accounts", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "own_account": Line("own account"),
    "disconnect_own_directory": Line("own account", methods=GET_AND_POST, answer=404),
    "unsent_forms": Line("own account"),
    "unsent_form": Line("own account", arguments=UNKNOWN, answer=404),
    "discard_unsent_form": Line("own account", arguments=UNKNOWN, methods=POST, answer=404),
    "invitation": Line("open to all", arguments=("abc",), methods=GET_AND_POST),
    "presence": Line("open to all", methods=POST),
    "keep_unsent_form": Line("open to all", methods=POST),
    "my_day": Line("keep a diary"),
    "my_entries": Line("keep a diary"),
    "log_visit": Line("keep a diary", methods=GET_AND_POST),
    "log_group": Line("keep a diary", methods=GET_AND_POST),
    "save_draft": Line("keep a diary", methods=POST),
    "delete_draft": Line("keep a diary", arguments=(987654,), methods=POST, answer=404),  # there is none
    "browser_key": Line("keep a diary", methods=POST),
    "correct_visit": Line("keep a diary", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "move_visit": Line("write casework", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "delete_visit": Line("keep a diary", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "plan_appointment": Line("keep a diary", methods=GET_AND_POST),
    "move_appointment": Line("keep a diary", arguments=(987654,), methods=GET_AND_POST, answer=404),
    "settle_appointment": Line("keep a diary", arguments=(987654, "odbyte"), methods=POST, answer=404),
    "diary_pdf": Line("read a diary", about="assistant", query="od=2023-06-01&do=2023-06-30"),
    "referrals": Line("read referrals"),
    "referral": Line("read referrals", arguments=("W0",), answer=404),  # there is none
    "new_referral": Line("refer", methods=GET_AND_POST),
    "complete_referral": Line("refer", arguments=("W0",), methods=GET_AND_POST, answer=404),
    "delete_referral_draft": Line("refer", arguments=(987654,), methods=POST, answer=404),
    "referral_consent": Line("refer", arguments=("W0",), methods=GET_AND_POST, answer=404),
    "referral_interview": Line("refer", arguments=("W0",), methods=GET_AND_POST, answer=404),
    "mark_referral": Line("decide", arguments=("W0",), methods=POST, answer=404),
    "withdraw_referral": Line("refer", arguments=("W0",), methods=GET_AND_POST, answer=404),
    "decide_referral": Line("decide", arguments=("W0", "odmowa"), methods=GET_AND_POST, answer=404),
    "referral_letter": Line("read referrals", arguments=("W0",), answer=404),
    "handover_pack": Line("read a diary", answer=404),  # of no family
    "settings": Line("keep the centre"),
    "edit_centre": Line("keep the centre", methods=GET_AND_POST),
    "edit_terms": Line("keep terms", methods=GET_AND_POST),
    "law": Line("keep the centre"),
    "amend_law": Line("keep terms", arguments=("ocena",), methods=GET_AND_POST),
    "withdraw_law": Line("keep terms", arguments=UNKNOWN, methods=GET_AND_POST, answer=404),
    "dictionaries": Line("keep dictionaries"),
    "dictionary": Line("keep dictionaries", arguments=("problemy",)),
    "new_entry": Line("keep dictionaries", arguments=("problemy",), methods=GET_AND_POST),
    "entry": Line("keep dictionaries", arguments=("problemy", "x"), methods=GET_AND_POST, answer=404),
    "move_entry": Line("keep dictionaries", arguments=("problemy", "x"), methods=POST, answer=404),
    "retire_entry": Line("keep dictionaries", arguments=("problemy", "x"), methods=POST, answer=404),
    "bring_back_entry": Line("keep dictionaries", arguments=("problemy", "x"), methods=POST, answer=404),
    "merge_entry": Line("merge entries", arguments=("problemy", "x"), methods=GET_AND_POST, answer=404),
    "delete_entry": Line("keep dictionaries", arguments=("problemy", "x"), methods=GET_AND_POST, answer=404),
    "jobs": Line("own account"),
    "job": Line("own account", arguments=(NO_JOB,), answer=404),
    "job_state": Line("own account", arguments=(NO_JOB,), answer=404),
    "job_file": Line("own account", arguments=(NO_JOB,), answer=404),
    "cancel_job": Line("own account", arguments=(NO_JOB,), methods=POST, answer=404),
    "delete_job": Line("own account", arguments=(NO_JOB,), methods=POST),  # deleted already
    "start": Line("own account", methods=GET_AND_POST),
    "print_style": Line("own account"),
    "styl": Line("own account", answer=404),  # in development only
}
# Views of libraries, by the beginning of their names: who gets in. The longest beginning decides.
OPEN, SIGNED_IN = "open", "signed in"
THIRD_PARTY = {
    "account_": SIGNED_IN,
    "account_login": OPEN,
    "account_inactive": OPEN,
    "account_signup": OPEN,
    "account_reset_password": OPEN,
    "mfa_": SIGNED_IN,
    "usersessions_": SIGNED_IN,
    "openid_connect_": OPEN,
    "socialaccount_login_": OPEN,
}


@dataclass(frozen=True)
class Address:
    """A pattern of the configuration: its full name, its route, its view."""

    name: str
    route: str
    view: object

    def __str__(self):
        return self.name

    @property
    def is_third_party(self):
        return self.name not in OURS and decision_on(self.name) is not None

    def path(self, *arguments):
        """The path with the arguments in the places of the route, even if they do not fit."""
        values = iter(arguments)

        def fill(place):
            value = next(values, None)
            assert value is not None, (
                f"The address {self} lacks a value for {place[0]}: add it to the arguments of its Line in "
                "tests/access/addresses.py."
            )
            return quote(str(value), safe="")

        return "/" + re.sub(r"<[^>]+>|\(\?P<[^>]+>[^)]*\)", fill, self.route)

    @property
    def places(self):
        return re.findall(r"<(?:\w+:)?(\w+)>", self.route)


def addresses(resolver=None, route="", namespace=""):
    """All Addresses of the configuration."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name}", here.rstrip("$").replace("\\Z", ""), pattern.callback)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, here, inner)


def decision_on(name):
    """What THIRD_PARTY says of the view, or None."""
    beginnings = [beginning for beginning in THIRD_PARTY if name.startswith(beginning)]
    return THIRD_PARTY[max(beginnings, key=len)] if beginnings else None


OWN = [address for address in addresses() if address.name in OURS]
