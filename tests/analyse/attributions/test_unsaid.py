import re

import pytest

from onrecord.analyse.attributions.unsaid import unsaid
from onrecord.analyse.pipeline import Analyser
from onrecord.types.document import Document


def told(sentence: str) -> bool:
    """Whether the saying of a sentence with [source] and {cue} in brackets is unsaid."""
    source, cue = re.search(r"\[(.*?)\]", sentence), re.search(r"\{(.*?)\}", sentence)
    text = re.sub(r"[\[\]{}]", "", sentence)
    assert cue
    spans = []
    for match in (source, cue):
        if match:
            start = match.start() - len(re.findall(r"[\[\]{}]", sentence[: match.start()]))
            spans.append(((start, start + len(match[1])),))
    return unsaid(text, spans[0] if source else (), spans[-1])


@pytest.mark.parametrize(
    "sentence",
    [
        "[Anna Kovar] did not {say} that the bridge would close.",
        "[Anna Kovar] {has never said} that the bridge was safe.",
        "[Anna Kovar] didn’t {tell} anybody that it was late.",
        "[Anna Kovar] {refused to say} whether the bridge was safe.",
        "[Anna Kovar] is expected to {say} on Monday that it is late.",
        "[Anna Kovar] may {announce} that the bridge will close.",
        "If [Anna Kovar] {says} that the bridge is safe, few will care.",
        "Had [the engineer] {said} that it was safe, they would have slept.",
        "Should [the minister] {announce} that the bridge will close, the shops will follow.",
        "Were [Anna Kovar] to {promise} a new bridge, nobody would believe it.",
        "Imagine [a judge] {saying} that the law did not matter.",
        "Suppose [the mayor] {says} that it is late.",
        "It is not true that [Anna Kovar] {said} the bridge was safe.",
        "There is no evidence that [the mayor] ever {said} so.",
        "[Anna Kovar] should apologize and {say} that it was late.",
        "[The board] may meet and then {announce} that it was late.",
        "Did [Anna Kovar] {say} that the bridge would close?",
        "[No one] {said} that the bridge was safe.",
        "[Nobody in the office] {said} so.",
        "[Anna Kovar] {said} nothing about the bridge.",
        "[Anna Kovar] {said nothing} to reporters.",
        "[Anna Kovar] {said} nothing.",
        "[Anna Kovar] declined to {say} anything.",
        "[Anna Kovar] had nothing to {say} about it.",
        "[The board] has nothing to {add}.",
        "[They]’ll {tell} us that it rained.",
        "[They] {’ll tell} us that it rained.",
        "[Anna Kovar] would {say} that it was late.",
        "An official [who] {asked} not to be named was there.",
        "[A second man] {requested} anonymity because of his job.",
        "[A clerk], who {asked} that her name not be used, was there.",
        "[An earlier version of this article] {said} that the bridge was safe.",
        "[The original headline] on this story {said} that the bridge was safe.",
        "There is no record of [Anna Kovar] {saying} that the bridge was safe.",
        "Claim: [Anna Kovar] {said} that the bridge was safe.",
        "It rained.\nThe claim: In May [Anna Kovar] {said} that the bridge was safe.",
        "[An earlier version] {misquoted} Anna Kovar as saying that the bridge was safe.",
        "[This article] originally {quoted} Anna Kovar as saying that the bridge was safe.",
    ],
)
def test_what_did_not_take_place_is_unsaid(sentence: str) -> None:
    assert told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "[Anna Kovar] {said} that she would not go.",
        "[Anna Kovar] {said} not to worry.",
        "[Anna Kovar] not only {said} it was late, she laughed.",
        "[Anna Kovar] has {said} that it might close.",
        "[Anna Kovar], who may run, {said} that it was late.",
        "“Will you go?” [Anna Kovar] {asked}.",
        "“If so, we stay,” {said} [Anna Kovar].",
        "He did. [Anna Kovar] {said} it was late.",
        "[Anna Kovar] {refused to allow} the works.",
        "[Anna Kovar] {declined to comment} on the works.",
        "[Officials] came and {say} that it was late.",
        "It is true that [Anna Kovar] {said} the bridge was safe.",
        "[The men], who were to leave, {said} that it was late.",
        "It will close, {according to} [Anna Kovar].",
        "[Anna Kovar] {said} nothing would change.",
        "[Anna Kovar] {said} little had changed.",
        "[Anna Kovar] {asked} the board not to be late.",
        "[Anna Kovar] {asked} not to be disturbed.",
        "[Anna Kovar], who will run, {said} that it was late.",
        "[Anna Kovar] {demanded} that the list be published.",
    ],
)
def test_what_did_is_not(sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "Did Anna Kovar say that the bridge would close?",
        "If Anna Kovar says that the bridge is safe, nobody will believe her.",
        "Anna Kovar is expected to say on Monday that the bridge will close.",
        "No one said that the bridge was safe.",
    ],
)
def test_what_nobody_said_is_not_shown(analyser: Analyser, text: str) -> None:
    assert not [a for a in analyser.analyse(Document.of(text)).attributions if a.shown]


def test_what_a_correction_takes_back_is_given_to_nobody(analyser: Analyser) -> None:
    text = (
        "Orla Bexley said that the line would reopen.\n\n"
        "Correction: An earlier version of this article said that Orla Bexley had said that the line would never reopen.\n\n"
        "This article was amended on 6 March. An earlier version of this story quoted Petra Quill as saying: “We shall block "
        "every road.”\n"
    )
    shown = [each for each in analyser.analyse(Document.of(text)).attributions if each.shown]
    assert [text[a:b] for each in shown for a, b in each.content] == ["that the line would reopen"]


def test_what_is_neither_taken_back_nor_checked_is_said() -> None:
    assert not told("The engineer denied the claim: [Anna Kovar] {said} that the bridge was safe.")
    assert not told("[This article] {said} on Monday that the bridge would close.")
    assert not told("[An earlier version of the bill] {said} that the bridge would close.")
