"""Which block of a definition is which one of another."""

from time import process_time

from reporting.documents.editor.pairing import pairs_of_blocks
from tests.documents.own.definitions import text


def test_long_texts_that_have_nothing_in_common_are_told_apart_at_once():
    def long(letters):
        return text(" ".join(f"{letters[n % 20 : n % 20 + 7]}{n}" for n in range(400)))

    before = {(1, n): long("kobiet rodzina asystent praca" + str(n)) for n in range(1, 11)}
    after = {(1, n): long("rodziny kobiecie tysiąc wracała" + str(n)) for n in range(1, 11)}
    start = process_time()  # of this process: other work makes the machine slow
    pairs_of_blocks(before, after)
    assert process_time() - start < 10


def test_a_short_name_that_is_spelt_otherwise_is_the_same():
    before = {(1, 1): {"type": "heading", "text": "Kadra"}, (1, 2): {"type": "heading", "text": "Rodziny"}}
    after = {(1, 1): {"type": "heading", "text": "Kadry"}, (1, 2): {"type": "heading", "text": "Wnioski"}}
    assert pairs_of_blocks(before, after) == {(1, 1): (1, 1)}
