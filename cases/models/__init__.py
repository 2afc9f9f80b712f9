from cases.models.assessment import AreaScore, Assessment
from cases.models.attachment import Attachment
from cases.models.case import Case, Outcome, ZaZyciem
from cases.models.draft import Draft, DraftForm
from cases.models.family import Family, NamedReader
from cases.models.merge import FamilyMerge
from cases.models.person import Person
from cases.models.personal import CalendarLink, SavedView
from cases.models.plan import GoalAction, Plan, PlanGoal, PlanSignature
from cases.models.planning.diagnosis import AreaFinding, Diagnosis
from cases.models.planning.library import LibraryGoal
from cases.models.records.community_support import (
    MOST_CHILDREN,
    MOST_EDUCATORS,
    DayCareCapacity,
    DayCareCentre,
    DayCareCost,
    DayCareOutsiders,
    DayCareStay,
    FamilySupport,
    SupportingFamily,
    SupportRefund,
)
from cases.models.records.court import CourtOrder, CourtReport
from cases.models.records.notes import HarmReport, ServiceNote
from cases.models.records.placement import CareCharge, Placement, StayStart
from cases.models.records.situation import (
    BlueCard,
    Condition,
    FamilyProblem,
    Help,
    OutsideContact,
    PersonRelation,
)
from cases.models.referral import Referral

__all__ = [
    "MOST_CHILDREN",
    "MOST_EDUCATORS",
    "AreaFinding",
    "AreaScore",
    "Assessment",
    "Attachment",
    "BlueCard",
    "CalendarLink",
    "CareCharge",
    "Case",
    "Condition",
    "CourtOrder",
    "CourtReport",
    "DayCareCapacity",
    "DayCareCentre",
    "DayCareCost",
    "DayCareOutsiders",
    "DayCareStay",
    "Diagnosis",
    "Draft",
    "DraftForm",
    "Family",
    "FamilyMerge",
    "FamilyProblem",
    "FamilySupport",
    "GoalAction",
    "HarmReport",
    "Help",
    "LibraryGoal",
    "NamedReader",
    "Outcome",
    "OutsideContact",
    "Person",
    "PersonRelation",
    "Placement",
    "Plan",
    "PlanGoal",
    "PlanSignature",
    "Referral",
    "SavedView",
    "ServiceNote",
    "StayStart",
    "SupportRefund",
    "SupportingFamily",
    "ZaZyciem",
]
