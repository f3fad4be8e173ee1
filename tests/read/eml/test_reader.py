import hashlib
import re
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BrokenFile, EmptyInput, Encrypted, InputError
from onrecord.read.eml import document
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource
from tests.read.making_docx import body, docx, paragraph
from tests.read.making_pdf import laid_out, pdf

HEAD = b"From: Press Office of Torvenia <press@torvenia.example>\r\nSubject: Gates stay open\r\nDate: Wed, 14 Jun 2023 08:30:00 +0200\r\nMIME-Version: 1.0\r\n"
KESTLE = (
    "President Isaura Kestle said on Tuesday that her country would not begin filling the reservoir behind its new Olm "
    "Gorge dam this summer, and that nobody would have to leave home."
)
RELEASE = f"FOR IMMEDIATE RELEASE\n\n{KESTLE}\n\n“Never,” she said.\n\nContact: Ansa Brill\n+00 555 0100\nBrisk"


def read(data, described=None):
    return document(Resource(where="a.eml", name="a.eml", data=data), described or Description())


def plain(text, charset="utf-8", kind="", head=HEAD):
    return head + f"Content-Type: text/plain; charset={charset}{kind}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode() + text.replace("\n", "\r\n").encode(charset)  # fmt: skip


def message(text=None, html=None, attachments=()):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Press Office of Torvenia <press@torvenia.example>", "Gates stay open"
    if text is not None:
        mail.set_content(text, cte="base64")
    if html is not None:
        (mail.add_alternative if text is not None else mail.set_content)(html, subtype="html")
    for name, kind, data in attachments:
        mail.add_attachment(data, maintype="application", subtype=kind, filename=name)
    return mail.as_bytes()


PDF_KIND, DOCX_KIND = "pdf", "vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_release_is_read_with_its_contact_lines_and_what_its_head_says():
    data = plain(RELEASE)
    found = read(data)
    assert found.text == RELEASE
    said = found.description
    assert (said.title, said.publisher, said.published) == (
        "Gates stay open", "Press Office of Torvenia", "2023-06-14T08:30:00+02:00",
    )  # fmt: skip
    assert said.basis == dict.fromkeys(("title", "publisher", "published"), "header")
    assert (found.origin.media, found.origin.sha256) == ("eml", hashlib.sha256(data).hexdigest())
    source = RELEASE.replace("\n", "\r\n")
    for passage in found.origin.passages:
        assert source[slice(*passage.source)].replace("\r\n", "\n") == found.text[slice(*passage.text)]


def test_what_is_given_wins():
    assert read(plain(RELEASE), Description(publisher="Mine").known_by("given")).description.publisher == "Mine"


@pytest.mark.parametrize(
    ("sender", "publisher"),
    [
        ("press@torvenia.example", "torvenia.example"),
        ('"press@torvenia.example" <press@torvenia.example>', "torvenia.example"),
        ("=?utf-8?q?B=C3=BCro_der_Pr=C3=A4sidentin?= <p@t.example>", "Büro der Präsidentin"),
        ('"Brill, Ansa" <a@t.example>', "Brill, Ansa"),
        ("<>", None),
        ("=?no-such?q?x?= <p@t.example>", "=?no-such?q?x?="),
        ("=?utf-8?b?x?= <p@t.example>", "=?utf-8?b?x?="),
        ("=?\u00e9?q?x?= <p@t.example>", "=?\ufffd\ufffd?q?x?="),
    ],
)
def test_the_publisher_is_the_senders_name_or_domain_and_never_an_address(sender, publisher):
    data = f"From: {sender}\r\nSubject: Write to press@torvenia.example now\r\nReply-To: x@y.example\r\n\r\n{KESTLE}".encode()
    said = read(data).description
    assert (said.publisher, said.title) == (publisher, "Write to now")
    assert "@" not in repr(said)


@pytest.mark.parametrize(
    "date", ["yesterday", "", "Wed, 99 Jun 2023 08:30:00 +0200", "Wed, 14 Jun 1023 08:30:00 +0200"]
)
def test_a_date_that_is_none_is_unknown(date):
    assert read(f"Subject: x\r\nDate: {date}\r\n\r\n{KESTLE}".encode()).description.published is None


