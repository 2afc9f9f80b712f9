"""The notes of visits, for the search in notes."""

from django.utils.text import capfirst

from cases.access import Part
from cases.note_search.kinds import NoteKind

VISIT_NOTES = NoteKind(
    word="wizyty",
    label="notatki z wizyt",
    model="assistants.Visit",
    fields=("summary",),
    family="case__family",
    day="visited_on",
    part=Part.DIARY,
    title=lambda visit: capfirst(visit.get_kind_display()),
    author=lambda visit: str(visit.author),
    related=("case__family", "assistant", "substitute"),
    query="co=dziennik&wpis={key}",
    anchor="wpis-{key}",
)
