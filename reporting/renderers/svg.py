"""Charts as SVG, the same for the screen and for PDF.

Colours are presentation attributes, because the content security policy forbids inline styles. The classes (`ink`,
`rule`, `fill-0`, `line-0`…) let a style sheet change them in dark mode. Charts are readable without colour: every
bar, part and point has a label, and fills differ in lightness. The title comes first, with `role="img"`.
"""

from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from familycare.lib.polish import number, percent
from reporting.documents.blocks import ChartBlock
from reporting.documents.units import value_text
from reporting.models import Unit
from reporting.renderers.text_width import text_width, wrapped

WIDTH = 640
FONT_SIZE, LINE = 13, 17
MOST_FOR_LABELS, MOST_FOR_BAR_TEXT = 0.36, 0.3  # fractions of the width
GAP = 10
BAR, BAR_GAP = 14, 2
PLOT_HEIGHT = 170
DASHES = "", "7 4", "2 3"
LINE_COLOURS = 0, 1, 3, 4  # places in the palette that are dark enough for a line
MANY = 15  # categories that stand closer together
MOST_LABEL_LINES = 4  # below a line chart


@dataclass(frozen=True)
class Palette:
    """Colours of a chart. `fills` differ in lightness; the latest period and the first part get the first fill."""

    fills: tuple[str, ...] = ("#0b5257", "#5b9ea3", "#b5d9db", "#8a5a1f", "#e3c08a", "#e9ecec")
    ink: str = "#1d2728"
    rule: str = "#6b7b7c"
    font: str = "Lato, sans-serif"

    def fill(self, position):
        """Return (number, colour) of the fill for a series."""
        number = position % len(self.fills)
        return number, self.fills[number]


DEFAULT = Palette()


def chart_svg(chart: ChartBlock, palette: Palette = DEFAULT, width: int = WIDTH) -> str:
    """Return the SVG element of `chart` without an XML declaration. `width` is in pixels."""
    canvas = Canvas(palette, width)
    height = DRAW[chart.form](canvas, chart)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {width} {_n(height)}" '
        f'width="{width}" height="{_n(height)}" font-family="{escape(palette.font)}" font-size="{FONT_SIZE}">'
        f"<title>{escape(chart.title)}</title><desc>{escape(description(chart))}</desc>"
        f"{''.join(canvas.elements)}</svg>"
    )


class Canvas:
    """Collects SVG elements. Coordinates are in units of the view box; y grows downwards."""

    def __init__(self, palette, width):
        self.palette = palette
        self.width = width
        self.elements = []

    def text(self, x, y, text, anchor="start"):
        """Add a text with its baseline at `y`."""
        self.elements.append(
            f'<text class="ink" x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" fill="{self.palette.ink}">'
            f"{escape(text)}</text>"
        )

    def rect(self, x, y, width, height, position):
        """Add a rectangle in the colour of the series at `position`."""
        number, colour = self.palette.fill(position)
        self.elements.append(
            f'<rect class="fill-{number}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" '
            f'fill="{colour}" stroke="{self.palette.ink}" stroke-width="0.5"/>'
        )

    def rule(self, points):
        """Add an axis through `points`."""
        self.elements.append(_polyline(points, "rule", self.palette.rule, 1))

    def line(self, points, position, dashes):
        """Add a line in the colour at that place of the palette."""
        number, colour = self.palette.fill(position)
        self.elements.append(_polyline(points, f"line-{number}", colour, 2.5, dashes))

    def dot(self, x, y, position):
        """Add a point of the series at `position`."""
        number, colour = self.palette.fill(position)
        self.elements.append(
            f'<circle class="fill-{number}" cx="{_n(x)}" cy="{_n(y)}" r="4" fill="{colour}" '
            f'stroke="{self.palette.ink}" stroke-width="0.5"/>'
        )


