"""Invented people of an invented list, and what a story says of them."""

from onrecord.types.entity import Entity, Office
from onrecord.types.speaker import Speaker

KESTLE = Entity(
    id="torvenia:1",
    name="Isaura Kestle",
    aliases=("Isaura Maria Kestle",),
    family="Kestle",
    offices=(
        Office(title="Senator for Upper Torvenia", since="2010-01-01", until="2018-06-30"),
        Office(title="President of Torvenia", since="2018-07-01", until="2024-06-30"),
    ),
)
OTHER_KESTLE = Entity(
    id="torvenia:2",
    name="Bruno P. Kestle",
    aliases=("Bruno Pavel Kestle",),
    family="Kestle",
    offices=(Office(title="Mayor of Port Ellery", since="2015-01-01"),),
)
BRUNO = Entity(
    id="torvenia:3",
    name="Bruno Q. Kestle",
    aliases=("Bruno Quentin Kestle",),
    family="Kestle",
    offices=(Office(title="Mayor of Port Ellery", since="2000-01-01", until="2014-12-31"),),
)
POWER = Entity(id="torvenia:4", name="Orlo Lake Power", type="organisation")
LISTED = (KESTLE, OTHER_KESTLE, BRUNO, POWER)


def said(name: str | None, role: str | None = None, **more) -> Speaker:
    """A resolved person, unless said otherwise."""
    return Speaker(**{"name": name, "role": role, "type": "person", "status": "resolved", **more})
