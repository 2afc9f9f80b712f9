"""What two plans, or two diagnoses, say differently: goal by goal, area by area."""

from dataclasses import dataclass

from cases.comparing.words import differing, likeness
from cases.models import AreaFinding
from familycare.lib.polish import date_in_digits

KEPT, CHANGED, NEW, DROPPED = "bez zmian", "zmieniono", "nowe", "nie ma w późniejszym"
ALIKE = 0.5  # from here on two goals are one that was put in other words


@dataclass(frozen=True)
class AnswerInBoth:
    """One answer in both versions, as lists of (text, whether it differs); empty: it was not given."""

    label: str
    was: list
    now: list

    @property
    def only(self):
        """The text, where there is but one."""
        return "".join(text for text, _differs in self.now or self.was)

    @property
    def is_changed(self):
        return any(differs for _text, differs in (*self.was, *self.now))


@dataclass(frozen=True)
class Pair:
    """A goal or an area in two versions. `what`: KEPT, CHANGED, NEW or DROPPED."""

    title: str
    what: str
    lines: list

    @property
    def is_in_both(self):
        return self.what in (KEPT, CHANGED)

    @property
    def tone(self):
        return {KEPT: "neutral", CHANGED: "notice", NEW: "good", DROPPED: "neutral"}[self.what]


def goal_pairs(was, now):
    """Return the Pairs of the goals of two PlanFiles: in the order of the later one, then those that were dropped."""
    partners = _partners(was.goals, now.goals)
    earlier = {id(one) for one in partners.values()}
    pairs = [_pair(_answers(partners.get(id(goal))), _answers(goal), goal.goal.goal) for goal in now.goals]
    return pairs + [_pair(_answers(goal), [], goal.goal.goal) for goal in was.goals if id(goal) not in earlier]


def area_pairs(was, now):
    """Return the Pairs of the areas of two DiagnosisFiles."""
    earlier, later = ({each.area_id: each for each in file.findings} for file in (was, now))
    areas = {each.area_id: each.area for each in (*now.findings, *was.findings)}
    order = sorted(areas.values(), key=lambda area: (area.position, area.pk))
    return [_pair(_said(earlier.get(area.pk)), _said(later.get(area.pk)), area.label.capitalize()) for area in order]


def _partners(was, now):
    """Return {id of a later GoalFile: the earlier one}: first those with the same words, then the most alike."""
    partners, free = {}, list(was)
    for goal in now:
        if same := next((one for one in free if one.goal.goal == goal.goal.goal), None):
            partners[id(goal)] = same
            free.remove(same)
    others = [
        (likeness(one.goal.goal, goal.goal.goal), place, other, goal, one)
        for place, goal in enumerate(now)
        if id(goal) not in partners
        for other, one in enumerate(free)
    ]
    for score, _place, _other, goal, one in sorted(others, key=lambda each: (-each[0], each[1:3])):
        if score >= ALIKE and id(goal) not in partners and one in free:
            partners[id(goal)] = one
            free.remove(one)
    return partners


def _answers(file):
    """Return [(label, text)] of a goal."""
    if file is None:
        return []
    goal = file.goal
    return [
        ("Cel", goal.goal),
        ("Działania", "\n".join(_action(each) for each in file.actions)),
        ("Termin", date_in_digits(goal.due_on) if goal.due_on else ""),
        ("Przewidywany efekt", goal.expected_effect),
        ("Miara sukcesu", goal.success_measure),
        ("Stan", goal.get_status_display()),
    ]


def _action(action):
    until = f"do {date_in_digits(action.due_on)}" if action.due_on else ""
    more = ", ".join(filter(None, (action.responsible, until)))
    return f"{action.action} ({more})" if more else action.action


def _said(finding):
    """Return [(label, text)] of what a diagnosis says of an area."""
    if finding is None:
        return []
    labels = {name: finding._meta.get_field(name).verbose_name.capitalize() for name in AreaFinding.TEXTS}
    return [(label, getattr(finding, name)) for name, label in labels.items()]


def _pair(was, now, title):
    texts_was, texts_now = dict(was), dict(now)
    lines = [
        AnswerInBoth(label, *differing(texts_was.get(label, ""), texts_now.get(label, "")))
        for label in dict(now or was)
        if texts_was.get(label) or texts_now.get(label)
    ]
    if not was or not now:
        return Pair(title, NEW if now else DROPPED, lines)
    return Pair(title, CHANGED if any(line.is_changed for line in lines) else KEPT, lines)
