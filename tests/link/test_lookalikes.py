import random
import unicodedata

import pytest

from onrecord.link.lookalikes import comparable
from onrecord.link.registry import Registry
from onrecord.types.entity import Entity, Office

from .people import said

ALIKE = {
    "a": "аɑα𝐚ａⲁạ",
    "b": "Ьƅ𝐛ｂ",
    "c": "сϲⅽ𝐜ｃ",
    "d": "ԁⅾ𝐝ｄ",
    "e": "еҽ℮𝐞ｅẹ",
    "g": "ɡց𝐠ｇ",
    "h": "һհ𝐡ｈ",
    "i": "іιıɩⅰ𝐢ｉ1lịі",
    "j": "јϳ𝐣ｊ",
    "k": "κкⲕ𝐤ｋ",
    "l": "ӏⅼ𝐥ｌ1Iן",
    "m": "м𝐦ｍⅿ",
    "n": "ոп𝐧ｎ",
    "o": "оοօ𝐨ｏ0ọ",
    "p": "рρ𝐩ｐ",
    "r": "гᴦ𝐫ｒ",
    "s": "ѕꜱſ𝐬ｓ",
    "t": "τт𝐭ｔ",
    "u": "υսᴜ𝐮ｕụ",
    "v": "νѵⅴ𝐯ｖ",
    "w": "ԝѡ𝐰ｗ",
    "x": "хχⅹ𝐱ｘ",
    "y": "уγү𝐲ｙ",
    "A": "АΑ𝐀Ａ",
    "B": "ВΒ𝐁Ｂ",
    "I": "ІΙⅠ𝐈Ｉl1|",
    "K": "КΚ\u212a𝐊Ｋ",
    "M": "МΜⅯ𝐌Ｍ",
    "O": "ОΟ0𝐎Ｏ",
    "P": "РΡ𝐏Ｐ",
    "S": "ЅՏ𝐒Ｓ",
    "T": "ТΤ𝐓Ｔ",
}
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066\u034f\ufe0f\u0307\u0323"
NAMES = (
    "Isaura Kestle",
    "Tullio Brancor",
    "Saul Ivanov",
    "Kim Brook",
    "Petra Wilx",
    "Al Bidwell",
    "Mo Oskar",
    "Ida Pyke",
)
OFFICE = Office(title="President of Torvenia", since="2018-07-01", until="2024-06-30")


def spoofs(count: int):
    """(the listed name, one that looks like it), the same on every run."""
    dice = random.Random(4)
    for _ in range(count):
        name = dice.choice(NAMES)
        places = [k for k, letter in enumerate(name) if letter in ALIKE]
        changed = list(name)
        for k in dice.sample(places, dice.choice([1, 1, 2, len(places)])):
            changed[k] = dice.choice(ALIKE[name[k]])
        if dice.random() < 0.1:
            changed = list(name)
            changed.insert(dice.randrange(1, len(name)), dice.choice(UNSEEN))
        yield name, "".join(changed)


def test_a_thousand_names_that_look_alike_are_never_joined() -> None:
    registries = {name: Registry([Entity(id=f"x:{name}", name=name, offices=(OFFICE,))]) for name in NAMES}
    for name, alike in spoofs(1000):
        assert alike != name
        seen = said(alike, "President of Torvenia")
        assert registries[name].identities(seen, "2022-05-31") == (), [alike, unicodedata.name(alike[0])]


def test_the_same_names_as_they_are_spelled_are_joined() -> None:
    for name in NAMES:
        registry = Registry([Entity(id=f"x:{name}", name=name, offices=(OFFICE,))])
        assert registry.identify(said(name, "President of Torvenia"), "2022-05-31").entity == f"x:{name}"


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Élodie Brançor", "elodie brancor"),
        ("Jan Wałk", "jan walk"),
        ("Mu\u0308ller", "muller"),
        ("Ada O’Hara", "ada o'hara"),
    ],
)
def test_accents_and_quotes_of_newsrooms_do_not_count(name: str, same: str) -> None:
    assert comparable(name) == same


def test_a_listed_name_of_mixed_alphabets_is_found_under_no_name() -> None:
    spoofed = Registry([Entity(id="x:1", name="Isaura Kеstle", offices=(OFFICE,))])  # a Cyrillic letter in it
    assert spoofed.identities(said("Isaura Kestle", "President of Torvenia"), "2022-05-31") == ()


def test_letters_with_a_dot_are_letters_of_their_own() -> None:
    assert comparable("Ada Żak") == "ada żak"
    assert comparable("Phạm") == comparable("Pha\u0323m") == "phạm"
