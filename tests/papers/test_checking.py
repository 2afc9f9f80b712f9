"""What is refused when a template is uploaded, and what is said about it. No test needs a database."""

import pytest

from reporting.papers import sandbox
from reporting.papers.catalogue import BY_WORD
from reporting.papers.filling import TemplateRefused, words
from tests.papers.made import changed, linked, template, text_in, with_field

CARD = BY_WORD["karta-rodziny"]
DATA = CARD.invented()


def problems(content):
    with pytest.raises(TemplateRefused) as refused:
        sandbox.check(content, DATA)
        sandbox.fill(content, DATA, title="Próba", author="MOPS")
    return " ".join(refused.value.problems)


class TestTags:
    def test_a_loop_over_a_list_is_filled_with_each_row(self):
        made = template("{% for osoba in rodzina.osoby %}{{ osoba.imie_nazwisko }}; {% endfor %}")
        sandbox.check(made, DATA)
        filled = text_in(sandbox.fill(made, DATA, title="Próba", author="MOPS"))
        assert filled == "Anna Przykładowska; Jan Przykładowski; Ola Przykładowska; "

    @pytest.mark.parametrize(
        ("tag", "said"),
        [
            ("{{ rodzina.nazwisko }}", "nie ma pola „rodzina.nazwisko”. Czy chodzi o „rodzina.nazwa”?"),
            ("{{ rodzna.nazwa }}", "nie ma pola „rodzna”. Czy chodzi o „rodzina”?"),
            ("{% for o in rodzina.osoby %}{{ o.imie }}{% endfor %}", "nie ma pola „o.imie”"),
            ("{% for o in rodzina.osoby %}{{ o.wiek }}", "pętla albo warunek nie ma końca"),
            ("{{ rodzina.nazwa", "znacznik {{ … }} nie jest zamknięty"),
            ("{% endfor %}", "nie ma swojego początku"),
            ("{% petla %}", "nieznane polecenie {% petla %}"),
            ("{{ rodzina.nazwa|duzymi }}", "nieznany filtr „duzymi”"),
            ("{{ rodzina. }}", "znacznik jest źle zapisany"),
            ("{{ rodzina.nazwa|safe }}", "nieznany filtr „safe”"),
        ],
    )
    def test_a_wrong_tag_is_told_with_its_paragraph(self, tag, said):
        told = problems(template("Pierwszy akapit", f"Nazwa: {tag}"))
        assert said in told
        assert "Akapit „Nazwa:" in told

    def test_all_unknown_fields_are_named_at_once(self):
        told = problems(template("{{ rodzina.a1 }}", "{{ pismo.b2 }}", "{{ c3 }}"))
        assert all(f"„{name}”" in told for name in ("rodzina.a1", "pismo.b2", "c3"))

    @pytest.mark.parametrize(
        "tag",
        [
            "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}"
            "{% endfor %}",
            "{% for a in range(10**9) %}x{% endfor %}",
            "{{ 'x' * 10**10 }}",
        ],
    )
    def test_what_does_not_end_is_stopped(self, tag):
        assert problems(template(tag)) == words.ENDLESS

    @pytest.mark.parametrize("tag", ["{{ rodzina.__class__.__mro__ }}", "{{ ''.__class__.__base__.__subclasses__() }}"])
    def test_nothing_behind_the_data_is_reached(self, tag):
        assert problems(template(tag))

    def test_texts_and_filters_in_tags_work(self):
        tag = "{% set kto = rodzina.osoby|map(attribute='imie_nazwisko')|join(', ') %}{{ kto|upper|default('nikt') }}"
        made = template(tag, "{% if rodzina.nazwa != 'Nikt' %}{{ 3.5|round|int }}{% endif %}")
        sandbox.check(made, DATA)
        filled = text_in(sandbox.fill(made, DATA, title="Próba", author="MOPS"))
        assert "ANNA PRZYKŁADOWSKA, JAN PRZYKŁADOWSKI" in filled
        assert "4" in filled

    def test_what_users_wrote_is_text_and_no_tag(self):
        data = DATA | {"rodzina": DATA["rodzina"] | {"nazwa": "<w:p/>{{ 7*7 }} & „Żółć” 李\x0b"}}
        filled = sandbox.fill(template("{{ rodzina.nazwa }}"), data, title="", author="")
        assert "<w:p/>{{ 7*7 }} & „Żółć” 李" in text_in(filled)


class TestFile:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"\x89PNG", words.NOT_DOCX),
            (b"PK\x03\x04broken", words.BROKEN),
            (template("a")[:900], words.BROKEN),
            (changed(template("a"), word__vbaProject_DOT_bin=b"1"), words.MACRO),
            (changed(template("a"), word__embeddings__oleObject1_DOT_bin=b"1"), words.EMBEDDED),
            (changed(template("a"), word__media__image1_DOT_emf=b"1"), words.PICTURE),
            (linked(template("a"), "image", "https://example.org/a.png"), words.OUTSIDE["image"]),
            (linked(template("a"), "attachedTemplate", "file:///C:/a.dotm"), words.OUTSIDE["attachedTemplate"]),
            (linked(template("a"), "hyperlink", "file:///etc/passwd"), words.OUTSIDE[""]),
            (with_field(template("a"), "INCLUDEPICTURE a.png"), words.field("INCLUDEPICTURE")),
            (with_field(template("a"), "DDEAUTO cmd"), words.field("DDEAUTO")),
            (changed(template("a"), word__media__a_DOT_png=bytes(30_000_000)), words.BOMB),
            (changed(template("a"), word__a_DOT_xml=b"<!DOCTYPE a><a/>"), words.ENTITIES),
            (changed(template("a"), word__real_DOT_part=b"<a/>"), words.ENTITIES),
            (
                changed(template("a"), _rels___DOT_rels=lambda part: part.replace(b"word/document", b"word/styles")),
                words.NOT_DOCX,
            ),
            (with_field(template("a"), "INCLU{{ '' }}DETEXT a.txt"), words.field("INCLUDETEXT")),
        ],
    )
    def test_what_a_document_does_not_need_is_refused(self, content, said):
        assert said in problems(content)

    def test_a_link_to_click_is_fine(self):
        sandbox.check(linked(template("a"), "hyperlink", "https://example.org"), DATA)
