import hashlib
import random

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BrokenFile, EmptyInput, Encrypted, InputError, NoTextLayer, TooLarge
from onrecord.read.pdf import document
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource
from tests.read.making_pdf import SCAN, Line, assembled, laid_out, pdf

KESTLE = (
    "President Isaura Kestle said on Tuesday that her country would not begin filling the reservoir behind its new "
    "Olm Gorge dam this summer, and that nobody would have to leave their home before the harvest was in."
)
BRANCOR = (
    "The Carvellan prime minister, Tullio Brancor, “has never been thirsty a day in his life,” she told the parliament "
    "at Brisk, where the talks had gone on for three weeks without a word to anybody outside of the hall."
)
ANSWER = "He did not answer."
STORY = [KESTLE, BRANCOR, ANSWER, KESTLE, BRANCOR]


def read(data, described=None):
    return document(Resource(where="a.pdf", name="a.pdf", data=data), described or Description())


def paragraphs(*pages):
    return read(pdf(pages)).text.split("\n\n")


@pytest.mark.parametrize(
    "how",
    [
        {"gap": 8},
        {"gap": 0, "indent": 24},
        {"gap": 14, "leading": 28},
        {"gap": 6, "size": 9, "leading": 11, "columns": 100},
        {"gap": 0, "columns": 70},
        {"gap": 10, "x": 150, "columns": 40},
    ],
    ids=["a gap", "indents", "double spacing", "small print", "short last lines", "a narrow column"],
)
def test_lines_are_joined_into_the_paragraphs_that_were_set(how):
    assert paragraphs(laid_out(STORY, **how)) == STORY


@pytest.mark.parametrize("by_row", [False, True], ids=["column by column", "row by row"])
def test_two_columns_are_read_one_after_the_other(by_row):
    page = laid_out([KESTLE, ANSWER], columns=40) + laid_out([BRANCOR, ANSWER], x=330, columns=40)
    if by_row:
        page.sort(key=lambda line: (-line.y, line.x))
    assert paragraphs(page) == [KESTLE, ANSWER, BRANCOR, ANSWER]


@pytest.mark.parametrize("by_row", [False, True], ids=["column by column", "row by row"])
def test_columns_out_of_step_are_never_mixed(by_row):
    lines = laid_out([KESTLE + " " + BRANCOR, ANSWER, BRANCOR], columns=42)
    half = len(lines) // 2 - 1
    page = lines[:half] + [line._replace(x=330, y=line.y + lines[0].y - lines[half].y) for line in lines[half:]]
    found = " ".join(paragraphs(sorted(page, key=lambda line: (-line.y, line.x)) if by_row else page))
    assert found == " ".join([KESTLE, BRANCOR, ANSWER, BRANCOR])


def test_labels_in_a_column_of_their_own_stay_with_their_words():
    turns = [f"{who}: {words}" for who in ("MR. WILLIAMSON", "MS. BRILLSTONE") for words in (KESTLE[:50], BRANCOR[:50])]
    page = [
        line
        for at, turn in enumerate(turns)
        for line in (Line(72, 700 - 14 * at, turn[:15], 12), Line(230, 700 - 14 * at, turn[16:], 12))
    ]
    assert " ".join(paragraphs(page)) == " ".join(turns)


def test_a_headline_over_two_columns_stays_over_them():
    head = [Line(72, 740, "Kestle rules out filling the Olm Gorge dam", 20)]
    page = laid_out([KESTLE], columns=40) + laid_out([BRANCOR], x=330, columns=40)
    assert paragraphs(head + sorted(page, key=lambda line: -line.y)) == [head[0].text, KESTLE, BRANCOR]


def test_a_label_with_a_wide_gap_stays_with_its_words():
    turns = [
        "Did you close the gates?",
        "No, we never closed them.",
        "Who gave the order to you?",
        "Nobody gave any order.",
    ]
    page = [
        line
        for number, turn in enumerate(turns)
        for line in (Line(72, 700 - 14 * number, "AQ"[number % 2 == 0] + "."), Line(144, 700 - 14 * number, turn))
    ]
    assert paragraphs(page) == [f"{'AQ'[n % 2 == 0]}. {turn}" for n, turn in enumerate(turns)]


