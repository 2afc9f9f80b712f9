"""Programmes for tests."""

import json

from reporting.documents.composing.figures import Catalogue
from reporting.documents.programmes.services import save_programme


def task(title, **more):
    return {"title": title, "methods": [], "units": [], "cooperating": [], "indicators": [], "effects": []} | more


def goal(no, title, *tasks, indicators=(), **more):
    return {"no": no, "title": title, "tasks": list(tasks), "indicators": list(indicators)} | more


FAMILIES = {
    "label": "Rodziny z asystentem",
    "unit": "rodziny",
    "figure": "support.families",
    "baseline": 1,
    "targets": {"2024": 2, "2025": 3},
}
WORKSHOPS = {"label": "Spotkania grup wsparcia", "unit": "", "figure": None, "baseline": None, "targets": {"2025": 10}}


def programme(*goals, **changed):
    """Return the JSON of a programme for 2024–2026, by default with two goals."""
    goals = goals or (
        goal(
            1,
            "Wspieranie rodzin",
            task("Grupy wsparcia", methods=["spotkania", "rozmowy"], units=["MOPS"]),
            task("Warsztaty", methods=["zajęcia"], units=["MOPS"]),
            indicators=[FAMILIES, "Zadowolenie rodzin"],
            title_table="WSPIERANIE",
        ),
        goal(2, "Bezpieczeństwo", task("Interwencje"), indicators=[WORKSHOPS]),
    )
    data = {
        "key": "program-2024",
        "years": [2024, 2026],
        "main_goal": "Silne rodziny.",
        "goals": list(goals),
        "results": ["Mniej dzieci w pieczy"],
        "swot": {"strengths": ["wiedza"]},
        "notes": None,
    }
    return json.dumps(data | changed, ensure_ascii=False, indent=1)


def saved(text=None, **more):
    return save_programme(text=text or programme(), known=Catalogue(), **more)
