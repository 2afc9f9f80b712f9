"""A list of persons with a box for each, on which others are looked for by name: who attended, who is enrolled.

Only persons of families that the reader sees are shown and changed. Only what one reader ticks or unticks changes, so
that two people who tick at once do not undo one another's work.
"""

from dataclasses import dataclass, field

from assistants.workshops.register import families_offered, found, grouped
from cases.models import Person
from familycare.lib.forms import parse_pk

SEARCH = "znajdz"


@dataclass
class TickedList:
    """The list as the page shows it; persons are pks.

    `was`: who was ticked when the page was opened; `just_found`: who was looked for now, by the words `searched`;
    `complaints` in Polish, about the search if it `is_search`.
    """

    user: object
    shown: set
    ticked: set
    was: set
    just_found: set = field(default_factory=set)
    searched: str = ""
    is_search: bool = False
    complaints: list = field(default_factory=list)

    @property
    def families(self):
        """[(name of a family, [Person])] of those shown."""
        return grouped(self.shown, self.user, self.just_found)

    @property
    def came(self):
        """The Persons who are ticked."""
        return self._persons(self.ticked)

    @property
    def left_out(self):
        """The Persons who were ticked and are not any more."""
        return self._persons(self.was - self.ticked)

    def _persons(self, keys):
        return list(Person.objects.filter(pk__in=keys).order_by("pk"))


def ticked_list(request, *, saved, offered, day):
    """Return the TickedList of the request. `saved`: the pks of those who are saved as ticked, `offered`: of others
    whom the page offers. Those who are found are members of their families on `day`."""
    if request.method != "POST":
        return TickedList(request.user, saved | offered, saved, saved)
    sent = _sent(request, "pokazana")
    meanwhile = saved - sent  # somebody else ticked them since the page was opened
    listed = TickedList(
        request.user,
        shown=saved | offered | sent,
        ticked=_sent(request, "osoba") | meanwhile,
        was=_sent(request, "byla") | meanwhile,
        searched=request.POST.get("szukaj", "").strip(),
        is_search=SEARCH in request.POST,
    )
    if listed.is_search:
        listed.just_found, complaint = found(request.user, listed.searched, day)
        listed.shown |= listed.just_found
        listed.complaints = [complaint] if complaint else []
    return listed


def _sent(request, name):
    """Return the pks sent under the name, of persons of families offered to the reader."""
    keys = [key for text in request.POST.getlist(name) if (key := parse_pk(text)) is not None]
    allowed = Person.objects.filter(pk__in=keys, family__in=families_offered(request.user))
    return {*allowed.values_list("pk", flat=True)}