def test_each_turn_of_a_transcript_is_a_paragraph_though_nothing_is_set_between():
    turns = [
        f"MR. VANE: {KESTLE}",
        "THE CHAIR: Order.",
        f"MS. BRILL: {BRANCOR}",
        "Q. Who says so? You?",
        f"A. {KESTLE}",
    ]
    assert paragraphs(laid_out(turns, gap=0, columns=85)) == turns
    assert paragraphs(laid_out(turns, gap=14, leading=28, columns=64)) == turns


def test_the_lines_of_an_address_and_the_rows_of_a_table_stay_apart():
    address = [
        Line(72, 740 - 14 * n, text) for n, text in enumerate(["Contact: Ansa Brill", "+00 555 0100", "Room 4, Brisk"])
    ]
    sums = [("Compensation", "$35 million"), ("Turbines", "$350 million"), ("All of the works", "$2.4 billion")]
    table = [Line(x, 660 - 14 * n, text) for n, row in enumerate(sums) for x, text in zip((72, 300), row, strict=True)]
    page = [*address, *table, *laid_out([KESTLE], top=560)]
    assert paragraphs(page) == [line.text for line in address] + [" ".join(row) for row in sums] + [KESTLE]


def test_the_numbers_of_lines_are_no_text():
    turns = [f"MR. VANE: {KESTLE}", "THE CHAIR: Order.", f"MS. BRILL: {BRANCOR}", "MR. VANE: I withdraw that."] * 2
    lines = laid_out(turns, x=110, gap=0, columns=64, leading=24)
    numbers = [Line(72, line.y, str(number)) for number, line in enumerate(lines, 1)]
    assert paragraphs([each for pair in zip(numbers, lines, strict=True) for each in pair]) == turns
    assert paragraphs(numbers + lines) == turns


def test_heads_feet_and_numbers_of_pages_are_left_out():
    bodies = [
        f"{name} spoke first. {KESTLE}" for name in ("Ansa Brill", "Tord Vane", "Ruben Ashkel", "Nobody else", "She")
    ]
    pages = [
        [Line(72, 770, "Office of the President of Torvenia"), *laid_out([body]), Line(300, 30, f"- {number} -")]
        for number, body in enumerate(bodies, 1)
    ]
    assert paragraphs(*pages) == bodies


def test_pages_that_are_all_alike_are_no_running_heads():
    assert paragraphs(*[laid_out([ANSWER])] * 3) == [ANSWER] * 3


def test_a_line_that_stands_twice_is_no_running_head():
    pages = [laid_out(["Applause." if number in {1, 5} else f"{ANSWER} {number}.", KESTLE]) for number in range(8)]
    assert paragraphs(*pages).count("Applause.") == 2


def test_a_paragraph_goes_on_over_a_page_and_each_part_has_its_page():
    lines = laid_out([KESTLE + " " + BRANCOR])
    cut = len(lines) // 2
    found = read(pdf([[*lines[:cut], Line(300, 30, "1")], [line._replace(y=line.y + 200) for line in lines[cut:]]]))
    assert found.text == KESTLE + " " + BRANCOR
    assert [each.page for each in found.origin.passages] == [1, 2]
    assert [found.text[slice(*each.text)] for each in found.origin.passages] == [
        " ".join(line.text for line in part) for part in (lines[:cut], lines[cut:])
    ]


