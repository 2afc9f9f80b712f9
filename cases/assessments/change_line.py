"""The line of changes: where each area stood in each assessment, as words and as a small drawing.

A drawing has its title first and `role="img"`. Colours are attributes, because the content security policy forbids
inline styles; classes let the style sheet change them in dark mode.
"""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from familycare.centre.models import LifeArea
from familycare.lib.polish import date_in_digits

WIDTH, HEIGHT = 320, 96
LEFT, RIGHT, TOP, BOTTOM = 12, 12, 12, 84
INK, RULE = "#0b5257", "#6b7b7c"
BETTER, WORSE, SAME = "lepiej", "gorzej", "bez zmian"


@dataclass(frozen=True)
class Point:
    """The step of an area in an assessment, and its place on the scale (0: the worst)."""

    assessment: object
    score: object
    place: int


@dataclass(frozen=True)
class ChangeLine:
    """An area over time, the earliest assessment first. `steps`: the scale, from the worst to the best."""

    area: LifeArea
    points: list[Point]
    steps: list

    @property
    def now(self):
        return self.points[-1]

    @property
    def before(self):
        """The point before the newest, or None."""
        return self.points[-2] if len(self.points) > 1 else None

    @property
    def change(self):
        """How the newest step compares with the one before; "" for the first."""
        return compared(self.before.place, self.now.place) if self.before else ""

    @property
    def words(self):
        """Since when each step held: „źle od 01.03.2024, różnie od 02.09.2024”."""
        changes = [
            point
            for before, point in zip([None, *self.points], self.points, strict=False)
            if before is None or before.place != point.place
        ]
        return ", ".join(f"{point.score.step} od {date_in_digits(point.assessment.held_on)}" for point in changes)

    @property
    def svg(self):
        """The drawing: a rule for each step, a point for each assessment."""
        most = max(len(self.steps) - 1, 1)
        heights = [BOTTOM - (BOTTOM - TOP) * place / most for place in range(len(self.steps))]
        gap = (WIDTH - LEFT - RIGHT) / max(len(self.points) - 1, 1)
        first = LEFT if len(self.points) > 1 else WIDTH / 2
        places = [(first + gap * n, heights[point.place]) for n, point in enumerate(self.points)]
        rules = format_html_join(
            "",
            '<line class="rule" x1="0" x2="{0}" y1="{1}" y2="{1}" stroke="{2}" stroke-width="0.5" '
            'stroke-dasharray="2 4"/>',
            ((WIDTH, f"{y:.1f}", RULE) for y in heights),
        )
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        dots = format_html_join(
            "",
            '<circle class="fill-0" cx="{}" cy="{}" r="5" fill="{}"/>',
            ((f"{x:.1f}", f"{y:.1f}", INK) for x, y in places),
        )
        return format_html(
            '<svg class="chart change-line" role="img" viewBox="0 0 {width} {height}" width="{width}" '
            'height="{height}"><title>{title}</title>{rules}'
            '<polyline class="line-0" points="{path}" fill="none" stroke="{ink}" stroke-width="2.5"/>{dots}</svg>',
            width=WIDTH,
            height=HEIGHT,
            title=f"{self.area}: {self.words}",
            rules=rules,
            path=path,
            ink=INK,
            dots=dots,
        )


def compared(before, now):
    """Return „lepiej”, „gorzej” or „bez zmian” for two places on the scale."""
    return BETTER if now > before else WORSE if now < before else SAME


def change_lines(areas, steps, assessments, scores):
    """Return a ChangeLine for each of the `areas` that was ever assessed.

    `assessments` in any order; `scores`: {key of an assessment: {code of an area: AreaScore}}.
    """
    places = {step.code: place for place, step in enumerate(steps)}
    in_order = sorted(assessments, key=lambda each: (each.held_on, each.pk))
    lines = []
    for area in areas:
        points = [
            Point(each, score, places[score.step_id])
            for each in in_order
            if (score := scores.get(each.pk, {}).get(area.code)) and score.step_id in places
        ]
        if points:
            lines.append(ChangeLine(area, points, steps))
    return lines
