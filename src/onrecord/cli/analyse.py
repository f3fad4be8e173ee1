"""`onrecord analyse`: print what is found, record nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from onrecord.cli.documents import writer
from onrecord.cli.options import (
    DEFAULT_CONFIDENCE,
    DEFAULT_WEIGHTS,
    AnyLanguage,
    Explain,
    FormatOption,
    FromOption,
    Jobs,
    MinConfidence,
    Paths,
    Published,
    Publisher,
    Title,
    Url,
    Weights,
    described,
    form_of,
)
from onrecord.cli.report import guarded, say, say_refused, status
from onrecord.types.attribution import Analysis
from onrecord.types.document import Refusal


def analyse(
    paths: Paths,
    form: FromOption = None,
    printed: FormatOption = None,
    explain: Explain = False,
    title: Title = None,
    publisher: Publisher = None,
    published: Published = None,
    url: Url = None,
    weights: Weights = DEFAULT_WEIGHTS,
    min_confidence: MinConfidence = DEFAULT_CONFIDENCE,
    any_language: AnyLanguage = False,
    jobs: Jobs = 1,
) -> None:
    """Print who is reported to say what. Exit status: 0 all was read, 1 some was refused, 2 nothing could be read."""
    with guarded() as output:
        from onrecord.cli.workers import Manner, analysts
        from onrecord.flow import analysed
        from onrecord.read.paths import read_paths

        write = writer(printed, explain)
        known = described(title, publisher, published, url)
        manner = Manner(weights, min_confidence, threads=1)
        tally = Tally()
        with analysts(manner, jobs) as (analyst, ahead):
            read = read_paths(paths, form_of(form), known)
            found = analysed(read, analyst, any_language=any_language, ahead=ahead)
            write(tally.apart(found), min_confidence, output)
        tally.say_unread()
        sys.exit(status(tally.done, tally.refused))


class Tally:
    """Counts what comes by, and tells refusals on standard error."""

    def __init__(self) -> None:
        self.done = 0
        self.refused = 0
        self.unread = 0

    def apart(self, found: Iterable[Analysis | Refusal]) -> Iterator[Analysis]:
        """The analyses alone."""
        for one in found:
            if isinstance(one, Refusal):
                self.refused += 1
                say_refused(one)
            else:
                self.done += 1
                self.unread += one.weights is None
                yield one

    def say_unread(self) -> None:
        """Say how many documents were passed over for their language."""
        if self.unread:
            say(f"note: {self.unread} not in English, so not analysed; --any-language does it all the same")
