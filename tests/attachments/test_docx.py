"""Which DOCX files are accepted: readable ones without active contents."""

import zipfile

import pytest

from cases.documents.checking import check_document
from cases.documents.inspection import docx as inside
from tests.attachments.made import CONTENT_TYPES, archive_of, document, docx, pdf, refused, relationships


def test_is_saved_unchanged():
    assert check_document("a.docx", docx()).content == docx()


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/embeddings/a.xlsx", "word/activeX/activeX1.xml"])
def test_with_macros_or_files_is_refused(part):
    assert "zawiera makra albo inne pliki" in refused("a.docx", docx(**{part: "x"}))


def test_with_the_type_of_macros_is_refused():
    assert "zawiera makra" in refused("a.docx", docx(CONTENT_TYPES.replace("main+xml", "macroEnabled.main+xml")))


def test_of_another_program_is_refused():
    assert "To nie jest dokument Worda" in refused("a.docx", docx("<Types/>"))


def test_zip_bomb_is_refused():
    """A hundred kilobytes that unpack to more than a hundred megabytes, and ten thousand parts."""
    bomb = docx(**{"word/media/a.bmp": b"\0" * (inside.MOST_UNPACKED + 1)})
    assert len(bomb) < 200_000
    assert "po rozpakowaniu za duży" in refused("a.docx", bomb)
    assert "po rozpakowaniu za duży" in refused("a.docx", docx(**{f"word/{n}.png": b"" for n in range(10_000)}))
    text = {"word/header1.xml": document(" " * inside.MOST_XML)}
    assert "po rozpakowaniu za duży" in refused("a.docx", docx(**text))


def test_with_a_false_size_is_refused():
    size = 3_000_000
    bomb = docx(**{"word/media/a.bmp": b"\0" * size})
    lying = bomb.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little"))
    assert lying != bomb
    assert "jest uszkodzony" in refused("a.docx", lying)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_with_unusual_compression_is_refused(packing):
    assert "zbudowany inaczej" in refused("a.docx", docx(packing=packing))


def test_with_expanding_entities_is_refused():
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>' + document("&e9;")
    assert "zbudowany inaczej" in refused("a.docx", docx(**{"word/document.xml": bomb}))
    assert "zbudowany inaczej" in refused("a.docx", docx(**{"word/styles.xml": bomb.encode("utf-16")}))
    fetched = '<!DOCTYPE x SYSTEM "https://strona.example/x.dtd">' + document()
    assert "zbudowany inaczej" in refused("a.docx", docx(**{"word/document.xml": fetched}))


def test_with_deep_nesting_is_refused():
    nested = {"word/document.xml": document("<w:p>" * 500_000)}
    assert "zbudowany inaczej" in refused("a.docx", docx(**nested))


def test_with_two_parts_of_one_name_is_refused():
    """Programs differ in which of the two they read."""
    parts = [("[Content_Types].xml", CONTENT_TYPES), ("word/document.xml", document())]
    assert check_document("a.docx", archive_of(parts))
    assert "zbudowany inaczej" in refused("a.docx", archive_of([*parts, ("word/Document.xml", document())]))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://strona.example/a.dotm"),
        ("attachedTemplate", "file:///C:/Szablony/a.dotm"),
        ("oleObject", "https://strona.example/a.rtf"),
        ("image", "https://strona.example/pixel.png"),
        ("frame", "https://strona.example/"),
        ("subDocument", "//serwer/a.docx"),
        ("mailMergeSource", "file:///C:/adresy.csv"),
    ],
)
def test_with_an_external_relationship_is_refused(kind, target):
    parts = {"word/_rels/settings.xml.rels": relationships(kind, target)}
    said = refused("a.docx", docx(**parts))
    assert "sięga poza siebie" in said or (kind == "oleObject" and "inne pliki w środku" in said)
    assert "Zapisz go jako PDF" in said


def test_with_an_encoded_external_relationship_is_refused():
    fetched = relationships("image", "https://strona.example/pixel.png")
    for written in (fetched.encode("utf-16"), fetched.replace("External", "&#69;xternal").encode()):
        assert "sięga poza siebie" in refused("a.docx", docx(**{"word/_rels/document.xml.rels": written}))


@pytest.mark.parametrize("kind", ["aFChunk", "package", "control", "vbaProject"])
def test_with_another_document_inside_is_refused(kind):
    parts = {"word/_rels/document.xml.rels": relationships(kind, "dane.bin", outer=False)}
    assert "zawiera makra albo inne pliki" in refused("a.docx", docx(**parts))


@pytest.mark.parametrize(
    "body",
    [
        '<w:fldSimple w:instr=" INCLUDEPICTURE &quot;https://strona.example/a.png&quot; "/>',
        "<w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\cmd.exe</w:instrText>",
        '<w:fldChar/><w:instrText>PAGE</w:instrText><w:fldChar/><w:instrText>dde "a"</w:instrText><w:fldChar/>',
        '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="https://strona.example/a.png"/>',
        "<w:mailMerge/>",
    ],
    ids=["picture", "spread", "second", "drawing", "letters"],
)
def test_with_a_field_that_fetches_data_is_refused(body):
    assert "sięga poza siebie" in refused("a.docx", docx(**{"word/document.xml": document(body)}))


@pytest.mark.parametrize("body", ['HYPERLINK "https://bip.example/link.html"', "PAGE", 'REF Link_1 \\h "dde link"'])
def test_with_links_and_page_numbers_is_accepted(body):
    parts = {
        "word/document.xml": document(f"<w:instrText>{body}</w:instrText>"),
        "word/_rels/document.xml.rels": relationships("hyperlink", "https://bip.example/"),
    }
    assert check_document("a.docx", docx(**parts))


def test_with_a_password_is_refused():
    content = bytearray(docx())
    for header, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.index(header) + place
        content[at] |= 1
    assert "otwiera się hasłem" in refused("a.docx", bytes(content))


def test_that_is_also_a_pdf_is_refused():
    parts = [("a", pdf()), ("[Content_Types].xml", CONTENT_TYPES), ("word/document.xml", document())]
    assert "może być zarazem innym plikiem" in refused("a.docx", archive_of(parts))


@pytest.mark.parametrize("content", [docx()[:-30], b"PK\x03\x04word/document.xml"])
def test_damaged_archive_is_refused(content):
    assert "Ten DOCX jest uszkodzony" in refused("a.docx", content)


def test_with_damaged_compression_is_refused():
    content = bytearray(docx())
    place = content.index(b"word/document.xml") + len("word/document.xml")
    content[place : place + 4] = b"\xff\xff\xff\xff"
    assert "Ten DOCX jest uszkodzony" in refused("a.docx", bytes(content))