def draw_bars(canvas, chart):
    """Draw a group of horizontal bars for each category, with the value and, for several series, its name.

    Return the height of the drawing, like the other `draw_…` functions.
    """
    labels, left = _category_labels(canvas, chart)
    texts = [
        [_bar_text(canvas, chart, series, value) for series, value in _pairs(chart, line)] for line in chart.values
    ]
    right = max((text_width(line, FONT_SIZE) for group in texts for text in group for line in text), default=0) + GAP
    scale = (canvas.width - left - right) / (_largest(chart) or 1)
    gap = GAP if len(chart.categories) <= MANY else GAP // 2
    y = 4
    for lines, values, group in zip(labels, chart.values, texts, strict=True):
        slots = [max(BAR + BAR_GAP, len(text) * LINE) for text in group]
        height = max(sum(slots), len(lines) * LINE)
        _label(canvas, lines, left - GAP, y, height)
        bar_y = y + (height - sum(slots)) / 2
        for position, (value, text, slot) in enumerate(zip(values, group, slots, strict=True)):
            length = _size(value) * scale
            if length:
                canvas.rect(left, bar_y, length, BAR, chart.colour(position))
            for line_number, line in enumerate(text):
                canvas.text(left + length + 5, bar_y + BAR - 2.5 + line_number * LINE, line)
            bar_y += slot
        y += height + gap
    canvas.rule([(left, 0), (left, y - gap + 4)])
    return y + GAP - gap


def draw_stacked(canvas, chart):
    """Draw one bar for each category with the parts side by side, and their names and values below."""
    return _draw_parts(canvas, chart, whole=max((_total(line) for line in chart.values), default=0))


def draw_share(canvas, chart):
    """Draw as `draw_stacked`, but every bar is 100% of its category and the text below adds the shares."""
    return _draw_parts(canvas, chart, whole=None)


def draw_line(canvas, chart):
    """Draw a line for each series over the categories, with values at the points and its name at the end.

    Where the categories are too many or their names too long to stand side by side, draw bars instead.
    """
    names = [wrapped(name, 150, FONT_SIZE) for name in chart.series]
    right = max((text_width(line, FONT_SIZE) for lines in names for line in lines), default=0) + 3 * GAP
    left = 45
    step = (canvas.width - left - right - 30) / max(len(chart.categories) - 1, 1)
    labels = [wrapped(name, min(step, 2 * left) - 6, FONT_SIZE) for name in chart.categories]
    if not _stand_apart(chart, labels, step):
        return draw_bars(canvas, chart)
    bottom = LINE + max(PLOT_HEIGHT + len(names) * LINE, sum(len(lines) for lines in names) * LINE)
    xs = [left + position * step for position in range(len(chart.categories))]
    scale = PLOT_HEIGHT / (_largest(chart) or 1)
    canvas.rule([(0, bottom), (canvas.width - right, bottom)])
    for x, lines in zip(xs, labels, strict=True):
        for below, line in enumerate(lines, start=1):
            canvas.text(x, bottom + below * LINE + 2, line, "middle")
    ends = []
    for position, name in enumerate(names):
        values = [line[position] for line in chart.values]
        points = [(x, bottom - _size(value) * scale) for x, value in zip(xs, values, strict=True) if value is not None]
        place = LINE_COLOURS[chart.colour(position) % len(LINE_COLOURS)]
        canvas.line(points, place, DASHES[position % len(DASHES)])
        for x, y in points:
            canvas.dot(x, y, place)
        ends.append((points[-1][1] if points else bottom, name))
    for x, values in zip(xs, chart.values, strict=True):
        _point_labels(canvas, chart, x, [(bottom - _size(value) * scale, value) for value in values])
    for y, lines in _spread(ends, lambda lines: len(lines) * LINE):
        for above, line in enumerate(reversed(lines)):
            canvas.text(xs[-1] + 3 * GAP, y + 4 - above * LINE, line)
    return bottom + max(map(len, labels), default=1) * LINE + GAP


def _stand_apart(chart, labels, step):
    """Whether the wrapped names of the categories, in few lines, and the values fit beside one another."""
    if len(chart.categories) < 2:
        return True
    words = max(text_width(word, FONT_SIZE) for name in chart.categories for word in name.split(" "))
    values = max(text_width(_told(value, chart), FONT_SIZE) for line in chart.values for value in line)
    return max(words + 6, values + 2) <= step and max(map(len, labels)) <= MOST_LABEL_LINES


DRAW = {"bars": draw_bars, "stacked": draw_stacked, "share": draw_share, "line": draw_line}


