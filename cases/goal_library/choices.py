"""Choosing a goal of the library for a plan: those for the family's problems first, then by area."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LibraryChoice:
    """The goals that a plan may take: `groups` is [(heading, [LibraryGoals])]."""

    groups: list

    @classmethod
    def by_area(cls, goals, areas, own):
        """Return the choice among `goals`, in the order of the `areas` (LifeAreas), for a family with the problems
        `own` (codes)."""
        goals = sorted(goals, key=lambda goal: (goal.goal, goal.number))
        fitting = [goal for goal in goals if goal.problem_id in own]
        groups = [("Do problemów tej rodziny", fitting)] if fitting else []
        for area in areas:
            if of_area := [goal for goal in goals if goal.area_id == area.pk and goal not in fitting]:
                groups.append((area.label.capitalize(), of_area))
        return cls(groups)

    def chosen(self, number):
        """Return the goal with that number as the fields of a goal's form, or None."""
        goal = next((each for _heading, goals in self.groups for each in goals if each.number == number), None)
        if goal is None:
            return None
        first, *further = [*goal.actions_in_order, ""]
        fields = {
            "goal": goal.goal,
            "action": first,
            "expected_effect": goal.expected_effect,
            "success_measure": goal.success_measure,
            "area": goal.area_id,
            "problem": goal.problem_id or "",
        }
        return fields | {f"action_{place}": text for place, text in enumerate(further, start=2) if text}
