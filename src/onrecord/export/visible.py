"""Characters that cannot be seen, made visible: what a text holds must not act on a terminal or hide on a page."""

import unicodedata

# Control, format, line and paragraph separators, surrogates, private use and unassigned: nothing of these is ink.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})
_LAYOUT = "\t\n\r"
# Letters that print as nothing, though Unicode counts them among letters and marks.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u2800")
# Variation selectors 17 to 256: a message of any length hides in them. The first sixteen stand behind emoji and symbols.
_SELECTORS = range(0xE0100, 0xE01F0)


def is_unseen(character: str) -> bool:
    """Whether `character` leaves no ink or moves other ink; tabs and line ends do not count."""
    if character in _LAYOUT:
        return False
    return unicodedata.category(character) in _UNSEEN or character in _BLANKS or ord(character) in _SELECTORS


def name_of(character: str) -> str:
    """How an unseen character is written where people read: `⟨U+202E⟩`."""
    return f"⟨U+{ord(character):04X}⟩"


def visible(text: str) -> str:
    """`text` on one line for a terminal: unseen characters by their names, tabs and line ends as spaces."""
    return "".join(" " if c in _LAYOUT else name_of(c) if is_unseen(c) else c for c in text)


def full_name(character: str) -> str:
    """The Unicode name of an unseen character, for those who ask what it is."""
    return unicodedata.name(character, f"CONTROL {ord(character):#04x}").capitalize()
