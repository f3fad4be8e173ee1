"""From what a query asks of the fields to conditions on the small rows of `findable` (`f`) and `amounts`."""

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.errors import BadDescription
from onrecord.record.dates import bounds
from onrecord.record.values import Money, Query

Condition = tuple[str, dict[str, Any]]
"""A condition in SQL, and the values of its parameters."""

THOUGHTS = 0.5
"""Confidence from which a reported thought is listed; what people see of speech was decided when it was analysed."""

_ANY_OF = ("type", "form", "stance", "polarity", "modality", "venue", "basis")


def conditions(query: Query) -> Iterator[Condition]:
    """What must hold of a statement's row. Raises BadDescription where a date is none."""
    yield "f.act = :act", {"act": query.act}
    if query.min_confidence is not None or query.act == "attitude":
        yield "f.confidence >= :sure", {"sure": THOUGHTS if query.min_confidence is None else query.min_confidence}
    else:
        yield "f.shown", {}
    if not query.all_versions:
        yield "f.current", {}
    if query.resolved is not None:
        yield "f.resolved = :resolved", {"resolved": query.resolved}
    if query.entity is not None:
        # Undecodable bytes of a command line come as lone surrogates, which SQLite does not take.
        yield "f.entity = :entity", {"entity": query.entity.encode("utf-8", "replace").decode()}
    for name in _ANY_OF:
        if values := getattr(query, name):
            yield _any_of(f"f.{name}", name, values)
    if query.kind:
        first, named = _any_of("f.kind", "kind", query.kind)
        yield f"({first} OR {_any_of('f.kind2', 'kind', query.kind)[0]})", named
    if query.condition:
        yield _conditional(query.condition)
    yield from _dates(query)
    if query.money is not None:
        yield _money(query.money)


def _any_of(column: str, name: str, values: Sequence[str]) -> Condition:
    named = {f"{name}{i}": value for i, value in enumerate(values)}
    return f"{column} IN ({', '.join(f':{key}' for key in named)})", named


def _conditional(types: Sequence[str]) -> Condition:
    """`any` and `none` are no types: whether there is a condition at all."""
    ways: list[Condition] = [_any_of("f.condition", "condition", types)]
    ways += [("f.condition IS NOT NULL", {})] if "any" in types else []
    ways += [("f.condition IS NULL", {})] if "none" in types else []
    return f"({' OR '.join(way for way, _ in ways)})", ways[0][1]


def _dates(query: Query) -> Iterator[Condition]:
    since, until, published = (_days(name, getattr(query, name)) for name in ("since", "until", "published"))
    if since and until and since[0] > until[1]:
        raise BadDescription(f"since {query.since} lies after until {query.until}.", "Exchange the two.")
    if since:
        standing_in = " OR (f.said_from IS NULL AND f.published_to >= :since)" if query.undated else ""
        yield f"(f.said_to >= :since{standing_in})", {"since": since[0]}
    if until:  # the day is the first of the saying, or else of the publication: it has the index
        yield "f.day <= :until" if query.undated else "f.day <= :until AND f.said_from IS NOT NULL", {"until": until[1]}
    if published:
        yield (
            "f.published_to >= :first AND f.published_from <= :last",
            {"first": published[0], "last": published[1]},
        )


def _days(option: str, edtf: str | None) -> tuple[str, str] | None:
    if edtf is None:
        return None
    days = bounds(edtf)
    if days is None:
        raise BadDescription(
            f"{option} {edtf} is no date.", "Write it as 2022, 2022-05, 2022-05-31 or 2022-05/2022-08."
        )
    return days


def _money(money: Money) -> Condition:
    """Of one amount: a range that reaches into what is asked counts."""
    parts: list[Condition] = []
    if money.least is not None:
        parts.append(("m.high >= :least", {"least": money.least}))
    if money.most is not None:
        parts.append(("m.low <= :most", {"most": money.most}))
    if money.currency:
        parts.append(_any_of("m.currency", "currency", money.currency))
    if money.stage:
        parts.append(_any_of("m.stage", "stage", money.stage))
    where = " AND ".join(part for part, _ in parts) or "true"
    values = {name: value for _, named in parts for name, value in named.items()}
    return f"f.row IN (SELECT m.row FROM amounts m WHERE {where})", values
