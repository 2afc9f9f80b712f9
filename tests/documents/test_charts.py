"""The SVG of charts."""

import string
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from PIL import ImageFont

from reporting.documents.blocks import Chapter, ChartBlock, numbered
from reporting.periods import Period
from reporting.renderers.svg import DRAW, WIDTH, chart_svg
from reporting.renderers.text_width import text_width, wrapped

FORMS = sorted(DRAW)
SVG = "{http://www.w3.org/2000/svg}"
NARROW = 340
LONG = "placówka opiekuńczo-wychowawcza typu specjalistyczno-terapeutycznego, w tym regionalna i bardzo odległa"


def chart(form, values, categories=("2022", "2023"), series=("rodziny", "dzieci"), unit="families"):
    return ChartBlock(form, "Rodziny <i> dzieci", categories, series, values, unit)


def drawn(block, width=WIDTH):
    return ElementTree.fromstring(chart_svg(block, width=width))


def boxes(svg):
    """The approximate (left, top, right, bottom) and the text of every text element."""
    for text in svg.iter(f"{SVG}text"):
        x, y, width = float(text.get("x")), float(text.get("y")), text_width(text.text, 13)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor")]
        yield left, y - 10, left + width, y + 3, text.text


VALUES = {
    "usual": ((131, 288), (117, 260)),
    "one": ((1, 0), (0, 0)),
    "all zero": ((0, 0), (0, 0)),
    "no data": ((None, 5), (7, None)),
    "equal": ((5, 5), (5, 5)),
    "money": ((Decimal("0.01"), Decimal("3288027.22")), (Decimal("1.5"), Decimal("0"))),
    "negative": ((-3, 4), (5, -6)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", VALUES)
def test_coordinates_are_numbers_inside_the_picture(form, name):
    svg = drawn(chart(form, VALUES[name]))
    height = float(svg.get("height"))
    for element in svg.iter():
        for attribute in ("x", "width", "cx"):
            assert 0 <= float(element.get(attribute, 0)) <= WIDTH
        for attribute in ("y", "height", "cy"):
            assert 0 <= float(element.get(attribute, 0)) <= height


@pytest.mark.parametrize("form", FORMS)
def test_the_title_comes_first_and_the_picture_is_an_image(form):
    svg = drawn(chart(form, VALUES["usual"]))
    assert svg.get("role") == "img"
    assert [child.tag for child in svg][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert svg[0].text == "Rodziny <i> dzieci"
    assert svg[1].text == "2022: rodziny 131, dzieci 288; 2023: rodziny 117, dzieci 260."


@pytest.mark.parametrize("form", FORMS)
def test_the_content_policy_allows_everything(form):
    svg = drawn(chart(form, VALUES["usual"]))
    assert not [e.tag for e in svg.iter() if "style" in e.attrib or e.tag in (f"{SVG}style", f"{SVG}script")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", VALUES)
def test_every_value_is_written_out(form, name):
    written = " ".join(drawn(chart(form, VALUES[name], unit="count")).itertext())
    for value in (value for line in VALUES[name] for value in line if isinstance(value, int)):
        assert str(value).replace("-", "−") in written


@pytest.mark.parametrize(
    ("form", "categories"),
    [(form, ("2022", "2023")) for form in FORMS]
    + [(form, (LONG, f"{LONG} – druga")) for form in FORMS if form != "line"],  # a line chart is over years
)
@pytest.mark.parametrize("name", VALUES)
def test_texts_do_not_overlap_and_stay_inside(form, categories, name):
    check_texts(drawn(chart(form, VALUES[name], categories, (LONG, f"{LONG} – i jeszcze inna"))), WIDTH)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "line"])
@pytest.mark.parametrize("name", VALUES)
def test_a_picture_for_a_card_is_as_tidy(form, name):
    check_texts(drawn(chart(form, VALUES[name], (LONG, "2023"), (LONG, "rodziny")), NARROW), NARROW)


def check_texts(svg, width):
    texts = list(boxes(svg))
    for position, (left, top, right, bottom, text) in enumerate(texts):
        assert left >= -1, text
        assert right <= width + 1, text
        for other in texts[position + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (text, other[4])


QUARTERS = tuple(Period.parse(f"{year}-Q{quarter}").short for year in range(2020, 2025) for quarter in range(1, 5))
DATES = tuple(f"od 1 stycznia {year} r. do 30 czerwca {year} r." for year in range(2018, 2026))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("categories", [QUARTERS[:1], QUARTERS[:12], QUARTERS, DATES, (LONG,) * 15, ("wiersz",) * 40])
@pytest.mark.parametrize("series", [("rodziny",), ("rodziny", "dzieci w rodzinach", LONG)])
def test_many_and_long_names_do_not_overlap(form, categories, series):
    values = tuple(tuple(137 - 3 * place - 40 * number for number, _name in enumerate(series)) for place in range(40))
    check_texts(drawn(chart(form, values[: len(categories)], categories, series)), WIDTH)


def test_a_line_becomes_bars_where_its_points_would_stand_too_close():
    values = tuple((value,) for value in range(20))
    few, many = (drawn(chart("line", values[:n], QUARTERS[:n], ("rodziny",))) for n in (8, 20))
    assert list(few.iter(f"{SVG}circle")) and not list(many.iter(f"{SVG}circle"))
    assert len(list(many.iter(f"{SVG}rect"))) == 19  # a zero has no bar


def test_a_line_ends_where_its_last_value_is():
    svg = drawn(chart("line", ((5, 9), (8, 7), (None, 3)), ("2021", "2022", "2023"), ("rodziny", "dzieci")))
    [y] = [float(text.get("y")) for text in svg.iter(f"{SVG}text") if text.text == "rodziny"]
    heights = sorted(float(dot.get("cy")) for dot in svg.iter(f"{SVG}circle"))
    assert y == pytest.approx(heights[1] + 4, abs=0.2)  # the second of 9, 8, 7, 5, 3 from above


def test_one_thing_has_one_colour_in_all_charts_of_a_document():
    first = chart("stacked", ((1, 2, 3),), ("2023",), ("rodziny", "dzieci", "dorośli"))
    second = chart("share", ((1, 2, 3),), ("2023",), ("dorośli", "inni", "rodziny"))
    [chapter] = numbered([Chapter("a", "A", (first, chart("bars", ((1, 2),), ("x",)), second))])
    before, bars, after = chapter.blocks
    assert before.colours == (0, 1, 2) and bars.colours == ()
    assert after.colours == (2, 1, 0)


@pytest.mark.parametrize("text", [LONG, "x" * 200, "krótki", ""])
def test_wrapping_keeps_every_letter_and_the_width(text):
    lines = wrapped(text, 120, 13)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 13) <= 120 for line in lines)


def test_no_letter_is_wider_than_the_place_that_a_label_gets():
    lato = ImageFont.truetype("Lato-Regular.ttf", 1000)
    letters = string.printable.strip() + " ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–—−…"
    assert not [letter for letter in letters if lato.getlength(letter) > text_width(letter, 1000)]
