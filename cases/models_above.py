"""The models of `assistants` that `cases` reads.

`cases` imports nothing from the floor above: it gets these models from Django, here. Modules that are imported while
models are loading cannot import this one: `cases/access.py` and `cases/privacy/inventory.py` therefore keep names of
models and call `apps.get_model` each time.
"""

from django.apps import apps

Appointment = apps.get_model("assistants", "Appointment")
Assignment = apps.get_model("assistants", "Assignment")
Assistant = apps.get_model("assistants", "Assistant")
Attendance = apps.get_model("assistants", "Attendance")
Correction = apps.get_model("assistants", "Correction")
MovedVisit = apps.get_model("assistants", "MovedVisit")
Substitution = apps.get_model("assistants", "Substitution")
Visit = apps.get_model("assistants", "Visit")
VisitGoal = apps.get_model("assistants", "VisitGoal")
Workshop = apps.get_model("assistants", "Workshop")
