"""Speakers on the facets, from gold spans or by the whole program: python -m benchmarks.speakers [--on dev|train] [--read]

Prints, by how gold names the speaker, how many there are and what share is right, shown and, of those shown, right.
`--errors N` lists N errors of each sort; they are printed and never kept.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from onrecord.analyse.people.speakers import speakers
from onrecord.analyse.pipeline import Analyser
from onrecord.types.document import Document
from onrecord.types.speaker import Speaker
from training.corpora import scorer
from training.speaker_questions import Article, articles, quoted, tellers


def oracle(article: Article) -> list[Speaker | None]:
    """The speakers of the gold attributions, from their own spans."""
    return list(speakers(article.text, article.marked, tellers(article.marked), quoted(article.text)))


def reader(analyser: Analyser, article: Article) -> list[Speaker | None]:
    """The speakers of the gold attributions as the whole program finds them: None where it misses the attribution."""
    score = scorer()
    analysis = analyser.analyse(Document.of(article.text, id=article.id, language="en"))
    predicted = [{role: getattr(a, role) for role in score.ROLES} for a in analysis.attributions]
    gold = [{role: tuple(map(tuple, getattr(m, role))) for role in score.ROLES} for m in article.marked]
    found, _ = score.match(article.text, predicted, gold)
    return [next((analysis.attributions[i].speaker for i, j in found if j == k), None) for k in range(len(gold))]


def judged(article: Article, found: list[Speaker | None]) -> Iterator[tuple[str, Speaker, str, str]]:
    """For each gold attribution that was found: how gold names it, what was given, what is right, the verdict."""
    score = scorer()
    for k, (speaker, (gold, unnamed)) in enumerate(zip(found, article.speakers, strict=True)):
        if speaker is None:
            continue
        known = gold not in {"unknown", "author"}
        shown = speaker.status == "resolved" and speaker.name is not None
        best = speaker.name or (speaker.alternatives[0] if speaker.alternatives else None)
        right = known and score.same_speaker(best, gold, unnamed)
        verdict = ("right" if right else "wrong") if shown else "left open" if known else "rightly open"
        yield (
            article.hows[k] if known else gold,
            speaker,
            gold,
            verdict + (" (best was right)" if right and not shown else ""),
        )


def main() -> None:
    """Count and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--on", choices=["dev", "train", "stories"], default="dev")
    options.add_argument("--read", action="store_true", help="with the reader instead of gold spans")
    options.add_argument("--errors", type=int, default=0)
    given = options.parse_args()
    analyser = Analyser() if given.read else None
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    errors: dict[tuple[str, str], list[str]] = defaultdict(list)
    for article in articles(given.on):
        found = reader(analyser, article) if analyser else oracle(article)
        for (how, speaker, gold, verdict), marked in zip(
            judged(article, found), [m for m, f in zip(article.marked, found, strict=True) if f], strict=True
        ):
            counts[how][verdict] += 1
            counts["author, unknown" if how in {"author", "unknown"} else "all"][verdict] += 1
            if not verdict.startswith("right"):
                words = [article.text[a:b][:80] for a, b in marked.source]
                before = article.text[max(0, marked.source[0][0] - 150) : marked.source[0][0]] if marked.source else ""
                errors[how, verdict].append(
                    json.dumps(
                        [words, speaker.name, speaker.alternatives, speaker.confidence, gold, before],
                        ensure_ascii=False,
                    )
                )
    print("how                 n  right  shown  shown right")
    for how, each in counts.items():
        n, shown = each.total(), each["right"] + each["wrong"] + each["wrong (best was right)"]
        print(
            f"{how:16} {n:4} {100 * each['right'] / n:6.1f} {100 * shown / n:6.1f} {100 * each['right'] / max(shown, 1):12.1f}   {dict(each)}"
        )
    for key, lines in errors.items():
        if given.errors:
            print(key, len(lines), *lines[: given.errors], sep="\n   ")


if __name__ == "__main__":
    main()