def test_a_turn_is_never_joined_to_another_over_a_page():
    first = laid_out([f"MR. VANE: {KESTLE[:-1]}, and we"])
    assert paragraphs(first, laid_out([f"MS. BRILL: {BRANCOR}"])) == [
        f"MR. VANE: {KESTLE[:-1]}, and we",
        f"MS. BRILL: {BRANCOR}",
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The gates will be re-", "opened at Brisk."], "The gates will be reopened at Brisk."),
        (["A long-term plan is a long-", "term plan."], "A long-term plan is a long-term plan."),
        (["We met the vice-", "President of Torvenia."], "We met the vice-President of Torvenia."),
        (["The Torve-", "nian gates; Torvenian dams."], "The Torvenian gates; Torvenian dams."),
        (["It was a well-", "known dam."], "It was a well-known dam."),
        (["She went home -", "and he did not."], "She went home - and he did not."),
        (["She went home —", "and he did not."], "She went home — and he did not."),
        (["We spent 2021-", "2022 at Brisk."], "We spent 2021-2022 at Brisk."),
    ],
)
def test_a_word_that_was_parted_is_joined_and_a_compound_is_kept(lines, text):
    assert read(pdf([[Line(72, 700 - 14 * n, line) for n, line in enumerate(lines)]])).text == text


def test_a_passage_says_where_it_stands_in_the_raw_text_of_its_page():
    data = pdf([laid_out(STORY), laid_out([ANSWER])])
    found = read(data)
    pages = pypdfium2.PdfDocument(data)
    raw = [pages[number].get_textpage().get_text_range() for number in range(2)]
    for passage in found.origin.passages:
        start, end = passage.source
        assert " ".join(raw[passage.page - 1][start:end].split()) == found.text[slice(*passage.text)]
    assert (found.origin.media, found.origin.sha256) == ("pdf", hashlib.sha256(data).hexdigest())


TURNED = {90: "0 1 -1 0 {down} {along}", 180: "-1 0 0 -1 {back} {down}", 270: "0 -1 1 0 {up} {back}"}


@pytest.mark.parametrize("angle", TURNED)
def test_a_page_turned_on_its_side_is_read_alike(angle):
    shown = []
    for line in laid_out(STORY, columns=60):
        matrix = TURNED[angle].format(along=line.x, back=600 - line.x, up=line.y, down=792 - line.y)
        shown.append(f"BT /F1 11 Tf {matrix} Tm ({line.text}) Tj ET".encode("cp1252"))
    data = pdf([b"\n".join(shown)]).replace(b"/MediaBox", b"/Rotate %d/MediaBox" % angle)
    assert read(data).text.split("\n\n") == STORY


@pytest.mark.parametrize(
    "turns",
    [
        [
            "Mr. VANE. I rise to speak.",
            "The CHAIRMAN. Order.",
            "Mr. VANE of Brisk. I thank the chair for its patience.",
        ],
        [
            "Ansa Brill: The gates stay open.",
            "Tord Vane (Brisk): For how long?",
            "Ansa Brill: As long as the talks go on.",
        ],
        ["Q Thank you. Will they stay open?", "MS. BRILL: They will.", "Q For how long?"],
    ],
    ids=["debate", "names", "briefing"],
)
def test_labels_of_every_kind_begin_a_paragraph(turns):
    full = [f"{turn} {KESTLE}" for turn in turns]
    assert paragraphs(laid_out(full, gap=0, columns=80)) == full


def test_a_last_word_far_left_of_its_line_belongs_to_it():
    page = [Line(172, 700, "MR. VANE:  Thank you. The gates will stay", 12), Line(100, 676, "open.", 12)]
    page += [Line(172, 652, "MS. BRILL:  " + KESTLE[:50], 12), Line(100, 628, KESTLE[51:100], 12)]
    assert paragraphs(page)[0] == "MR. VANE: Thank you. The gates will stay open."


def test_a_sentence_that_begins_a_line_is_no_label():
    words = "The gates will stay open until the talks at Brisk are over, said the minister of water and of rain. "
    for start in ("A second witness", "J. Vane of Brisk", "President Kestle", "I did not"):
        lines = [
            words.strip(),
            f"{start} had nothing to add to that, and the hearing was over by the afternoon of that",
        ]
        page = [
            Line(72, 700 - 14 * n, line) for n, line in enumerate([*lines, "day in June, when everybody went home."])
        ]
        assert len(paragraphs(page)) == 1


