"""Handing on: hearers of an attribution whom its own sentence does not name.

They come from another saying of the same speaker, before or after (an interview), or of another speaker; from a letter or an
interview that the story tells of; or they are the other party: who asked, or who answers.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from onrecord.analyse.setting.hearers import lexicon
from onrecord.analyse.setting.hearing import SHARES, Candidate, Hall, Own, sort
from onrecord.types.span import Span

LOOK_BACK = 20
"""Mentions of channels before an attribution among which one beside its speaker is looked for."""
NEAR = 3
"""Attributions between a question and its answer."""
LIKELY = 0.2
"""Probability from which a hearer in a sentence of its own is handed on to others."""


def handed(seen: Hall, own: Sequence[Own | None]) -> Iterator[list[Candidate]]:
    """For each attribution the candidates from elsewhere. own: the likeliest of its own sentence.

    What is said at an occasion that its sentence names (a rally) was not said to the outlet that heard something else.
    """
    giving = [n for n, one in enumerate(own) if one and one.chance >= LIKELY and one.kind != "pronoun"]
    by_voice: dict[str, list[int]] = {}
    for n in giving:
        by_voice.setdefault(seen.voices[n], []).append(n)
    room = Room(
        by_voice, Counter((seen.voices[n], _words(seen, one)) for n in giving if (one := own[n])), _asking(seen, own)
    )
    common, many, outlets = _commonest(seen, [one for n in giving if (one := own[n])])
    for n, each in enumerate(seen.story.marked):
        if each.act != "speech":
            yield []
            continue
        context = _context(seen, n, own[n])
        found = list(_same_voice(seen, n, room, own, context))
        found += _others(seen, n, giving, own, context)
        found += _channels(seen, n, context)
        found += _parties(seen, n, room, own, context)
        if common:
            heard = room.heard(seen.voices[n], _words(seen, common))
            features = (f"{min(many, 4)}", f"heard:{heard}", f"heard:{heard}:{seen.venues[n]}", f"outlets:{outlets}")
            found.append(_candidate(common.hearer.span, "common", (*features, *context)))
        yield [one for one in found if not (seen.elsewhere[n] and sort(seen.story, one.span) == "outlet")]


class Room(NamedTuple):
    """Who hears whom in a story. giving: the sayings of each voice that name a hearer, in order. pairs: how many have the
    same voice and hearer. asking: last words of the names of those who ask: hosts, moderators, whoever is spoken with.
    """

    giving: Mapping[str, Sequence[int]]
    pairs: Mapping[tuple[str, str], int]
    asking: frozenset[str]

    def heard(self, voice: str, words: str) -> str:
        """Whether the hearer in `words` hears that voice elsewhere, or somebody else does, or nobody."""
        others = len(self.giving.get(voice, ()))
        return f"{min(self.pairs.get((voice, words), 0), 3)} of {min(others, 3)}"

    def asks(self, voice: str) -> bool:
        """Whether that voice is among those who ask."""
        return voice.casefold().rpartition(" ")[2] in self.asking


def _asking(seen: Hall, own: Sequence[Own | None]) -> frozenset[str]:
    """Last words of those who are journalists by their role, or with whom or by whom somebody is interviewed."""
    asked = [(one.hearer.span, one.hearer.pattern) for one in own if one and one.chance >= LIKELY]
    asked += [(mention.span, mention.pattern) for mention in seen.mentions]
    names = [seen.story.text[slice(*span)] for span, pattern in asked if pattern.endswith((" with", " by"))]
    roles = [(speaker.name, speaker.role) for speaker in seen.speakers if speaker.name and speaker.role]
    names += [name for name, role in roles if not lexicon().hearing_nouns.isdisjoint(role.casefold().split())]
    return frozenset(name.casefold().rpartition(" ")[2] for name in names)


def _commonest(seen: Hall, own: Sequence[Own]) -> tuple[Own | None, int, int]:
    """The outlet that hears most sayings, how many, and how many outlets hear any, to 3."""
    outlets = [each for each in own if each.kind == "outlet"]
    counts = Counter(_words(seen, each) for each in outlets)
    first = max(outlets, key=lambda each: counts[_words(seen, each)], default=None)
    return first, counts[_words(seen, first)] if first else 0, min(len(counts), 3)


def _words(seen: Hall, own: Own) -> str:
    return seen.story.text[slice(*own.hearer.span)].casefold()


def _context(seen: Hall, n: int, own: Own | None) -> tuple[str, ...]:
    """What holds for an attribution whoever hears it."""
    chance = "none" if own is None else str(bisect_left(SHARES, own.chance))
    w, each, parts = seen.story.words, seen.story.marked[n], seen.story.parts[n]
    said = {w.folded[at] for at in parts.content}
    cue = {w.folded[at] for at in parts.cue}
    return (
        f"own:{chance}",
        f"form:{seen.forms[n]}",
        f"venue:{seen.venues[n]}",
        f"elsewhere:{seen.elsewhere[n]}",
        f"you:{not lexicon().second_person.isdisjoint(said)}:{seen.forms[n]}",
        f"answers:{not lexicon().answers.isdisjoint(cue)}",
        f"nobody:{not each.source}",
        f"speaker:{seen.speakers[n].type}",
    )


def _same_voice(
    seen: Hall, n: int, room: Room, own: Sequence[Own | None], context: tuple[str, ...]
) -> Iterator[Candidate]:
    """The hearer of the nearest saying of the same speaker that names one, before and after."""
    giving = room.giving.get(seen.voices[n], ())
    at = bisect_left(giving, n)
    mine = seen.places[seen.voices[n]]
    after = at + (at < len(giving) and giving[at] == n)
    for name, k in (("before", at - 1), ("after", after)):
        if 0 <= k < len(giving) and (heard := own[giving[k]]):
            between = abs(bisect_left(mine, giving[k]) - bisect_left(mine, n))
            often = room.heard(seen.voices[n], _words(seen, heard))
            yield _given(seen, n, giving[k], heard, name, (f"steps:{min(between, 4)}", f"heard:{often}", *context))


def _others(
    seen: Hall, n: int, giving: Sequence[int], own: Sequence[Own | None], context: tuple[str, ...]
) -> Iterator[Candidate]:
    """The hearer of the last saying of somebody else that names one."""
    at = bisect_left(giving, n) - 1
    if at >= 0 and seen.voices[giving[at]] != seen.voices[n] and (heard := own[giving[at]]):
        yield _given(seen, n, giving[at], heard, "others", context)


def _given(seen: Hall, n: int, k: int, heard: Own, name: str, context: tuple[str, ...]) -> Candidate:
    """The hearer of attribution `k` as a candidate for attribution `n`."""
    gap = _bucket(abs(seen.story.sentences[n] - seen.story.sentences[k]))
    same = str(seen.venues[n] == seen.venues[k]) if seen.venues[n] != "unknown" else "unknown"
    features = (
        f"gap:{gap}",
        f"kind:{heard.kind}",
        f"kind:{heard.kind}:{gap}",
        f"pattern:{heard.hearer.pattern}",
        f"share:{bisect_left(SHARES, heard.chance)}",
        f"same:{same}",
        f"same:{same}:{heard.kind}",
        f"same:{same}:{gap}",
        f"{same}:{gap}:{seen.forms[n]}",
        f"through:{seen.venues[k]}",
    )
    return _candidate(heard.hearer.span, name, features + context)


def _channels(seen: Hall, n: int, context: tuple[str, ...]) -> Iterator[Candidate]:
    """The hearers of the letters and interviews that the story tells of, the last before and the next after."""
    here = seen.story.sentences[n]
    at = bisect_right(seen.mentions, here, key=attrgetter("sentence"))
    beside = seen.beside.get(seen.story.voices[n], frozenset())
    mine = next((k for k in range(at - 1, max(-1, at - LOOK_BACK), -1) if seen.mentions[k].sentence in beside), -1)
    for name, k in (("last", at - 1), ("mine", mine), ("coming", at)):
        if 0 <= k < len(seen.mentions):
            mention = seen.mentions[k]
            gap = _bucket(abs(here - mention.sentence))
            kind = sort(seen.story, mention.span)
            with_voice = mention.sentence in beside
            features = (
                f"gap:{gap}",
                f"pattern:{mention.pattern}",
                f"pattern:{mention.pattern}:{seen.venues[n]}",
                f"voice:{with_voice}",
                f"voice:{with_voice}:{gap}",
                f"kind:{kind}",
                f"kind:{kind}:{seen.venues[n]}",
                f"{gap}:{seen.venues[n]}",
                f"{gap}:{seen.forms[n]}",
                f"behind:{min(at - 1 - k, 3)}",
            )
            yield _candidate(mention.span, name, features + context)


def _parties(
    seen: Hall, n: int, room: Room, own: Sequence[Own | None], context: tuple[str, ...]
) -> Iterator[Candidate]:
    """Whoever else speaks nearby: who asked this speaker, or answers him."""
    for k in (*range(n - 1, max(-1, n - 1 - NEAR), -1), *range(n + 1, min(len(seen.speakers), n + 1 + NEAR))):
        other = seen.speakers[k]
        if (
            seen.voices[k] == seen.voices[n]
            or other.name is None
            or not other.chain
            or seen.story.marked[k].act != "speech"
        ):
            continue
        to_me = _hears(seen, own[k], seen.voices[n])
        mine = _hears(seen, own[n], seen.voices[k])
        gap = _bucket(abs(seen.story.sentences[n] - seen.story.sentences[k]))
        side = "past" if k < n else "next"
        asks = f"{_asks(seen, n)}:{_asks(seen, k)}"
        roles = f"{room.asks(seen.voices[n])}:{room.asks(seen.voices[k])}"
        features = (
            f"{side}:gap:{gap}",
            f"{side}:step:{abs(n - k)}",
            f"{side}:to_me:{to_me}",
            f"{side}:mine:{mine}",
            f"{side}:asks:{asks}",
            f"{side}:asks:{asks}:{gap}",
            f"{side}:type:{other.type}",
            f"roles:{roles}",
            f"{side}:roles:{roles}:{gap}",
            f"roles:{roles}:{seen.venues[n]}",
            f"{side}:same:{seen.venues[n] == seen.venues[k]}:{seen.venues[n]}",
            f"{side}:forms:{seen.forms[n]}:{seen.forms[k]}:{gap}",
            f"{side}:nobody:{not seen.story.marked[n].source}:{gap}",
        )
        yield _candidate(other.chain[-1], "party", features + tuple(f"{side}:{each}" for each in context))


def _hears(seen: Hall, own: Own | None, voice: str) -> bool:
    """Whether the hearer of a saying may be the speaker `voice`: they share the last word of a name."""
    return own is not None and own.chance >= LIKELY and _words(seen, own).split()[-1] in voice.casefold()


def _asks(seen: Hall, n: int) -> str:
    cue = [seen.story.words.folded[at] for at in seen.story.parts[n].cue]
    return next((word for word in cue if word in lexicon().answers), "")


def _candidate(span: Span, name: str, features: Sequence[str]) -> Candidate:
    return Candidate(span, (name, *(f"{name}:{feature}" for feature in features)))


def _bucket(distance: int) -> int:
    """A number of sentences as a class: 0, 1, 2, to 4, to 8, to 16, more."""
    return distance if distance < 3 else 3 if distance <= 4 else 4 if distance <= 8 else 5 if distance <= 16 else 6
