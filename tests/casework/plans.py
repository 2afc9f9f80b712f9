"""Plans and the forms in which they are sent."""

from datetime import date

from django.urls import reverse

from cases.models import Plan, PlanGoal

NEW, STATES = reverse("new_plan", args=["R12"]), reverse("goal_states", args=["R12"])
GOAL = {
    "goal": "Spłata czynszu",
    "action": "Ugoda ze spółdzielnią",
    "responsible": "matka",
    "due_on": "30.09.2024",
    "expected_effect": "brak zaległości",
    "status": "planned",
}
WORK = GOAL | {"goal": "Praca", "due_on": "31.10.2024"}


def sent(*goals, **fields):
    rows = {f"cele-{row}-{name}": value for row, goal in enumerate(goals) for name, value in goal.items()}
    counts = {"cele-TOTAL_FORMS": len(goals), "cele-INITIAL_FORMS": 0}
    return {"agreed_on": "20.05.2024", "valid_until": "20.11.2024"} | counts | rows | fields


def plan(case, agreed_on=date(2024, 1, 8), **goals):
    made = Plan.objects.create(case=case, agreed_on=agreed_on)
    for goal, status in goals.items():
        PlanGoal.objects.create(plan=made, goal=goal, status=status, due_on=date(2024, 4, 1), expected_effect="jest")
    return made
