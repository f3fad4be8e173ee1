import hashlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import Bomb, BrokenFile, EmptyInput, Encrypted, InputError, UnknownForm
from onrecord.read.docx import document
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource
from tests.read.making_docx import body, core, docx, paragraph


def read(data, described=None):
    return document(Resource(where="a.docx", name="a.docx", data=data), described or Description())


def text(*blocks):
    return read(docx(body(*blocks))).text


def run(inner):
    return f"<w:r>{inner}</w:r>"


def words(said, tag="t"):
    return f'<w:{tag} xml:space="preserve">{said}</w:{tag}>'


def test_headings_paragraphs_items_and_cells_come_in_order_each_a_passage():
    row = f"<w:tr><w:tc>{paragraph('Gates')}</w:tc><w:tc>{paragraph('open')}</w:tc></w:tr>"
    item = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{run(words("the first item"))}</w:p>'
    made = docx(
        body(paragraph("Olm Gorge", "Heading1"), paragraph("“No,” she said."), item, f"<w:tbl>{row}</w:tbl>", "<w:p/>")
    )
    found = read(made)
    assert found.text == "Olm Gorge\n\n“No,” she said.\n\nthe first item\n\nGates\n\nopen"
    assert [found.text[slice(*each.text)] for each in found.origin.passages] == found.text.split("\n\n")
    assert (found.origin.media, found.origin.sha256) == ("docx", hashlib.sha256(made).hexdigest())


def test_runs_are_joined_and_white_space_is_one_space():
    assert (
        text(f"<w:p>{run(words('We  will'))}{run('<w:tab/>' + words(' n'))}{run(words('ot&#10;'))}</w:p>")
        == "We will not"
    )


def test_breaks_hyphens_and_hidden_words():
    inner = run(words("one") + "<w:br/>" + words("two") + '<w:br w:type="page"/>' + words("th<!-- x -->ree"))
    inner += run(words(" co") + "<w:noBreakHyphen/>" + words("op") + "<w:softHyphen/>" + words("s"))
    inner += run("<w:rPr><w:vanish/></w:rPr>" + words("SECRET")) + run(
        '<w:rPr><w:vanish w:val="0"/></w:rPr>' + words("!")
    )
    assert text(f"<w:p>{inner}</w:p>") == "one\ntwo three co\u2011ops!"


def test_what_was_deleted_or_moved_away_is_left_out_and_what_was_inserted_is_kept():
    changed = (
        f"<w:p>{run(words('We will '))}<w:del w:id='1'>{run(words('never ', 'delText'))}</w:del>"
        f"<w:ins w:id='2'>{run(words('soon '))}</w:ins><w:moveFrom>{run(words('quietly '))}</w:moveFrom>"
        f"<w:moveTo>{run(words('loudly '))}</w:moveTo>{run(words('go.'))}</w:p>"
    )
    assert text(changed) == "We will soon loudly go."


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    first = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run(words('We will '))}</w:p>"
    assert text(first, paragraph("go."), first) == "We will go.\n\nWe will"


def test_notes_comments_fields_and_second_drawings_are_left_out():
    inner = (
        run(words("No")) + run("<w:footnoteReference w:id='2'/>") + run(words("PAGE", "instrText")) + run(words("."))
    )
    box = "<mc:AlternateContent>{}</mc:AlternateContent>".format(
        f"<mc:Choice><w:txbxContent>{paragraph('Boxed.')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{paragraph('Boxed.')}</w:txbxContent></mc:Fallback>"
    )
    made = docx(
        body(f"<w:p>{inner}{run(box)}</w:p>"), footnotes=body(paragraph("A note.")), header1=body(paragraph("Head"))
    )
    assert read(made).text == "Boxed.\n\nNo."


