"""The facets of PolNeAR's articles: those that come with the corpora, and those of further articles of its training part.

`facets.jsonl` has the latter, a line an attribution, by the corpus's ids and with spans instead of its words (`README.md` says how
they were made). Kinds, conditions and amounts are not among them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from training.corpora import SHARED, scorer

FURTHER = Path(__file__).parent / "facets.jsonl"
Part = Literal["train", "further", "dev"]


class Faceted(NamedTuple):
    """An article: its row of the corpus, the spans of its N attributions, and the facets of each."""

    document: dict[str, Any]
    spans: list[dict[str, Any]]
    facets: list[dict[str, Any]]


def faceted(part: Part) -> Iterator[Faceted]:
    """The articles of `part` that have facets, in the order of the corpus."""
    score = scorer()
    path, corpus = (FURTHER, "train") if part == "further" else (SHARED / f"gold/facets-{part}.jsonl", part)
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        rows.setdefault(row["id"], []).append(row)
    for document in score.lines(str(SHARED / f"corpora/polnear/{corpus}.jsonl.xz")):
        if document["id"] in rows:
            gold = score.gold_attributions(document)
            facets = sorted(rows[document["id"]], key=lambda row: int(row["aid"][1:]))
            if part == "further":
                facets = [_in_words(row, document["text"]) for row in facets]
            yield Faceted(document, [gold[int(row["aid"][1:]) - 1] for row in facets], facets)


def _in_words(row: dict[str, Any], text: str) -> dict[str, Any]:
    """A row of `facets.jsonl` as the corpora's facets are: `author`, `unknown` and None stand as they are."""

    def words(value: Any) -> Any:
        return value if value is None or isinstance(value, str) else " ; ".join(text[a:b] for a, b in value)

    return row | {name: words(row[name]) for name in ("speaker", "on_behalf_of", "addressee")}
