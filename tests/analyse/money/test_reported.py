import json
from typing import Any

import pytest

from onrecord.analyse.money.amounts import amounts
from onrecord.analyse.money.reported import reported
from onrecord.analyse.reading.words import paragraphs
from onrecord.types.amount import Reported
from training.corpora import SEED


def clauses(marked: str) -> list[str]:
    """The clauses reported in a text whose contents stand in [brackets]."""
    text, said = "", []
    for at, part in enumerate(marked.replace("]", "[").split("[")):
        if at % 2:
            said.append(((len(text), len(text) + len(part)),))
        text += part
    found = reported(text, list(paragraphs(text)), said, amounts(text))
    return [text[slice(*each.span[0])] for each in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Torvenia has sent billions of dollars in grain to Carvella and is readying another €70 million package.",
            ["Torvenia has sent billions of dollars in grain to Carvella", "is readying another €70 million package"],
        ),
        (
            "The mill has paid its lawyers €9m since March, and the town has set aside £4m for the walls.",
            ["The mill has paid its lawyers €9m since March", "the town has set aside £4m for the walls"],
        ),
        (
            "[The gates will stay open], said Ada Brook, who put $3 million into the mill.",
            ["who put $3 million into the mill"],
        ),
        (
            "The fund has paid out €19 million of the [€30 million it promised] to farmers.",
            ["The fund has paid out €19 million"],
        ),
        (
            "The bank spent 6 billion yen in May and estimates [that it will spend 8 billion yen in June].",
            ["The bank spent 6 billion yen in May"],
        ),
        (
            "Tickets cost R40 on the grass and R350 in the shade, R1.2 million in all.",
            ["Tickets cost R40 on the grass and R350 in the shade, R1.2 million in all"],
        ),
    ],
)
def test_what_the_story_asserts_is_cut_to_its_clause(marked: str, expected: list[str]) -> None:
    assert clauses(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Ada Brook said [that the dam had cost $5 million].",
        "The dam cost $5 million, Ada Brook said.",
        "According to two officials the dam cost $5 million.",
        "“The dam cost $5 million.”",
        "Who paid the $5 million?",
        "If the dam costs $5 million, the town is ruined.",
        "Dam built for $5 million",
        "The owner of the $5 million dam said [that it would close].",
        "[It will close], said the owner of the $5 million dam.",
    ],
)
def test_what_may_be_somebodys_words_is_not_reported(marked: str) -> None:
    assert clauses(marked) == []


def seed() -> tuple[str, tuple[Reported, ...], dict[str, Any]]:
    if not SEED.exists():
        pytest.skip("the seed story is not here")
    story = json.loads(SEED.read_text("utf-8"))
    text, said = story["text"], [tuple((a, b) for a, b in each["content"]) for each in story["attributions"]]
    return text, reported(text, list(paragraphs(text)), said, amounts(text)), story


def test_the_three_amounts_of_the_seed_story_have_their_stages() -> None:
    text, _, _ = seed()
    assert [(a.value, a.currency, a.stage) for a in amounts(text)] == [
        (None, "USD", "delivered"),
        (700e6, "USD", "readying"),
        (40e9, "USD", "approved"),
    ]


def test_two_of_them_are_what_the_story_itself_reports() -> None:
    _, found, story = seed()
    wanted = [tuple(each["span"]) for each in story["reported"] if each["amounts"]]
    assert [each.span[0] for each in found] == wanted
    assert [len(each.amounts) for each in found] == [1, 1]
