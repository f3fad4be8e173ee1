"""The story that the project began from, read as published on 2022-05-31: python -m benchmarks.seed

Says for each attribution of the record made by hand whether it is found, under which name, and whether anything is
read from the footer.
"""

import json

from benchmarks.agreement import Marked, found, marked
from onrecord.analyse.pipeline import Analyser
from onrecord.types.document import Description, Document
from training.corpora import SEED

FOOTER = "For the latest news"


def main() -> None:
    """Print the table."""
    story = json.loads(SEED.read_text("utf-8"))
    text = story["text"]
    read = Analyser().analyse(Document.of(text, Description(published="2022-05-31"))).attributions
    pairs = found(text, [Marked(a.source, a.cue, a.content) for a in read], [marked(a) for a in story["attributions"]])
    by_gold = {j: read[i] for i, j in pairs}
    for j, gold in enumerate(story["attributions"]):
        hit = by_gold.get(j)
        name = "-" if hit is None else hit.speaker.name or f"unresolved ({', '.join(text[a:b] for a, b in hit.source)})"
        cue = " ".join(text[a:b] for a, b in gold["cue"])
        print(f"{gold['id']:4} {cue:22} {'found' if hit else 'missed':7} {name:32} gold: {gold['speaker']['name']}")
    footer = text.index(FOOTER)
    spoken = sum(a.content[-1][1] > footer for a in read)
    print(
        f"{len(by_gold)} of {len(story['attributions'])} found, {len(read) - len(by_gold)} more read, {spoken} from the footer"
    )


if __name__ == "__main__":
    main()
