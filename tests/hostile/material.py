"""What hostile files are made of: a story as a newspaper has it, and its page. All people and places are invented."""

import random

_PEOPLE = ("Mayor Anna Kovar", "Senator Ilse Brandt", "Tomas Reiter", "Judge Olu Adeyemi", "the ferry company")
_SAID = ("said on Tuesday", "told the council", "wrote in a letter", "said at a hearing", "warned on Friday")
_WORDS = (
    "We will not close the bridge before the winter",
    "The money for the school has been spent, and nobody knows on what",
    "If the river rises again, the lower town will have to be left",
    "There is no plan to raise the fares this year or the next",
    "The harbour needs two new cranes and a deeper channel",
)
PARAGRAPHS = 6


def paragraphs(seed: int, count: int = PARAGRAPHS) -> list[str]:
    """Paragraphs of a story in plain English."""
    chance = random.Random(seed)
    return [
        f"“{chance.choice(_WORDS)},” {chance.choice(_PEOPLE)} {chance.choice(_SAID)}. "
        f"The council of Marlbeck had asked for it in a vote of {chance.randrange(5, 30)} to {chance.randrange(5)} "
        f"after a debate of {chance.randrange(2, 9)} hours, in which most of those who spoke were against it."
        for _ in range(count)
    ]


def story(seed: int, count: int = PARAGRAPHS) -> str:
    """A story as plain text."""
    return "\n\n".join(paragraphs(seed, count)) + "\n"


def page(seed: int, *, head: str = "", before: str = "", after: str = "", attributes: str = "") -> str:
    """A page with that story, and something in its head, before its first paragraph, or behind its last."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs(seed))
    return (
        f"<!DOCTYPE html>\n<html lang=en{attributes}><head><title>The bridge of Marlbeck, {seed}</title>{head}</head>\n"
        f"<body><article><h1>The bridge of Marlbeck</h1>\n{before}{body}{after}</article></body></html>\n"
    )
