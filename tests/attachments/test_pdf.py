"""What a PDF may contain, and what is left of it in the stored file."""

import os
import zlib
from io import BytesIO

import pikepdf
import pytest
import weasyprint
from pikepdf import Array, Dictionary, Name
from PIL import Image

from cases.documents.checking import check_document
from tests.attachments.made import archive_of, pdf, pdf_with, pdf_with_annotation, refused, saved


def packed_object(contents):
    """A PDF that begins with an object in a packed stream of these contents."""
    compressed = zlib.compress(contents, 9)
    file, at = BytesIO(b"%PDF-1.5\n"), {}
    file.seek(0, os.SEEK_END)
    for number, body in {
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 3 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(compressed), compressed),
        5: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    }.items():
        at[number] = file.tell()
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = file.tell()
    rows = [(0, 0, 65535), (1, at[1], 0), (1, at[2], 0), (2, 4, 0), (1, at[4], 0), (1, at[5], 0), (1, table, 0)]
    entries = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + rest.to_bytes(2, "big") for kind, place, rest in rows
    )
    file.write(b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(entries))
    file.write(entries + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % table)
    return file.getvalue()


def older_version_in(content):
    """The PDF with an addition after its end that replaces what page 1 shows, as programs save changes."""
    with pikepdf.open(BytesIO(content)) as made:
        number, size = made.pages[0].Contents.objgen[0], made.trailer.Size
    at, table = len(content), content.rindex(b"startxref")
    body = b"%d 0 obj\n<</Length 0>>stream\n\nendstream\nendobj\n" % number
    return (
        content
        + body
        + (
            b"xref\n%d 1\n%010d 00000 n \ntrailer<</Root 1 0 R/Size %d/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
            % (number, at, size, int(content[table:].split()[1]), at + len(body))
        )
    )


