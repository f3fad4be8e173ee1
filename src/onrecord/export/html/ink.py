"""Text as HTML: everything escaped, and what cannot be seen made visible."""

from html import escape

from onrecord.export.visible import full_name, is_unseen, name_of


def ink(text: str) -> str:
    """`text` escaped, unseen characters as chips that name them: none of them reaches the page itself."""
    if not any(map(is_unseen, text)):
        return escape(text)
    return "".join(_chip(c) if is_unseen(c) else escape(c) for c in text)


def apart(text: str) -> str:
    """`text` as for `ink`, isolated so that its writing direction moves nothing around it."""
    return f"<bdi>{ink(text)}</bdi>"


def link(url: str, text: str) -> str:
    """A link that says nothing of this page to where it leads; anything but http and https stays plain text."""
    if not url.lower().startswith(("http://", "https://")) or any(c.isspace() or is_unseen(c) for c in url):
        return apart(url)
    return f'<a href="{escape(url)}" rel="noreferrer noopener nofollow">{ink(text)}</a>'


def _chip(character: str) -> str:
    return f'<span class="chip" title="{escape(full_name(character))}">{name_of(character)}</span>'
