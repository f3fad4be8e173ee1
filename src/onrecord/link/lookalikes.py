"""Look-alikes: a name is compared only where every character of it is what it looks like."""

import re
import unicodedata

LONGEST = 200
"""Characters of the longest name that is compared; the longest listed ones have some 60."""

# Accents that newsrooms drop. A dot could pass for dirt on the screen, so a letter with one stays another letter.
_ACCENTS = "\u0300-\u0304\u0306\u0308\u030a-\u030c\u0326-\u0328"
_MARK = re.compile(r"[\u0300-\u036f]")
_TYPED = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " "})
# Latin letters without what imitates others: long s, dotless i, kra, clicks, the sign of the kelvin.
_LETTER = "A-Za-zÀ-ÖØ-öø-įĲ-ķĹ-ňŊ-žƠơƯưǍ-ǜǞ-ǣǦ-ǰǴǵǸ-țȞȟȦ-ȳḀ-ẙẠ-ỹ"
_NAME = re.compile(rf"[{_LETTER}](?:[{_LETTER}\u0300-\u036f]|[ .,'\-])*")
_ACCENTED = re.compile(f"([a-z])[{_ACCENTS}]+(?![\u0300-\u036f])")
_WITHOUT_STROKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ß": "ss"})


def comparable(name: str) -> str | None:
    """The name in lower case and without accents; None where it holds anything but Latin letters, or is too long.

    Letters of other alphabets, characters that only look like letters (mathematical, full-width, roman numerals) and
    characters that cannot be seen are never taken for the letters that they resemble.
    """
    typed = name.translate(_TYPED)
    if len(name) > LONGEST or not _NAME.fullmatch(typed):
        return None
    composed = unicodedata.normalize("NFC", typed)
    if _MARK.search(composed):  # an accent that no alphabet puts on that letter
        return None
    spelled = unicodedata.normalize("NFD", composed.lower())
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", spelled)).translate(_WITHOUT_STROKE)
