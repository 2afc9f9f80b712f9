"""The SVG of charts."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from reporting.documents.blocks import ChartBlock
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


@pytest.mark.parametrize("text", [LONG, "x" * 200, "krótki", ""])
def test_wrapping_keeps_every_letter_and_the_width(text):
    lines = wrapped(text, 120, 13)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 13) <= 120 for line in lines)