def _draw_parts(canvas, chart, whole):
    labels, left = _category_labels(canvas, chart)
    y = 4
    for lines, values in zip(labels, chart.values, strict=True):
        _label(canvas, lines, left - GAP, y, BAR + 6)
        total = _total(values)
        scale = (canvas.width - left - 2) / float((total if whole is None else whole) or 1)
        x = left
        for position, value in enumerate(values):
            length = _size(value) * scale
            if length:
                canvas.rect(x, y, length, BAR + 6, chart.colour(position))
            x += length
        texts = [
            (chart.colour(position), _part_text(chart, name, value, total if whole is None else None))
            for position, (name, value) in enumerate(_pairs(chart, values))
        ]
        below = _draw_legend(canvas, texts, left, y + BAR + 6 + LINE)
        y = max(below, y + len(lines) * LINE) + GAP
    return y


def _draw_legend(canvas, texts, left, y):
    """Draw wrapped (position, text) pairs, each with a swatch of its colour; return the y below them."""
    x = left
    for position, text in texts:
        for line_number, line in enumerate(wrapped(text, canvas.width - left - 16, FONT_SIZE)):
            width = text_width(line, FONT_SIZE) + 16
            if x > left and (line_number or x + width > canvas.width):
                x, y = left, y + LINE
            if line_number == 0:
                canvas.rect(x, y - 9, 10, 10, position)
            canvas.text(x + 15, y, line)
            x += width + 12
    return y + 6


def _point_labels(canvas, chart, x, points):
    """Draw the values at one x above their points, moved apart where they would overlap."""
    known = [(y - 9, _told(value, chart)) for y, value in points if value is not None]
    for y, text in _spread(known, lambda _text: LINE):
        canvas.text(x, y, text, "middle")


def _spread(labels, height):
    """Return (y, label) pairs moved up so that labels of `height(label)` do not overlap; all move down if y is < 0."""
    placed, floor = [], None
    for y, label in sorted(labels, key=lambda pair: -pair[0]):
        y = y if floor is None else min(y, floor)
        placed.append((y, label))
        floor = y - height(label)
    missing = max(-(floor or 0), 0)
    return [(y + missing, label) for y, label in placed]


def _category_labels(canvas, chart):
    """Return the wrapped labels and the x at which the bars begin."""
    widest = max((text_width(label, FONT_SIZE) for label in chart.categories), default=0)
    column = min(widest, MOST_FOR_LABELS * canvas.width)
    return [wrapped(label, column + 1, FONT_SIZE) for label in chart.categories], column + GAP


def _label(canvas, lines, x, y, height):
    """Draw lines right-aligned at `x`, centred in `height`."""
    first = y + (height - len(lines) * LINE) / 2 + FONT_SIZE
    for position, line in enumerate(lines):
        canvas.text(x, first + position * LINE, line, "end")


def _told(value, chart):
    """Return a value as text; a percentage with its sign and all its decimals."""
    if chart.unit == Unit.PERCENT and value is not None:
        return f"{number(value, max(0, -Decimal(value).as_tuple().exponent))}%"
    return value_text(value, chart.unit)


def _bar_text(canvas, chart, series, value):
    """Return the lines of text beside a bar."""
    text = _told(value, chart)
    return wrapped(f"{series}: {text}" if len(chart.series) > 1 else text, MOST_FOR_BAR_TEXT * canvas.width, FONT_SIZE)


def _part_text(chart, name, value, total):
    share = percent(_positive(value), total) if total else None
    share = share if chart.unit != Unit.PERCENT else None
    return f"{name}: {_told(value, chart)}" + (f" ({share})" if share else "")


def description(chart):
    lines = (
        f"{category}: " + ", ".join(f"{name} {_told(value, chart)}" for name, value in _pairs(chart, values))
        for category, values in zip(chart.categories, chart.values, strict=True)
    )
    return f"{'; '.join(lines)}."


def _pairs(chart, values):
    return zip(chart.series, values, strict=True)


def _size(value):
    """Return a value as a length: 0 for None and negative values."""
    return float(_positive(value))


def _positive(value):
    return max(value or 0, 0)


def _total(values):
    return sum(_positive(value) for value in values)


def _largest(chart):
    return max((_size(value) for line in chart.values for value in line), default=0)


def _polyline(points, name, colour, width, dashes=""):
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    coordinates = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    stroke = f'stroke="{colour}" stroke-width="{width}"{dashed}'
    return f'<polyline class="{name}" points="{coordinates}" fill="none" {stroke}/>'


def _n(number):
    """Return a coordinate as text with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
