"""Text without a blank on paper: it breaks, loses nothing, and takes no time."""

import time

from reporting.renderers.long_words import MAY_BREAK, divided
from reporting.renderers.pdf import pdf_of

PAGE = '<html lang="pl"><head><title>Notatka</title></head><body><p>{}</p></body></html>'


def test_usual_words_and_markup_stay_as_they_are():
    style = "x" * 200
    for source in (
        f"<style>{style}</style><p>niebezpieczeństwo &amp; spółka</p>",
        f'<p class="{style}"><a href="/{style}">wiersz</a></p>',
        f"<svg><path d='{style}'/></svg>",
        "<p>" + "słowo " * 100 + "</p>",
    ):
        assert divided(source) == source


def test_a_long_word_may_break_and_keeps_its_letters():
    word = "ą&lt;" * 100
    broken = divided(f"<p>{word}</p>")
    assert broken.replace(MAY_BREAK, "") == f"<p>{word}</p>"
    assert "&lt" not in broken.replace("&lt;", ""), "a break inside of a reference"
    assert max(map(len, broken.replace("&lt;", "<").removeprefix("<p>").split(MAY_BREAK))) <= 34


def test_a_page_of_one_word_is_ready_soon():
    """Ten notes of 5000 letters took minutes."""
    before = time.process_time()
    assert pdf_of(PAGE.format("</p><p>".join(["w" * 5000] * 10))).startswith(b"%PDF")
    assert time.process_time() - before < 15