def test_core_properties_are_known_by_meta_and_what_is_given_wins():
    properties = core(
        title="Kestle rules it out", creator="Ansa Brill; Tord Vane", created="2023-06-14T08:30:00Z",
        modified="2023-06-15T09:00:00+02:00",
    )  # fmt: skip
    said = read(docx(body(paragraph("No.")), properties)).description
    assert (said.title, said.authors) == ("Kestle rules it out", ("Ansa Brill", "Tord Vane"))
    assert (said.published, said.modified) == ("2023-06-14T08:30:00Z", "2023-06-15T09:00:00+02:00")
    assert said.basis == {"title": "meta", "authors": "meta", "published": "guess", "modified": "meta"}
    given_title = Description(title="Mine").known_by("given")
    said = read(docx(body(paragraph("No.")), properties), given_title).description
    assert (said.title, said.basis["title"], said.basis["authors"]) == ("Mine", "given", "meta")


def test_what_a_program_writes_by_itself_is_no_title_and_no_author():
    properties = core(
        title="Microsoft Word - draft2.doc", creator="Microsoft Office User", created="1601-01-01T00:00:00Z"
    )
    assert read(docx(body(paragraph("No.")), properties)).description == Description()


def test_the_title_is_else_what_is_styled_as_one():
    said = read(docx(body(paragraph("For release"), paragraph("The Gorge", "Title"), paragraph("No.")))).description
    assert (said.title, said.basis) == ("The Gorge", {"title": "markup"})


def test_broken_properties_do_not_stop_the_text():
    assert read(docx(body(paragraph("No.")), "<broken")).text == "No."


def test_the_main_part_is_the_one_that_the_package_names():
    made = docx(body(paragraph("No."))).replace(b"word/document.xml", b"word/document.xml")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(
                name.replace("document.xml", "main2.xml"), old.read(name).replace(b"document.xml", b"main2.xml")
            )
    assert read(stream.getvalue()).text == "No."


LAUGHS = (
    "<!DOCTYPE w ["
    + "<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
REFUSED = {
    "entities that expand": (docx(body(paragraph("x").replace("x", "&a9;"), prologue=LAUGHS)), BrokenFile),
    "an outer entity": (
        docx(body(paragraph("x"), prologue='<!DOCTYPE w SYSTEM "file:///etc/passwd">')), BrokenFile,
    ),
    "deep nesting": (docx(body("<w:p>" * 5000 + "</w:p>" * 5000)), BrokenFile),
    "broken XML": (docx(body(paragraph("No."))[:-30]), BrokenFile),
    "no main part": (docx("").replace(b"document.xml", b"somethig.xml"), BrokenFile),
    "no words": (docx(body("<w:p/>", paragraph(" "))), EmptyInput),
    "a bomb": (docx(body(paragraph("a" * 60_000_000))), Bomb),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), Encrypted),
    "an older Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), UnknownForm),
    "no archive": (b"PK\x03\x04 and no more", BrokenFile),
    "nothing": (b"", BrokenFile),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(name):
    data, error = REFUSED[name]
    with pytest.raises(error):
        read(data)


def check(data):
    try:
        found = read(data)
    except InputError:
        return
    assert isinstance(found, Document)
    assert "\n\n".join(found.text[slice(*each.text)] for each in found.origin.passages) == found.text


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(max_size=100))
def test_any_bytes_are_a_document_or_refused(data, odd):
    check(data)
    check(docx(data))
    check(docx(body(odd)))


SAMPLE = docx(body(paragraph("“No,” she said."), paragraph("Never.", "Title")), core(title="Kestle", created="2023"))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_valid_file_with_bytes_changed_is_a_document_or_refused(changes):
    data = bytearray(SAMPLE)
    for at, value in changes:
        data[at % len(data)] = value
    check(bytes(data))


@settings(deadline=None)
@given(st.lists(st.sampled_from([
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:del>", "</w:del>", "<w:pPr>", "</w:pPr>", "<w:br/>", "No. ",
    "<w:rPr>", "</w:rPr>", "<w:vanish/>", "<w:tab/>", "\n", "<mc:Fallback>", "</mc:Fallback>", "<w:del/>",
]), max_size=30))  # fmt: skip
def test_any_order_of_elements_is_a_document_or_refused(tags):
    check(docx(body(*tags)))