def texts_in(content):
    """All that a PDF holds, unpacked."""
    with pikepdf.open(BytesIO(content)) as made:
        return saved(made, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
ACTIVE = "zawiera skrypt, polecenie, film albo inny plik"
REACHES_OUT = "wysyła dane, pobiera coś z sieci albo otwiera inny plik"
UNUSUAL = "zawiera coś, czego zwykły dokument nie potrzebuje"
WHAT_TO_DO = "Wydrukuj do PDF i dodaj wydruk."


class TestPdf:
    def test_is_written_anew_with_all_it_shows(self):
        content = check_document("a.pdf", pdf(pages=3)).content
        with pikepdf.open(BytesIO(content)) as made:
            assert [page.Contents.read_bytes() for page in made.pages] == [b"0 0 9 9 re f"] * 3
        assert check_document("a.pdf", pdf(pages=3)).content == content

    @pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\0" * 999, pdf()[:60]])
    def test_damaged_file_is_refused(self, content):
        assert refused("a.pdf", content) == "Ten PDF jest uszkodzony i nie da się go otworzyć. Zapisz go od nowa."

    def test_without_pages_is_refused(self):
        assert "nie ma żadnej strony" in refused("a.pdf", pdf(pages=0))

    def test_with_a_password_is_refused(self):
        assert "otwiera się hasłem" in refused("a.pdf", pdf(encryption=pikepdf.Encryption(owner="klucz", user="klucz")))

    @pytest.mark.parametrize("revision", [4, 6])
    def test_that_only_forbids_changes_is_accepted(self, revision):
        made = pdf(encryption=pikepdf.Encryption(owner="klucz", user="", R=revision))
        assert b"0 0 9 9 re f" in texts_in(check_document("a.pdf", made).content)

    def test_loses_its_older_version(self):
        both = older_version_in(pdf(mark="nic"))
        assert both.count(b"%%EOF") == 2
        content = check_document("a.pdf", both).content
        assert content.count(b"%%EOF") == content.count(b"startxref") == 1
        assert b"re f" in texts_in(pdf()) and b"re f" not in texts_in(content)

    def test_loses_what_no_page_leads_to(self):
        made = pikepdf.new()
        made.add_blank_page()
        hidden = made.make_indirect(Dictionary(Text="Wierzbicka", Act=SCRIPT))
        made.trailer.Hidden = hidden
        content = saved(made).replace(b"startxref", b"% Wierzbicka\nstartxref") + b"Wierzbicka"
        kept = check_document("a.pdf", content).content
        assert b"Wierzbicka" not in texts_in(kept) and b"Wierzbicka" not in kept and b"JavaScript" not in kept

    @pytest.mark.parametrize(
        "root",
        [
            {"/OpenAction": SCRIPT},
            {"/OpenAction": Dictionary(S=Name.Launch, F="cmd.exe")},
            {"/OpenAction": Dictionary(S=Name.Rendition)},
            {"/OpenAction": Dictionary(S=Name.GoToE)},
            {"/OpenAction": Dictionary(S=Name.GoTo, D=Array([]), Next=Array([SCRIPT]))},
            {"/AA": Dictionary(WC=Dictionary(S=Name.GoTo))},
            {"/Names": Dictionary(JavaScript=Dictionary(Names=Array(["a", SCRIPT])))},
            {"/Names": Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))},
            {"/AF": Array([Dictionary(Type=Name.Filespec, EF=Dictionary())])},
            {"/Collection": Dictionary()},
            {"/Outlines": Dictionary(First=Dictionary(Title="1", A=SCRIPT))},
            {"/AcroForm": Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T="a", AA=Dictionary(K=SCRIPT))]))},
        ],
        ids="opening launch media file nested event names files file portfolio outline field".split(),
    )
    def test_with_a_script_a_command_or_a_file_is_refused(self, root):
        said = refused("a.pdf", pdf_with(root))
        assert ACTIVE in said and WHAT_TO_DO in said

    @pytest.mark.parametrize(
        "root",
        [
            {"/OpenAction": Dictionary(S=Name.SubmitForm, F="https://strona.example")},
            {"/OpenAction": Dictionary(S=Name.ImportData, F="dane.fdf")},
            {"/OpenAction": Dictionary(S=Name.URI, URI="https://strona.example")},
            {"/OpenAction": Dictionary(S=Name.GoToR, F="//serwer/plik.pdf", D=Array([0, Name.Fit]))},
            {"/OpenAction": Dictionary(S=Name.GoTo, F="//serwer/plik.pdf", D=Array([0, Name.Fit]))},
            {"/URI": Dictionary(Base="https://strona.example")},
            {"/Outlines": Dictionary(First=Dictionary(Title="1", A=Dictionary(S=Name.GoToR, F="plik.pdf")))},
            {"/Outlines": Dictionary(First=Dictionary(Title="1", A=Dictionary(S=Name.URI, URI="file:///etc/passwd")))},
            {"/Outlines": Dictionary(First=Dictionary(Title="1", A=Dictionary(S=Name.URI, URI="\\\\serwer\\plik")))},
        ],
        ids="sends imports address other-file file base outline local share".split(),
    )
    def test_that_sends_or_fetches_data_is_refused(self, root):
        assert refused("a.pdf", pdf_with(root)) == (f"Ten PDF {REACHES_OUT}. {WHAT_TO_DO}")

    @pytest.mark.parametrize(
        "root",
        [
            {"/PieceInfo": Dictionary()},
            {"/Spec": Dictionary(Type=Name.Filespec, FS=Name.URL, F="https://strona.example")},
            {"/OpenAction": Dictionary(S=Name("/Wymyślone zbyt długie słowo"))},
            {"/Pages": Dictionary(Kids=Array([]), Count=0, Templates=Dictionary())},
        ],
        ids="private unknown action pages".split(),
    )
    def test_with_anything_else_is_refused(self, root):
        said = refused("a.pdf", pdf_with(root))
        assert UNUSUAL in said and WHAT_TO_DO in said and "zbyt długie" not in said or "nie ma żadnej strony" in said

    @pytest.mark.parametrize("kind", ["3D", "RichMedia", "Movie", "Sound", "Screen", "FileAttachment"])
    def test_with_media_or_a_file_on_a_page_is_refused(self, kind):
        assert ACTIVE in refused("a.pdf", pdf_with_annotation(Subtype=Name(f"/{kind}")))

    @pytest.mark.parametrize("kind", ["TrapNet", "Redact", "Nowy"])
    def test_with_another_annotation_is_refused_by_name(self, kind):
        assert f"{UNUSUAL} ({kind})" in refused("a.pdf", pdf_with_annotation(Subtype=Name(f"/{kind}")))

    def test_with_an_annotation_that_acts_is_refused(self):
        assert ACTIVE in refused("a.pdf", pdf_with_annotation(Subtype=Name.Link, A=SCRIPT))
        assert ACTIVE in refused("a.pdf", pdf_with_annotation(Subtype=Name.Link, AA=Dictionary(E=SCRIPT)))
        sends = Dictionary(S=Name.SubmitForm, F="https://strona.example")
        assert REACHES_OUT in refused("a.pdf", pdf_with_annotation(Subtype=Name.Link, A=sends))
        prints = Dictionary(S=Name.Named, N=Name.Print)
        assert f"{UNUSUAL} (Print)" in refused("a.pdf", pdf_with_annotation(Subtype=Name.Link, A=prints))

    @pytest.mark.parametrize(
        ("entries", "what"),
        [
            ({"F": "https://strona.example"}, REACHES_OUT),
            ({"F": Dictionary(FS=Name.URL, F="https://strona.example")}, REACHES_OUT),
            ({"Filter": Name.Nowy}, UNUSUAL),
            ({"Filter": Array([Name.FlateDecode, Name.Nowy])}, UNUSUAL),
        ],
        ids="address file filter second-filter".split(),
    )
    def test_with_contents_from_elsewhere_or_packed_otherwise_is_refused(self, entries, what):
        made = pikepdf.new()
        page = made.add_blank_page()
        page.Contents = made.make_stream(b"q Q")
        for key, value in entries.items():
            page.Contents.stream_dict[f"/{key}"] = value
        content = saved(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        assert what in refused("a.pdf", content)

    @pytest.mark.parametrize(
        "entries", [{"Ref": Dictionary(F="plik.pdf")}, {"OPI": Dictionary()}, {"Subtype": Name.PS}]
    )
    def test_with_a_drawing_that_is_elsewhere_or_a_program_is_refused(self, entries):
        made = pikepdf.new()
        page = made.add_blank_page()
        drawing = made.make_stream(b"q Q", **{"Subtype": Name.Form, "BBox": Array([0, 0, 9, 9]), **entries})
        page.Resources = Dictionary(XObject=Dictionary(A=drawing))
        said = refused("a.pdf", saved(made))
        assert ACTIVE in said or REACHES_OUT in said

    def test_with_an_xfa_form_is_refused(self):
        assert "jest formularzem, który działa jak program (XFA)" in refused(
            "a.pdf", pdf_with({"/AcroForm": Dictionary(Fields=Array([]), XFA="<xdp/>")})
        )

    @pytest.mark.parametrize(
        "root", [{"/AcroForm": Dictionary(Fields=[Dictionary(FT=Name.Sig)])}, {"/Perms": Dictionary()}]
    )
    def test_with_a_signature_is_refused_and_says_why(self, root):
        said = refused("a.pdf", pdf_with(root))
        assert "podpis nie byłby ważny" in said and WHAT_TO_DO in said

    @pytest.mark.parametrize(
        "root",
        [
            {"/OpenAction": Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))},
            {"/OpenAction": Array([0, Name.Fit])},
            {"/Outlines": Dictionary(First=Dictionary(Title="1", A=Dictionary(S=Name.URI, URI="https://bip.example")))},
            {"/AcroForm": Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T="imię", V="Anna")]))},
        ],
        ids=["page", "destination", "link", "form"],
    )
    def test_with_links_and_fields_is_accepted(self, root):
        assert check_document("a.pdf", pdf_with(root))

    def test_of_common_programs_is_accepted(self):
        """Of the letters of this system, with tags, links and fields, and of a scanner."""
        page = (
            "<html lang='pl'><title>Pismo</title><h1 id='a'>Zażółć</h1><a href='#a'>1</a>"
            "<a href='https://bip.example'>2</a><p style='opacity: 0.5'>3</p><form><input name='a'></form>"
        )
        scan = BytesIO()
        Image.new("1", (40, 20)).save(scan, "PDF")
        letter = weasyprint.HTML(string=page).write_pdf(pdf_forms=True, pdf_variant="pdf/ua-1")
        for content in (letter, scan.getvalue(), pdf(linearize=True)):
            assert check_document("a.pdf", content)

    def test_that_is_also_an_archive_is_refused(self):
        both = pdf() + archive_of([("a.exe", b"MZ")])
        assert "może być zarazem innym plikiem" in refused("a.pdf", both)

    def test_with_an_object_hidden_in_a_packed_stream_is_refused(self):
        """Also in a small file whose packed objects would fill the memory."""
        script = b"3 0 <</S/JavaScript>>"
        assert ACTIVE in refused("a.pdf", packed_object(script))
        assert "jest uszkodzony" in refused("a.pdf", packed_object(script + b" " * 200_000_000))

    def test_with_objects_that_fill_the_memory_is_refused(self):
        bomb = packed_object(b"3 0 [" + b"0 " * 20_000_000 + b"]")
        assert len(bomb) < 200_000
        said = refused("a.pdf", bomb)
        assert "zbyt złożony" in said or "jest uszkodzony" in said

    def test_with_a_damaged_table_is_accepted(self):
        """Some programs write such tables, and every reader repairs them."""
        content = pdf()
        assert check_document("a.pdf", content[: content.rindex(b"startxref")] + b"startxref\n1\n%%EOF\n")
