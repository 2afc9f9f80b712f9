"""Who reads whole assessments."""

from cases.access import Part, parts_read_by

# An assessment tells of health, violence and addictions: who reads it reads these parts of the file too.
READ_WITH = frozenset({Part.PLANS, Part.DIARY, Part.HEALTH, Part.PROCEEDINGS, Part.HELP})


def reads_assessments(user):
    """Return whether the user may read whole assessments of the families that they see."""
    return parts_read_by(user) >= READ_WITH