def test_lines_that_a_program_has_broken_are_joined_and_those_of_an_address_stay():
    broken = "President Isaura Kestle said on Tuesday that her country would not begin\nfilling the reservoir behind its new Olm Gorge dam this summer, and that\nnobody would have to leave.\n\nContact:\nAnsa Brill"
    assert read(plain(broken)).text.split("\n\n") == [
        broken.split("\n\n")[0].replace("\n", " "), "Contact:\nAnsa Brill",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("delsp", "text"),
    [
        ("", "We will never close the gates.\nNo.\n\nFrom here on"),
        ("; delsp=yes", "We will neverclose the gates.\nNo.\n\nFrom here on"),
    ],
)
def test_flowed_lines_are_joined_as_their_sender_says(delsp, text):
    assert (
        read(plain("We will never \nclose the gates.\nNo.\n\n From here on", kind="; format=flowed" + delsp)).text
        == text
    )


def test_quoted_printable_is_undone():
    head = HEAD + b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    assert (
        read(head + b"=93Never,=94 she said in the caf=E9 be=\r\nhind the dam.").text
        == "“Never,” she said in the café behind the dam."
    )


@pytest.mark.parametrize("charset", ["utf-8", "us-ascii", "no-such-charset", "punycode", "\x00"])
def test_a_wrong_charset_does_not_garble(charset):
    body = f"“Never,” she said in the café. {KESTLE}"
    data = plain("", kind="", head=HEAD)[: len(HEAD)] + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert read(data + body.encode("cp1252")).text == body


def test_quoted_words_and_who_wrote_them_are_left_out():
    reply = f"{KESTLE}\n\nOn Tue, 13 Jun 2023 at 10:00, Tord Vane <t@v.example>\nwrote:\n\n> We will close it.\n>> Never.\n\nShe did not answer him."
    assert read(plain(reply)).text == f"{KESTLE}\n\nShe did not answer him."
    between = "Tord Vane said:\n> We will close it.\nShe did not answer."
    assert read(plain(between)).text == "She did not answer."


def test_a_message_that_is_passed_on_stays_as_it_is():
    passed = f"Begin forwarded message:\n\n> From: Tord Vane\n>\n> {KESTLE}\n> \n> “Never,” she said."
    assert read(plain(passed)).text == f"Begin forwarded message:\n\nFrom: Tord Vane\n\n{KESTLE}\n\n“Never,” she said."


@pytest.mark.parametrize("mark", ["-- ", "--"])
def test_the_signature_is_left_out(mark):
    assert read(plain(f"{KESTLE}\n\n{mark}\nAnsa Brill\nPress officer")).text == KESTLE


def test_a_rule_before_more_text_is_no_signature():
    assert read(plain("--\n" + "\n\n".join([KESTLE] * 13))).text.count(KESTLE) == 13


def test_plain_text_goes_before_the_page_and_attachments_are_not_read():
    data = message(f"{KESTLE} {KESTLE}", "<p>Other words.</p>", [("a.pdf", PDF_KIND, pdf([laid_out(["No."])]))])
    assert read(data).text == f"{KESTLE} {KESTLE}"


