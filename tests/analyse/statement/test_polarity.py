import re

import pytest

from onrecord.analyse.statement.polarity import polarity
from onrecord.types.span import Spans


def marked(sentence: str) -> tuple[str, Spans, Spans]:
    """Text, statement and cue of a sentence with [statement] and {cue} in brackets."""
    text = re.sub(r"[\[\]{}]", "", sentence)
    found = {"[": (), "{": ()}
    for match in re.finditer(r"\[(.*?)\]|\{(.*?)\}", sentence):
        start = match.start() - len(re.findall(r"[\[\]{}]", sentence[: match.start()]))
        found[match.group()[0]] += ((start, start + len(match.group()) - 2),)
    return text, found["["], found["{"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Kovar {denied} that [the bridge was unsafe].",
        "Anna Kovar {ruled out} [a new bridge].",
        "Anna Kovar {declined} [to comment].",
        "Anna Kovar did not {say} [whether the bridge was safe].",
        "Anna Kovar {said} [the bridge would not be closed].",
        "Anna Kovar {vowed} [not to close the bridge].",
        "“[No soldier will cross the bridge],” Anna Kovar {said}.",
        "“[We never closed it],” Anna Kovar {said}.",
        "“[Not one cent more],” Anna Kovar {promised}.",
        "Anna Kovar {urged} [members not to vote].",
        "“[I deny it],” Anna Kovar {said}.",
        "Anna Kovar would {neither confirm nor deny} [a rift].",
        "Anna Kovar {doubts} [it will last].",
    ],
)
def test_what_the_cue_or_the_main_clause_negates_is_negative(sentence: str) -> None:
    assert polarity(*marked(sentence)) == "negative"


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Kovar {said} [the bridge would be closed].",
        "“[It is a proposal, not a pledge],” Anna Kovar {said}.",
        "Anna Kovar {said} [the bridge would close if it was not mended].",
        "Anna Kovar {said} [drivers who had not paid would be fined].",
        "Anna Kovar {did not deny} [the plan].",
        "Anna Kovar {said} [not only the bridge was old].",
        "Anna Kovar {said} [she would pay without delay, with no delay at all].",
        "It was not late. Anna Kovar {said} [the bridge was open].",
        "Anna Kovar {said} [drivers had been told not to stop].",
        "She asked what [a “never” is worth].",
    ],
)
def test_what_is_negated_elsewhere_is_positive(sentence: str) -> None:
    assert polarity(*marked(sentence)) == "positive"


def test_a_statement_without_a_cue_is_judged_by_itself() -> None:
    assert polarity("the gate is not open", ((0, 20),), ()) == "negative"
    assert polarity("the gate is open", ((0, 16),), ()) == "positive"
