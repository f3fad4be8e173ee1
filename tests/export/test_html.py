import re
import time
from html.parser import HTMLParser

import msgspec
import pytest

from onrecord.export.html import page
from onrecord.export.html.ink import ink, link
from onrecord.export.html.marks import Mark, marked
from onrecord.types.amount import Amount, Reported
from onrecord.types.document import Description
from onrecord.types.moment import Moment, Venue
from onrecord.types.speaker import Speaker

from .sample import BARE, SAMPLE, TEXT

VOID = {"meta", "br", "link", "img", "input"}


class Seen(HTMLParser):
    """What a browser would see: elements that are closed as they were opened, and the text of the story."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.attributes, self.story = [], [], [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, *attribute) for attribute in attributes]
        if tag not in VOID:
            self.open.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        inside = [tag for tag, _ in self.open]
        if any(tag == "p" and one.get("class") == "text" for tag, one in self.open) and "sup" not in inside:
            self.story += data


@pytest.fixture(scope="module")
def seen():
    return read("".join(page([SAMPLE, BARE], 0.5)))


def read(html):
    parser = Seen()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


def test_the_story_is_there_word_for_word_with_unseen_characters_named(seen):
    named = TEXT.replace("\u202e", "⟨U+202E⟩").replace("\u202c", "⟨U+202C⟩").replace("\x1b", "⟨U+001B⟩")
    assert seen.story == re.sub(r"[\r\n]+", "", named) + "x"


def test_nothing_of_a_text_becomes_an_element(seen):
    assert seen.tags.count("script") == 1
    assert "b" not in seen.tags
    assert not [one for one in seen.attributes if one[1].startswith("on")]


def test_no_field_of_a_document_becomes_an_element():
    payload = "'\"><b onclick=x>\u202e"
    known = Description(title=payload, publisher=payload, published=payload, url=payload)
    document = msgspec.structs.replace(SAMPLE.document, description=known, language=payload)
    found = read("".join(page([msgspec.structs.replace(SAMPLE, document=document)], 0.5)))
    assert "b" not in found.tags
    assert ("time", "datetime", payload) in found.attributes
    assert ("article", "lang", payload) in found.attributes


def test_links_lead_to_the_web_or_into_the_page(seen):
    targets = [value for tag, name, value in seen.attributes if name in {"href", "src"}]
    assert targets
    assert all(target.startswith("#d1n") for target in targets)
    assert link('https://a.example/?q="><b>', "the source").count("<") == 2
    for url in ("javascript:x", "data:text/html,x", "//x.example", "https://a b", "https://a\u202eb"):
        assert "<a" not in link(url, "the source")


def test_the_policy_forbids_the_network_and_names_just_our_script(seen):
    [policy] = [value for tag, name, value in seen.attributes if name == "content" and "default-src" in value]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_hash_in_the_policy_is_that_of_the_script():
    import base64
    import hashlib

    html = "".join(page([SAMPLE], 0.5))
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)[1]
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    for held in (script, style):
        assert f"sha256-{base64.b64encode(hashlib.sha256(held.encode()).digest()).decode()}" in html
    assert "url(" not in style
    assert "@import" not in style


def test_every_target_is_there(seen):
    ids = {value for _, name, value in seen.attributes if name == "id"}
    assert {value for _, name, value in seen.attributes if name == "data-to"} <= ids
    assert len(ids) == len([1 for _, name, _ in seen.attributes if name == "id"])


def test_doubt_denials_and_thoughts(seen):
    html = "".join(page([SAMPLE], 0.5))
    assert "<bdi>A spokesman</bdi>&nbsp;?</i>" in html
    assert "as told by" in html
    assert "reported thought" in html
    assert '<span class="how"><bdi>fears</bdi></span>' in html
    assert html.count("unsafe") == 1  # in the story, and in no note
    assert html.count("Extracted by machine, unchecked") == 2


def test_every_field_of_a_statement_stands_in_its_note():
    html = "".join(page([SAMPLE], 0.5))
    note = html[html.index('<span class="number">6</span>') :].partition("</section>")[0]
    text = re.sub(r"<[^>]+>|⁨|⁩", "", note).replace("&nbsp;", " ")
    for words in (
        "Anna Kovar Mayor 70 % sure claimed", "refuse ? · warn", "negated", "probable",
        "on condition “unless”", "EUR 2–3 million promised", "30 May 2022 “on 30 May”", "on behalf of Ostrava",
        "to Radio Most", "in Brno", "interview, Radio Most", "the reporter keeps a distance", "only 62 % sure",
        "in the reporter’s words",
    ):  # fmt: skip
        assert words in text
    assert '<span class="condition">unless the state helped</span>' in note
    assert '<span class="amount">between €2 million and €3 million</span>' in note


def test_whose_words_they_are_is_told_of_a_story_a_record_and_what_is_told_in_one():
    story = "".join(page([SAMPLE], 0.5))
    record = "".join(page([msgspec.structs.replace(SAMPLE, genre="transcript")], 0.5))
    assert "as the record has it" not in story
    assert "in the reporter’s words" not in record
    assert "as the record has it" in record
    assert "in the teller’s words" in story
    assert "in the teller’s words" in record


def test_what_is_not_known_from_the_text_looks_different():
    html = "".join(page([SAMPLE], 0.5))
    assert '<span class="date doubted">31 May – 1 June 2022</span>, assumed from the date of the story' in html
    assert '<span class="date doubted">by 31 May 2022</span>, inferred' in html
    assert '<span class="date">31 May 2022</span> <span class="expr">“<bdi>Tuesday</bdi>”' in html
    assert 'to <i title="not resolved: the words of the story"><bdi>him</bdi>&nbsp;?</i>' in html
    assert [name for name in re.findall(r'class="note([^"]*)"', html) if "unsure" in name] == [" unsure", " unsure"]


def test_times_conditions_and_amounts_are_marked_in_the_story():
    html = "".join(page([SAMPLE], 0.5))
    story = "".join(re.findall(r'<p class="text".*?</p>', html, re.DOTALL))
    marked = {
        role: re.findall(rf'<span class="m[^"]*\b{role}[^"]*"[^>]*>([^<]*)<', story)
        for role in ("when", "condition", "amount", "reported")
    }
    assert marked["when"] == ["Tuesday", "on 30 May"]
    assert marked["condition"] == ["if the money comes", "unless the state helped"]
    assert marked["amount"] == ["€5 million", "€2 million", "between €2 million and €3 million"]
    assert marked["reported"] == ["The city has spent ", "€2 million"]


def test_what_the_story_itself_reports_is_no_note():
    html = "".join(page([SAMPLE], 0.5))
    own = html[html.index('<section class="own">') :]
    assert "The city has spent €2 million" in own
    assert '<span class="tag amount">2 million</span>' in own
    assert "The city has spent" not in "".join(re.findall(r'<section class="note.*?</section>', html, re.DOTALL))


def test_no_field_of_a_statement_becomes_an_element():
    payload = "'\"><b onclick=x>\u202e"
    speaker = Speaker(name=payload, role=payload, on_behalf_of=payload, status="resolved", entity_name=payload)
    spoilt = msgspec.structs.replace(
        SAMPLE.attributions[-1], speaker=speaker, addressee=speaker, place=payload,
        venue=Venue(type=payload, outlet=payload), time=Moment(edtf=payload, basis="inferred"),
        statements=(msgspec.structs.replace(
            SAMPLE.attributions[-1].statements[0], kind=payload, kind2=payload, modality="possible",
            amounts=(Amount(span=(0, 1), value=1, currency=payload, stage=payload),),
        ),),
    )  # fmt: skip
    told = (Reported(span=((0, 1),), amounts=(Amount(span=(0, 1), value=1, currency=payload, stage=payload),)),)
    found = read("".join(page([msgspec.structs.replace(SAMPLE, attributions=(spoilt,), reported=told)], 0.5)))
    assert "b" not in found.tags
    assert not [one for one in found.attributes if one[1].startswith("on")]


def mark(start, end, role, note):
    return Mark(span=(start, end), role=role, note=note, groups=(note,), home=note)


def test_marks_that_overlap_are_split_where_either_begins_or_ends():
    html = marked("abcdef", (0, 6), [mark(0, 4, "content", "n1"), mark(2, 6, "content", "n2")])
    assert re.findall(r'data-in="([^"]*)"[^>]*>(\w+)<', html) == [("n1", "ab"), ("n1 n2", "cd"), ("n2", "ef")]
    assert html.count("deep") == 1


def test_the_innermost_of_nested_marks_answers():
    html = marked("abcdef", (0, 6), [mark(2, 4, "content", "n2"), mark(0, 6, "content", "n1")])
    assert re.findall(r'data-to="(n\d)">(\w+)<', html) == [("n1", "ab"), ("n2", "cd"), ("n1", "ef")]


def test_marks_are_cut_at_the_paragraph():
    assert read(marked("abcdef", (2, 4), [mark(0, 6, "content", "n1")])).open == []
    assert ">cd<" in marked("abcdef", (2, 4), [mark(0, 6, "content", "n1")])


def test_a_paragraph_with_very_many_marks_takes_time_in_proportion():
    many = [mark(10 * i, 10 * i + 8, "content", f"n{i}") for i in range(10_000)]
    before = time.process_time()
    html = marked("abcdefghij" * 10_000, (0, 100_000), many)
    assert time.process_time() - before < 5  # 0.1 s; looking at every mark for every stretch took 10
    assert html.count("<span") == 10_000


def test_ink_escapes_and_names():
    assert ink("<&\"'>") == "&lt;&amp;&quot;&#x27;&gt;"
    assert "⟨U+2067⟩" in ink("a\u2067b")
    assert "\u2067" not in ink("a\u2067b")