PAGES = {
    "two lines": (f"<div dir=ltr>{KESTLE}<br>“Never,” she said.<br><br>No.</div>", f"{KESTLE}\n“Never,” she said.\n\nNo."),
    "tables": (f"<table><tr><td><h1>Gates</h1><p>{KESTLE}</p></td></tr><tr><td>No.</td></tr></table>", f"Gates\n\n{KESTLE}\n\nNo."),
    "a quotation": (f"<p>{KESTLE}</p><blockquote>“Never,” she said.</blockquote>", f"{KESTLE}\n\n“Never,” she said."),
    "a reply of Gmail": (
        f"<div>{KESTLE}</div><div class=gmail_quote><div class=gmail_attr>On Tue, Vane wrote:</div><blockquote>No.</blockquote></div>",
        KESTLE,
    ),
    "a reply of Apple Mail": (f"<p>{KESTLE}</p><p>On 13 Jun, Vane wrote:</p><blockquote type='cite'>No.</blockquote>", KESTLE),
    "a message passed on": (
        f"<div class=gmail_quote><div>---------- Forwarded message ---------<br>From: Vane</div><p>{KESTLE}</p></div>",
        f"---------- Forwarded message ---------\nFrom: Vane\n\n{KESTLE}",
    ),
    "a signature": (f"<p>{KESTLE}</p><div>-- <br>Ansa Brill</div>", KESTLE),
    "a preview and a service": (
        f"<div style='display: none'>Open me</div><p>{KESTLE}</p><p><a href=x>Unsubscribe</a> or <a href=y>view in browser</a></p>", KESTLE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_where_there_is_no_plain_text(name):
    html, text = PAGES[name]
    found = read(message(None, html))
    assert found.text == text
    assert (found.origin.media, found.origin.encoding, found.description.publisher) == (
        "eml",
        "utf-8",
        "Press Office of Torvenia",
    )
    source = html + "\n"
    assert all(
        found.text[slice(*each.text)].split()[-1] in source[slice(*each.source)] for each in found.origin.passages
    )


def test_a_plain_text_that_only_points_to_the_page_gives_way():
    assert read(message("This message is a page.", f"<p>{KESTLE}</p><p>{KESTLE}</p>")).text == f"{KESTLE}\n\n{KESTLE}"


@pytest.mark.parametrize(
    ("name", "kind", "data"),
    [("a.pdf", PDF_KIND, pdf([laid_out([KESTLE])])), ("a.docx", DOCX_KIND, docx(body(paragraph(KESTLE))))],
)
def test_the_one_attachment_of_an_empty_message_is_read(name, kind, data):
    found = read(message(" \n", None, [(name, kind, data), ("logo.png", "png", b"\x89PNG")]))
    assert (found.text, found.origin.where) == (KESTLE, f"a.eml#{name}")
    assert (found.description.title, found.origin.sha256) == ("Gates stay open", hashlib.sha256(data).hexdigest())


def test_an_empty_message_with_several_attachments_says_so():
    with pytest.raises(EmptyInput, match="2 attachments"):
        read(message("", None, [("a.pdf", PDF_KIND, pdf([laid_out([KESTLE])])), ("b.pdf", PDF_KIND, b"%PDF-1.4")]))


def test_a_message_that_is_attached_alone_is_read_under_its_own_head():
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Colleague <c@x.example>", "Fwd: look"
    outer.set_content(" ")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Press Office of Torvenia <p@t.example>", "Gates stay open"
    inner.set_content(KESTLE)
    outer.add_attachment(inner)
    found = read(outer.as_bytes())
    assert (found.text, found.description.title) == (KESTLE, "Gates stay open")


def nested(depth):
    head = HEAD + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level) for level in range(depth)
    )
    return head + b"Content-Type: text/plain\r\n\r\nNever."


REFUSED = {
    "nested without end": (nested(5000), BrokenFile),
    "no e-mail": (b"The mayor said no.\n\nNever: ever.", BrokenFile),
    "nothing": (b"", BrokenFile),
    "no text": (HEAD + b"\r\n \r\n", EmptyInput),
    "S/MIME": (HEAD + b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIIB", Encrypted),
    "PGP": (plain("-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----"), Encrypted),
    "only quoted": (plain("> Never.\n> No."), EmptyInput),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(name):
    data, error = REFUSED[name]
    with pytest.raises(error):
        read(data)


def test_nesting_that_is_deep_but_not_absurd_is_read():
    assert read(nested(50)).text == "Never."


def check(data):
    try:
        found = read(data)
    except InputError:
        return
    assert isinstance(found, Document)
    assert not re.search(r"[^\s<>@]@[^\s<>@]", f"{found.description.title} {found.description.publisher}")
    assert all(found.text[slice(*passage.text)].strip() for passage in found.origin.passages)


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(max_size=200))
def test_any_bytes_are_a_document_or_refused(data, odd):
    check(data)
    check(b"Subject: " + data)
    check(HEAD + b"\r\n" + data)
    check(plain(odd.encode("utf-8", "replace").decode()))
    check(plain(odd.encode("utf-8", "replace").decode(), kind="; format=flowed"))
    check(HEAD + b"Content-Type: text/html\r\n\r\n" + data)
    check(HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + odd.encode("utf-8", "replace"))


LINES = st.lists(st.sampled_from(["> ", ">>", "-- ", "--", "On Tue, Vane wrote:", "", " ", "Begin forwarded message:", "No.", " x ", "\f"]), max_size=20)  # fmt: skip


@settings(deadline=None)
@given(LINES, st.booleans())
def test_any_order_of_lines_keeps_its_spans(lines, flowed):
    text = "\n".join(lines)
    try:
        found = read(plain(text, kind="; format=flowed" if flowed else ""))
    except InputError:
        return
    source = text.replace("\n", "\r\n")
    for passage in found.origin.passages:
        start, end = passage.source
        assert found.text[slice(*passage.text)].split()[0] in source[start:end]


SAMPLE = message(KESTLE, f"<p>{KESTLE}</p>", [("a.pdf", PDF_KIND, b"%PDF-1.4")])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_valid_file_with_bytes_changed_is_a_document_or_refused(changes):
    data = bytearray(SAMPLE)
    for at, value in changes:
        data[at % len(data)] = value
    check(bytes(data))
