"""Which language a text is in, from its script and its function words; None where there is too little to tell."""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters that are looked at: a story's first pages are in its language
_LEAST_WORDS = 20
_LEAST_LETTERS = 15  # of a script that only one large language uses
# Shares of a text's words. Of 1,999 stories in English, each had 0.16 or more of its words in our list (the middle one
# 0.41), and none more than 0.19 in another language's; the examples in tests/read/stories.py have 0.34 to 0.57.
_ENGLISH = 0.14
_OTHER = 0.22
_LEAD = 1.15  # the best language over the second: closely related ones (da, no) share most words
# Scripts that, in news, mean one language. Han alone is Chinese; with kana it is Japanese.
_SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "GREEK": "el", "HEBREW": "he", "THAI": "th",
    "ARMENIAN": "hy", "GEORGIAN": "ka",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, None where it is too short or its words are no language's we know.

    Another language than English is named on strong evidence only, since its documents are not analysed.
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    return _by_script(words) or _by_words(words)


def familiarity(text: str) -> float:
    """The share of the words of `text`, 0 to 1, that are function words of the one language it has most of."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    return max(_shares(words).values()) if words else 0.0


def _by_script(words: list[str]) -> str | None:
    """The language of the script that most letters are in; None for the scripts of many languages."""
    letters = Counter(_script(letter) for word in words for letter in word)
    total = letters.total()
    if total < _LEAST_LETTERS:
        return None
    kana = letters["HIRAGANA"] + letters["KATAKANA"]
    if kana * 5 > total and (kana + letters["CJK"]) * 2 > total:
        return "ja"
    script, most = letters.most_common(1)[0]
    return _SCRIPTS.get(script) if most * 10 > total * 6 else None


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _by_words(words: list[str]) -> str | None:
    if len(words) < _LEAST_WORDS:
        return None
    shares = _shares(words)
    english = shares.pop("en")
    (best, share), (_, second) = sorted(shares.items(), key=lambda item: -item[1])[:2]
    if english >= _ENGLISH and english >= share:
        return "en"
    return best if share >= _OTHER and share >= 2 * english and share >= _LEAD * second else None


def _shares(words: list[str]) -> dict[str, float]:
    return {language: sum(word in profile for word in words) / len(words) for language, profile in _profiles().items()}


@cache
def _profiles() -> dict[str, frozenset[str]]:
    data = json.loads((files("onrecord") / "data" / "function_words.json").read_text("utf-8"))
    return {language: frozenset(words.split()) for language, words in data["languages"].items()}
