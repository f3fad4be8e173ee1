import pytest

from onrecord.analyse.attributions.retold import retold
from onrecord.analyse.reading.network import Network
from onrecord.analyse.reading.reader import Marked
from tests.analyse.marking import marked_up


def inner(network: Network, story: str) -> list[tuple[list[str], str, str]]:
    """Source, cue and content of what is told inside the attributions marked in `story`."""
    text, marked = marked_up(story)
    return [
        ([text[a:b] for a, b in each.source], text[slice(*each.cue[0])], text[each.content[0][0] : each.content[-1][1]])
        for each in retold(network, text, marked, ())
    ]


@pytest.mark.parametrize(
    ("story", "found"),
    [
        (
            "<The general believes the war is lost>, {according to} [an officer on his staff].",
            (["The general"], "believes", "the war is lost"),
        ),
        (
            "[Marta Vels] {said} <that the harbour police had said the thief would come back>.",
            (["the harbour police"], "had said", "the thief would come back"),
        ),
        (
            "[Marta Vels] {said}: <“The minister said the tunnel would close and nobody asked him why.”>",
            (["The minister"], "said", "the tunnel would close"),
        ),
    ],
)
def test_what_another_is_told_to_have_said_is_found(
    network: Network, story: str, found: tuple[list[str], str, str]
) -> None:
    (sources, cue, content) = inner(network, story)[0]
    assert (sources, cue) == found[:2]
    assert content.startswith(found[2])


@pytest.mark.parametrize(
    "story",
    [
        "[Marta Vels] {said} <that she hoped the thief would come back>.",
        "[Marta Vels] {denied} <that the harbour police had said the thief would come back>.",
        "[Marta Vels] {said} <that the harbour police never said the thief would come back>.",
        "[Marta Vels] {said} <that the thief would come back>.",
    ],
)
def test_nothing_is_given_to_whom_no_saying_is_told_of(network: Network, story: str) -> None:
    assert inner(network, story) == []


def test_who_was_told_is_not_who_said_it(network: Network) -> None:
    found = inner(network, "[Marta Vels] {said}: <“I read the first page. I was told there were two.”>")
    assert [source for source, cue, _ in found if "told" in cue] in ([], [[]])


def test_what_is_marked_already_is_not_found_again(network: Network) -> None:
    text, outer = marked_up("<The general believes the war is lost>, {according to} [an officer on his staff].")
    known = Marked(((0, 11),), ((12, 20),), ((21, 36),), "attitude", 0.9, (0.0,))
    assert text[12:20] == "believes"
    assert retold(network, text, [known, *outer], ()) == []
