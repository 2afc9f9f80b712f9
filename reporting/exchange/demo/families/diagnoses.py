"""Diagnoses of families, from what the plans are about."""

from random import Random

from familycare.centre.choices import LIFE_AREAS
from reporting.exchange.demo.diagnosis_phrases import AREAS
from reporting.exchange.demo.plan_phrases import AREA_OF


def diagnosis_rows(case, problems, plans, numbers):
    """Return the rows of diagnoses.csv and of diagnosis_areas.csv for one case, as two lists.

    There is a diagnosis for the first plan, and often one for a later one. It describes the areas of the problems, and
    one or two others.
    """
    rng = Random(f"{case.id}/diagnoses")  # apart, so that what was invented before stays the same
    diagnoses, findings = [], []
    for place, plan in enumerate(plans):
        if place and rng.random() < 0.6:
            continue
        key = numbers.key("G")
        diagnoses.append((key, case.id, plan[2]))
        areas = {AREA_OF[problem.code] for problem in problems if problem.code in AREA_OF}
        areas |= {*rng.sample([code for code, _label, _group in LIFE_AREAS], rng.choice((1, 2)))}
        for area in sorted(areas):
            states, resources, risks, views, children = AREAS[area]
            child = rng.choice(children) if rng.random() < 0.3 else ""
            answers = (rng.choice(states), rng.choice(resources), rng.choice(risks), rng.choice(views), child)
            findings.append((key, area, *answers))
    return diagnoses, findings
