"""WordprocessingML as it streams by: no tree is built, nothing outside is loaded, no entity is expanded."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from onrecord.errors import BrokenFile

_WORD = frozenset({
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
})  # fmt: skip
# What is not the text: deleted, moved away, a second drawing of a text box for older programs, a reading above a word.
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "rt"})
_DEEPEST = 256  # elements in one another; what libxml2 allows a tree. A table in a table takes seven
_FALSE = frozenset({"0", "false", "off"})
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_CURE = "save it again as .docx"


class Tree(Protocol):
    """What hears of elements as they begin and end. Names are local ones: `p` of `w:p`."""

    def begin(self, name: str, is_word: bool, attributes: Mapping[str, str]) -> None:
        """An element begins. is_word: of the word processor's own namespace. attributes: by local name."""

    def end(self, name: str, is_word: bool) -> None:
        """It ends."""

    def text(self, text: str) -> None:
        """Text in the element that began last and has not ended."""


def parse(chunks: Iterable[bytes], into: Tree) -> None:
    """Tell `into` of every element. Raises BrokenFile where it is no XML, declares a document type or nests too deeply."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(
        target=_Target(into), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except etree.LxmlError as error:
        raise BrokenFile(f"broken XML: {error}"[:200], _CURE) from None


class _Target:
    def __init__(self, into: Tree) -> None:
        self._into = into
        self._depth = 0

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BrokenFile(f"broken XML: nested more than {_DEEPEST} deep", _CURE)
        namespace, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
        self._into.begin(name, namespace in _WORD, {key.rpartition("}")[2]: value for key, value in attrib.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        namespace, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
        self._into.end(name, namespace in _WORD)

    def data(self, data: str) -> None:
        self._into.text(data)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        # The format forbids it (ECMA-376 part 2, 8.2.5), and it is where entities that expand are declared.
        raise BrokenFile(f"broken XML: declares a document type {name!r}"[:200], _CURE)

    def close(self) -> None:
        pass


class Texts:
    """A flat part: the texts and the attributes of its elements, by local name."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = defaultdict(list)
        self.attributes: dict[str, list[Mapping[str, str]]] = defaultdict(list)
        self._name = ""

    def begin(self, name: str, is_word: bool, attributes: Mapping[str, str]) -> None:
        """An element: its attributes are kept."""
        self._name = name
        self.attributes[name].append(attributes)

    def end(self, name: str, is_word: bool) -> None:
        """What follows is white space."""
        self._name = ""

    def text(self, text: str) -> None:
        """Text of the element that began last."""
        self.texts[self._name].append(text)


class Body:
    """The main part: its paragraphs as they are read, and the first one that is styled as the title."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.title: str | None = None
        self._open: list[_Paragraph] = []  # one inside another: text boxes
        self._left_out = 0  # elements around that are not the text
        self._in_properties = 0
        self._in_text = False
        self._hidden = False
        self._rest = ""  # of a paragraph whose end was deleted: it is one with the next

    def begin(self, name: str, is_word: bool, attributes: Mapping[str, str]) -> None:
        """An element of the body."""
        if self._left_out or (name in _LEFT_OUT and not self._in_properties):
            self._left_out += 1
        elif not is_word:
            return
        elif name == "p":
            self._open.append(_Paragraph(self._continued()))
        elif name == "pPr":
            self._in_properties += 1
        elif name == "r":
            self._hidden = False
        elif name == "t":
            self._in_text = True
        elif self._open:
            self._detail(name, attributes)

    def _detail(self, name: str, attributes: Mapping[str, str]) -> None:
        paragraph = self._open[-1]
        if self._in_properties:
            if name == "pStyle":
                paragraph.style = attributes.get("val", "")
            elif name == "del":
                paragraph.goes_on = True
        elif name == "vanish":
            self._hidden = attributes.get("val") not in _FALSE
        elif name in {"br", "cr"} and attributes.get("type", "textWrapping") == "textWrapping":
            self._write("\n")
        elif name in {"tab", "ptab", "br"}:
            self._write(" ")
        elif name == "noBreakHyphen":
            self._write("\u2011")

    def end(self, name: str, is_word: bool) -> None:
        """An element of the body ends."""
        if self._left_out:
            self._left_out -= 1
        elif not is_word:
            return
        elif name == "pPr":
            self._in_properties = max(0, self._in_properties - 1)
        elif name == "t":
            self._in_text = False
        elif name == "p" and self._open:
            self._close(self._open.pop())
        elif name == "body" and self._rest:
            self._close(_Paragraph(self._continued()))

    def text(self, text: str) -> None:
        """Text, of which only that in `w:t` is the document's."""
        if self._in_text and not self._left_out:
            self._write(_WHITE.sub(" ", text))

    def _write(self, text: str) -> None:
        if self._open and not self._hidden:
            self._open[-1].pieces.append(text)

    def _close(self, paragraph: "_Paragraph") -> None:
        text = "".join(paragraph.pieces)
        if paragraph.goes_on:
            self._rest = text
            return
        text = "\n".join(line for each in text.split("\n") if (line := _WHITE.sub(" ", each).strip()))
        if not text:
            return
        self.paragraphs.append(text)
        if self.title is None and paragraph.style.casefold() == "title":
            self.title = " ".join(text.split())

    def _continued(self) -> str:
        rest, self._rest = self._rest, ""
        return rest


class _Paragraph:
    def __init__(self, before: str) -> None:
        self.pieces = [before] if before else []
        self.style = ""
        self.goes_on = False