def test_the_information_dictionary_says_title_authors_and_times():
    info = {
        "Title": "Kestle rules out filling the dam – “never”", "Author": "Ansa Brill; Tord Vane",
        "CreationDate": "D:20230614083000+02'00'", "ModDate": "D:20230615",
    }  # fmt: skip
    said = read(pdf([laid_out([KESTLE])], info)).description
    assert (said.title, said.authors) == (info["Title"], ("Ansa Brill", "Tord Vane"))
    assert (said.published, said.modified) == ("2023-06-14T08:30:00+02:00", "2023-06-15")
    assert said.basis == {"title": "meta", "authors": "meta", "published": "guess", "modified": "meta"}
    assert read(pdf([laid_out([KESTLE])], info), Description(title="Mine")).description.title == "Mine"


@pytest.mark.parametrize("title", ["Microsoft Word - speech final.doc", "speech.pdf", "Untitled", " ", "\ufffd\ufffd"])
def test_what_a_program_writes_by_itself_is_no_title(title):
    assert (
        read(pdf([laid_out([KESTLE])], {"Title": title, "Author": "jsmith", "CreationDate": "soon"})).description
        == Description()
    )


def test_a_scan_says_how_many_pages_have_no_text():
    with pytest.raises(NoTextLayer, match="3 of its 3 pages"):
        read(pdf([SCAN] * 3))


def test_a_scan_with_some_text_is_read():
    assert paragraphs(SCAN, laid_out([KESTLE]), SCAN) == [KESTLE]


CIRCLE = assembled(
    {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"}, b"/Root 1 0 R"
)
MANY = assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 2000000000>>"}, b"/Root 1 0 R")
REFUSED = {
    "a password": (pdf([laid_out([KESTLE])], password="secret"), {Encrypted}),
    "white pages": (pdf([[], []]), {EmptyInput}),
    "no pages": (assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}, b"/Root 1 0 R"), {EmptyInput, BrokenFile}),
    "cut short": (pdf([laid_out([KESTLE])])[:300], {BrokenFile}),
    "only its head": (b"%PDF-1.7\n", {BrokenFile}),
    "noise": (b"%PDF-1.4\n" + random.Random(3).randbytes(5000), {BrokenFile}),
    "nothing": (b"", {BrokenFile}),
    "pages in a circle": (CIRCLE, {EmptyInput, BrokenFile, TooLarge}),
    "pages without number": (MANY, {EmptyInput, BrokenFile, TooLarge}),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(name):
    data, errors = REFUSED[name]
    with pytest.raises(tuple(errors)):
        read(data)


def test_a_file_that_is_locked_without_a_password_is_read():
    assert read(pdf([laid_out([KESTLE])], {"Title": "The dam"}, password="")).text == KESTLE


def check(data):
    try:
        found = read(data)
    except InputError:
        return
    assert isinstance(found, Document)
    ends = [0]
    for passage in found.origin.passages:
        start, end = passage.text
        assert found.text[start:end].strip()
        assert found.text[ends[-1] : start] in {"", " ", "\n\n"}
        ends.append(end)
    assert ends[-1] == len(found.text)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_refused(data):
    check(data)
    check(b"%PDF-1.4\n" + data)
    check(pdf([data]))


PLACED = st.builds(
    Line, st.floats(-50, 700), st.floats(-50, 800), st.text(st.characters(codec="cp1252"), max_size=30), st.sampled_from([0, 1, 9, 11, 40])
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(PLACED, max_size=12), max_size=4))
def test_text_anywhere_on_pages_is_a_document_or_refused(pages):
    check(pdf(pages))


SAMPLE = pdf([laid_out(STORY), SCAN], {"Title": "The dam"})


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_valid_file_with_bytes_changed_is_a_document_or_refused(changes):
    data = bytearray(SAMPLE)
    for at, value in changes:
        data[at % len(data)] = value
    check(bytes(data))
