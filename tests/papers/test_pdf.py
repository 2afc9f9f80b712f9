"""The papers themselves: every kind, of the invented family, of nothing, and of very much, as PDF/UA."""

import subprocess

import pytest
from page import validate_pdf

from cases.access import PARTS, documents_in
from reporting.papers import office, sandbox
from reporting.papers.catalogue import KINDS
from tests.papers.made import text_in

LONG = "Zażółć gęślą jaźń. " * 520  # ten thousand characters


def filled(kind, data):
    return sandbox.fill(kind.standard(), data, title=kind.title, author="MOPS")


def much(value):
    """Return data in which each list has twelve items, and names are foreign and long."""
    if isinstance(value, dict):
        return {name: much(each) for name, each in value.items()}
    if isinstance(value, list):
        return [much(value[place % len(value)]) for place in range(12)] if value else []
    return f"{value} Nguyễn-O’Connor <李> & Łódź"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_the_default_template_has_only_declared_fields_and_fills(kind):
    sandbox.check(kind.standard(), kind.invented())
    text = text_in(filled(kind, kind.empty()))
    assert "{{" not in text and "{%" not in text and "None" not in text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_it_draws_on_nothing_that_its_readers_may_not_see(kind):
    readers = [parts for parts in PARTS.values() if kind.document in documents_in(parts)]
    assert readers and all(kind.parts <= parts for parts in readers)


def test_every_paper_is_an_accessible_pdf(tmp_path):
    pdfs = office.pdfs_of([filled(kind, kind.invented()) for kind in KINDS])
    for kind, pdf in zip(KINDS, pdfs, strict=True):
        file = tmp_path / f"{kind.word}.pdf"
        file.write_bytes(pdf)
        assert validate_pdf(file, profile="ua1").is_compliant, kind.word


def test_much_text_and_many_people_break_nothing(tmp_path):
    visit = next(kind for kind in KINDS if kind.word == "karta-wizyty")
    card, plan = (next(kind for kind in KINDS if kind.word == word) for word in ("karta-rodziny", "plan-pracy"))
    data = visit.invented()
    long = data | {"wizyta": data["wizyta"] | {"przebieg": LONG}}
    cells = plan.invented()
    cells["plan"]["cele"][0]["dzialanie"] = LONG
    made = [filled(visit, long), filled(card, much(card.invented())), filled(plan, cells)]
    texts = []
    for place, pdf in enumerate(office.pdfs_of(made)):
        file = tmp_path / f"{place}.pdf"
        file.write_bytes(pdf)
        assert validate_pdf(file, profile="ua1").is_compliant
        texts.append("".join(subprocess.check_output(["pdftotext", file, "-"], text=True).split()))
    assert texts[0].count("jaźń.") == texts[2].count("jaźń.") == 520
    assert texts[1].count("Nguyễn-O’Connor") > 80
