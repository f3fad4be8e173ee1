import pytest

from onrecord.analyse.attributions.told import is_told, kind, told
from onrecord.analyse.reading.quotations import quotations
from onrecord.analyse.reading.words import paragraphs
from tests.analyse.marking import marked_up


def acts(story: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of the acts told in `story`, whose attributions are marked by hand."""
    text, marked = marked_up(story)
    quoted = [quotation for paragraph in paragraphs(text) for quotation in quotations(text, *paragraph)]
    return [
        (text[slice(*act.source[0])], text[slice(*act.cue[0])], text[slice(*act.content[0])])
        for act in told(text, marked, quoted)
    ]


@pytest.mark.parametrize(
    ("story", "act"),
    [
        ("The archbishop stood by his sermon.", ("The archbishop", "stood by", "his sermon")),
        (
            "Governor Ilse Maravane vetoed the ferry bill on Tuesday.",
            ("Governor Ilse Maravane", "vetoed", "the ferry bill"),
        ),
        (
            "Teodor Quill, the treasurer, has withdrawn his charge against the board.",
            ("Teodor Quill, the treasurer,", "has withdrawn", "his charge against the board"),
        ),
        (
            "On Monday, the council approved a budget of $2.5 million.",
            ("the council", "approved", "a budget of $2.5 million"),
        ),
        ("She later repeated the claim in 2019.", ("She", "repeated", "the claim")),
        ("Maravane apologized to the crew.", ("Maravane", "apologized", "to the crew")),
        ("The treasurer, who withdrew it, has left.", ("who", "withdrew", "it")),
        (
            "[Quill] {said} <he was grateful> but renewed his request for more.",
            ("Quill", "renewed", "his request for more"),
        ),
        (
            "The ferry board declined to comment on the matter.",
            ("The ferry board", "declined", "to comment on the matter"),
        ),
        ("Quill rejected a plan of Ilse J. Maravane.", ("Quill", "rejected", "a plan of Ilse J. Maravane")),
    ],
)
def test_an_act_told_has_its_actor_and_its_object(story: str, act: tuple[str, str, str]) -> None:
    assert acts(story) == [act]


@pytest.mark.parametrize(
    "story",
    [
        "The governor did not veto the bill.",
        "Had the governor vetoed the bill, the ferries would have stopped.",
        "If the governor vetoed the bill, who would know?",
        "Has the governor vetoed the bill?",
        "The governor may have vetoed the bill.",
        "The bill that the governor vetoed is back.",
        "Quill withdrew his troops.",
        "Quill declined to come.",
        "<He was grateful>, {said} [Quill] but rejected the plan.",
        "Quill signed the guest book.",
        "Quill dropped the ball.",
        "Maravane stood by her husband.",
        "Prices repeated the claim.",
        "The treaty rejected the plan.",
        "[Quill] {said} <that the governor vetoed the bill>.",
        "“Maravane vetoed the bill,” it read.",
        "[Quill] {rejected} <the plan>.",
    ],
)
def test_what_was_not_done_or_is_told_by_another_is_no_act(story: str) -> None:
    assert acts(story) == []


def test_the_kind_of_an_act_is_known_by_its_cue() -> None:
    assert kind("Quill has withdrawn the charge.", ((6, 19),)) == "retract"
    assert kind("Quill said so.", ((6, 10),)) is None


def test_an_attribution_without_words_of_its_own_is_told() -> None:
    assert is_told("Quill has withdrawn the charge.", ((6, 19),), ((20, 30),))
    assert not is_told("Quill denied altering the log.", ((6, 12),), ((13, 29),))
    assert not is_told("Quill said the charge was old.", ((6, 10),), ((11, 29),))
