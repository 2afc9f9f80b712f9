"""Relations between figures of cases: begun and closed, why, by whose order, and assessments of the situation."""

from cases.choices import ClosingReason
from reporting.figures.relations.definitions import Over, adds_up, at_most, equal, grows

REASONS = " + ".join(f"closures.{code}" for code in ClosingReason.values)

RELATIONS = [
    equal("flow.open_at_start + flow.opened - flow.closed", "flow.open_at_end"),
    equal("flow.open_at_end", "flow.open_at_start", Over.NEXT),
    equal("flow.closed", "closures.total"),
    at_most("support.families", "flow.open_at_start + flow.opened"),
    at_most("closures.families", "support.families"),
    at_most("closures.families", "closures.total"),
    at_most(REASONS, "closures.total"),  # of some cases the reason may not be entered
    equal("closure_results.*", "closures.total"),
    equal("closure_results.completed", "closures.goals_achieved"),
    equal("closure_results.interrupted", "closures.family_withdrew + closures.no_results"),
    at_most("basis.court_ordered_families", "support.families"),
    at_most("basis.court_ordered_families", "basis.court_ordered_cases"),
    at_most("basis.court_ordered_families", "court.assistant_obligation"),
    at_most("basis.court_ordered_cases", "flow.open_at_start + flow.opened"),
    at_most("basis.za_zyciem_families", "support.families"),
    at_most("basis.za_zyciem_families", "basis.za_zyciem_cases"),
    at_most("basis.za_zyciem_cases", "flow.open_at_start + flow.opened"),
    equal("basis.za_zyciem_families", "za_zyciem.families"),
    at_most("za_zyciem.at_risk_pregnancies", "basis.za_zyciem_cases"),
    equal("assessments.on_time + assessments.late + assessments.missing", "assessments.due"),
    at_most("court_reports.on_time + court_reports.late", "court_reports.sent"),
    *adds_up(
        "flow.opened",
        "flow.closed",
        "closures.total",
        *(f"closures.{code}" for code in ClosingReason.values),
        "closure_results.{result}",
        "court_reports.sent",
        "za_zyciem.benefits",
    ),
    *grows("basis.court_ordered_families", "basis.za_zyciem_families", "closures.families"),
]
