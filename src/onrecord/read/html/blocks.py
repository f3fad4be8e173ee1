"""A page's texts in blocks (paragraphs, items, cells), each with its words, its place in the source and in the tree."""

import re
from html import unescape

import msgspec

from onrecord.read.html.markup import Raw, Tag, Text, tokens
from onrecord.types.span import Span

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "caption",
        "ul",
        "button",
        "label",
        "option",
        "legend",
        "video",
        "audio",
        "amp-ad",
        "amp-embed",
    ]
)
"""Elements that stand on lines of their own: the text before, in and behind them is not one paragraph."""

_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
}
"""What a start tag ends where its end tag was left out, and what keeps that from going further up."""
_NO_PARAGRAPH_INSIDE = BLOCK - {"button", "label", "option", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"}
_HEADS = frozenset({"meta", "link"})
_LEADS = re.compile(r"""\bhref\s*=\s*["']?[^"'#\s]""", re.I)
"""A link to somewhere else: not one inside the page."""
_LINK = frozenset({"a"})
_BULKY = 4_000  # characters of attributes: pictures in an address, or a flood that takes the parser seconds
_SEARCHED_UP = 64  # open elements that are looked through for one that a start tag ends
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_WORDS = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")


HIDDEN = re.compile(
    r"""style\s*=\s*["']?[^"'>]{0,200}\b(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]))|(?:^|\s)hidden(?:[\s=/]|$)"""
    r"""|class\s*=\s*["']?[^"'>]{0,200}(?:sr-only|screen-reader|visually-?hidden"""
    r"""|(?:roll-?over|hover|pop-?over|tool-?tip)[\w-]{0,40}(?:block|card|content|box|text))""",
    re.I,
)
"""Attributes of what a browser does not show: cards that open under the pointer, labels read aloud, what waits."""


class Node(msgspec.Struct):
    """An element: its name, its attributes as written, the element around it, and the innermost block (or it itself)."""

    name: str
    written: str
    parent: int
    block: int


class Block(msgspec.Struct):
    r"""One stretch of text between the bounds of blocks.

    text: with entities decoded, white space collapsed, "\n" for a line break. span: from its first to its last
    character in the source. node: the index of the innermost block element around it. linked: characters inside links.
    """

    text: str
    span: Span
    node: int
    linked: int = 0
    words: list[str] = []


class Page(msgspec.Struct):
    """A page taken apart. nodes: all elements in order; the first is the page itself. heads: its `meta` and `link` tags.
    raws: what was not looked into, with the element around it. bulky: where attributes of more than 4,000 characters stand.
    """

    source: str
    nodes: list[Node]
    blocks: list[Block]
    heads: list[Tag]
    raws: list[tuple[int, Raw]]
    bulky: list[Span]


def page_of(source: str) -> Page:
    """`source` in blocks."""
    builder = _Builder(source)
    for token in tokens(source):
        if isinstance(token, Text):
            builder.text(token.span)
        elif isinstance(token, Raw):
            builder.raw(token)
        elif token.end:
            builder.end(token.name)
        else:
            builder.start(token)
    builder.close()
    return Page(source, builder.nodes, builder.blocks, builder.heads, builder.raws, builder.bulky)


class _Builder:
    def __init__(self, source: str) -> None:
        self.source = source
        self.nodes = [Node("", "", -1, 0)]
        self.open = [0]
        self.names: dict[str, int] = {}
        self.blocks: list[Block] = []
        self.heads: list[Tag] = []
        self.raws: list[tuple[int, Raw]] = []
        self.bulky: list[Span] = []
        self.parts: list[str] = []
        self.first = self.last = -1
        self.linked = 0
        self.links: list[int] = []
        self.breaks = 0
        self.unseen = 0  # how many elements are open when the one ends that is not shown inside its line

    def text(self, span: Span) -> None:
        piece = self.source[span[0] : span[1]]
        stripped = piece.strip()
        if not stripped:
            if self.parts:
                self.parts.append(" ")
            return
        if self.unseen:
            return
        if self.breaks > 1:
            self.close()
        elif self.breaks and self.parts:
            self.parts.append("\n")
        self.breaks = 0
        if self.first < 0:
            self.first = span[0] + piece.index(stripped[0])
        self.last = span[0] + len(piece.rstrip())
        if self.links:
            self.linked += len(stripped)
        if "&" in piece:
            piece = _ENTITY.sub(_decoded, piece)
        self.parts.append(_SPACE.sub(" ", piece))

    def start(self, tag: Tag) -> None:
        name = tag.name
        if len(tag.written) > _BULKY:
            self.bulky.append((tag.span[0] + 1 + len(name), tag.span[1] - 1))
        if name == "br":
            self.breaks += 1
            return
        if name in BLOCK:
            self.close()
        if name in VOID:
            if name in _HEADS:
                self.heads.append(tag)
            return
        if name in _NO_PARAGRAPH_INSIDE and self.names.get("p"):
            self._end_up_to(frozenset({"p"}), frozenset({"table", "button", "td", "th", "caption"}))
        if closes := _CLOSES.get(name):
            self._end_up_to(*closes)
        if name == "a" and self.names.get("a"):
            self._end_up_to(_LINK, BLOCK)
        parent, index = self.open[-1], len(self.nodes)
        if not self.unseen and name not in BLOCK and HIDDEN.search(tag.written[:_BULKY]):
            self.unseen = len(self.open)
        self.nodes.append(
            Node(name, tag.written[:_BULKY], parent, index if name in BLOCK else self.nodes[parent].block)
        )
        self.open.append(index)
        if name == "a" and _LEADS.search(tag.written[:_BULKY]):
            self.links.append(index)
        self.names[name] = self.names.get(name, 0) + 1

    def end(self, name: str) -> None:
        if name in BLOCK:
            self.close()
        if name == "br":
            self.breaks += 1
        if not self.names.get(name):
            return
        if name in BLOCK:
            while self._pop() != name:
                pass
        else:
            self._end_up_to(frozenset({name}), BLOCK)

    def raw(self, raw: Raw) -> None:
        self.raws.append((self.open[-1], raw))

    def close(self) -> None:
        """End the block that is being collected."""
        self.breaks = 0
        if not self.parts:
            return
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        text = "\n".join(line for line in lines if line)
        if text:
            words = _WORDS.findall(text)
            self.blocks.append(
                Block(text, (self.first, self.last), self.nodes[self.open[-1]].block, self.linked, words)
            )
        self.parts, self.first, self.linked = [], -1, 0

    def _end_up_to(self, names: frozenset[str], bounds: frozenset[str]) -> None:
        for depth in range(len(self.open) - 1, max(0, len(self.open) - _SEARCHED_UP), -1):
            name = self.nodes[self.open[depth]].name
            if name in names:
                while len(self.open) > depth:
                    self._pop()
                return
            if name in bounds:
                return

    def _pop(self) -> str:
        index = self.open.pop()
        name = self.nodes[index].name
        self.names[name] -= 1
        if self.links and self.links[-1] == index:
            self.links.pop()
        if len(self.open) <= self.unseen:
            self.unseen = 0
        return name


def _decoded(entity: re.Match[str]) -> str:
    return unescape(entity[0])
