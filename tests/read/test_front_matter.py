import pytest

from onrecord.errors import BadDescription
from onrecord.read.front_matter import split
from onrecord.types.document import Description


def test_front_matter_describes_the_text_behind_it():
    head = "---\ntitle: \"The \\\"old\\\" bridge\"\npublisher: 'Ostrava''s Daily'\npublished: 2022-05-31\nurl: https://x.example/a: b\n---\n"
    said, text = split(head + "\n\n  The mayor said no.\r\nYes.\n \n")
    assert said == Description(
        title='The "old" bridge',
        publisher="Ostrava's Daily",
        published="2022-05-31",
        url="https://x.example/a: b",
    ).known_by("front matter")
    assert text == "  The mayor said no.\r\nYes."


@pytest.mark.parametrize("text", ["no head\n---\n", " ---\ntitle: x\n---\n", "----\nx\n", "\n---\ntitle: x\n---\n"])
def test_a_text_without_front_matter_is_not_touched(text):
    assert split(text) == (Description(), text)


def test_keys_of_others_may_hold_lists_and_are_passed_over():
    said, text = split("---\ntags:\n  - a\n- b\n# a note\ndraft: [1, 2]\n\ntitle: T\n---\nx")
    assert (said.title, text) == ("T", "x")


@pytest.mark.parametrize("written", ["", "~", "null", '""'])
def test_an_empty_value_is_unknown(written):
    assert split(f"---\ntitle: {written}\n---\nx")[0].title is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_will_do(end):
    assert split(end.join(["---", "title: T", "---", "x", "y"])) == (
        Description(title="T").known_by("front matter"),
        f"x{end}y",
    )


@pytest.mark.parametrize(
    "head",
    [
        "title: x\n",  # never closed
        "no pair\n---\n",
        "title:x\n---\n",
        "title: a\ntitle: b\n---\n",
        "title:\n  - a\n---\n",
        "title: |\n  a\n---\n",
        "title: [a]\n---\n",
        'title: "a\n---\n',
        'title: "a"b"\n---\n',
        "title: '\n---\n",
        "published: yesterday\n---\n",
        "published: 2022-02-30\n---\n",
        "k: v\n" * 300 + "---\n",
    ],
)
def test_malformed_front_matter_is_refused(head):
    with pytest.raises(BadDescription):
        split("---\n" + head)
