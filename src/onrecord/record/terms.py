"""From what people type to what the full-text index understands."""

import re

_TERMS = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
# FTS5 reads up to the first NUL, and SQLite takes no lone surrogates (undecodable bytes of a command line).
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
_TYPOGRAPHIC = str.maketrans("“”„", '"""')


def expression(words: str, column: str) -> str | None:
    """A full-text query that asks for all of the words in `column`; None where they hold no letter or digit.

    Every term is quoted, so that nothing in it is an operator: `AND`, `NEAR(`, `-` and `:` are words or nothing. What
    stands "in double quotes" is a phrase; a `*` at the end of a term or right after a phrase stands for any ending.
    Hyphenated words are phrases of their parts.
    """
    terms = []
    for phrase, any_ending, word in _TERMS.findall(_UNUSABLE.sub(" ", words).translate(_TYPOGRAPHIC)):
        term = phrase or word.rstrip("*")
        if any(character.isalnum() for character in term):
            terms.append(f'"{term}"{"*" if any_ending or word.endswith("*") else ""}')
    return f"{{{column}}} : ({' AND '.join(terms)})" if terms else None
