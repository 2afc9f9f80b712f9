"""How far each date of a record may lie: what has happened has no day to come. Pages and the import ask this table.

The limits themselves are in `familycare.lib.dates.DayLimits`. Every date that is not in the table has happened.
"""

from familycare.lib.dates import A_YEAR, ANY_DAY, DayLimits

HAPPENED = DayLimits(days_ahead=0)
# The first day on which something no longer holds: what holds through today is over from tomorrow on.
OVER = DayLimits(days_ahead=1)
# Agreed for a day to come. More than a year ahead is a mistyped year.
PLANNED = DayLimits(days_ahead=A_YEAR)
# A term, or the end of something that was granted until then.
TERM = ANY_DAY
BIRTH = DayLimits(days_ahead=0, years_back=120)

# {label of the model: {field: limits}}
DAYS_TO_COME = {
    "accounts.User": {"authorised_on": TERM, "secrecy_on": TERM, "last_day": TERM},
    "assistants.Absence": {"starts_on": TERM, "ends_on": TERM},
    "assistants.Appointment": {"planned_on": TERM},
    "assistants.Assignment": {"starts_on": PLANNED, "ends_on": TERM},
    "assistants.Assistant": {"employed_from": PLANNED, "employed_to": TERM},
    "assistants.Post": {"starts_on": PLANNED, "ends_on": TERM},
    "assistants.Qualification": {"renew_on": TERM},
    "assistants.Substitution": {"starts_on": TERM, "ends_on": TERM},
    "assistants.SupplementCap": {"since": PLANNED},
    "cases.Attachment": {"valid_until": TERM},
    "cases.Case": {"opened_on": PLANNED},  # with its first assignment
    "cases.Condition": {"over_on": OVER},
    "cases.CourtOrder": {"in_force_until": TERM, "first_report_on": TERM},
    "cases.CourtReport": {"due_on": TERM},
    "cases.DayCareCapacity": {"starts_on": PLANNED},
    "cases.DayCareCentre": {"permit_until": TERM, "starts_on": PLANNED, "ends_on": TERM},
    "cases.DayCareStay": {"over_on": TERM},
    "cases.FamilyProblem": {"resolved_on": OVER},
    "cases.FamilySupport": {"over_on": TERM},
    "cases.GoalAction": {"due_on": TERM},
    "cases.Help": {"over_on": TERM},
    "cases.OutsideContact": {"over_on": TERM},
    "cases.Person": {"birth_date": BIRTH, "left_on": OVER},
    "cases.Placement": {"over_on": OVER},
    "cases.Plan": {"valid_until": TERM, "review_on": TERM},
    "cases.PlanGoal": {"due_on": TERM, "action_due_on": TERM},
    "cases.SupportingFamily": {"starts_on": PLANNED, "ends_on": TERM},
    "centre.LegalParameter": {"starts_on": TERM},
}


def limits_of_day(field) -> DayLimits:
    """Return the limits of a model's date field."""
    return DAYS_TO_COME.get(field.model._meta.label, {}).get(field.name, HAPPENED)
