from assistants.models.assignment import Assignment, Substitution
from assistants.models.assistant import MOST_FAMILIES, Assistant, Post
from assistants.models.training import Training
from assistants.models.visit import Visit
from assistants.models.workshop import Attendance, Workshop

__all__ = [
    "MOST_FAMILIES",
    "Assignment",
    "Assistant",
    "Attendance",
    "Post",
    "Substitution",
    "Training",
    "Visit",
    "Workshop",
]
