from assistants.models.absence import Absence
from assistants.models.appointment import Appointment
from assistants.models.assignment import Assignment, Substitution
from assistants.models.assistant import MOST_FAMILIES, Assistant, Post
from assistants.models.closing import Closing
from assistants.models.correction import Correction
from assistants.models.moved_visit import MovedVisit
from assistants.models.qualification import Qualification
from assistants.models.supplement import MonthOfPost, SupplementCap
from assistants.models.suspected_duplicate import SuspectedDuplicate
from assistants.models.training import PlannedTraining, Training
from assistants.models.visit import Visit, VisitGoal
from assistants.models.workshop import MOST_OUTSIDERS, Attendance, Enrolment, Workshop, WorkshopDay, WorkshopLeader

__all__ = [
    "MOST_FAMILIES",
    "MOST_OUTSIDERS",
    "Absence",
    "Appointment",
    "Assignment",
    "Assistant",
    "Attendance",
    "Closing",
    "Correction",
    "Enrolment",
    "MonthOfPost",
    "MovedVisit",
    "PlannedTraining",
    "Post",
    "Qualification",
    "Substitution",
    "SupplementCap",
    "SuspectedDuplicate",
    "Training",
    "Visit",
    "VisitGoal",
    "Workshop",
    "WorkshopDay",
    "WorkshopLeader",
]
