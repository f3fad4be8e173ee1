"""Counts of what became of the documents of a run, for the line at its end."""

from collections import Counter

from onrecord.errors import causes
from onrecord.flow import Outcome


class Tally:
    """What was counted so far: `recorded`, `known` and `refused` documents, and refusals by code."""

    def __init__(self) -> None:
        self.recorded = self.known = self.refused = 0
        self._unread = 0
        self._codes: Counter[str] = Counter()

    def count(self, outcome: Outcome) -> None:
        """Count one document."""
        self.recorded += outcome.status == "recorded"
        self.known += outcome.status == "known"
        self.refused += outcome.status == "refused"
        self._unread += outcome.analysis is not None and outcome.analysis.weights is None
        if outcome.refusal:
            self._codes[outcome.refusal.code] += 1

    def __bool__(self) -> bool:
        return bool(self.recorded or self.known or self.refused)

    def __str__(self) -> str:
        note = f" ({self._unread} not in English, so not analysed)" if self._unread else ""
        return f"{self.recorded} recorded{note}, {self.known} known already, {self.refused} refused{self._by_cause()}"

    def _by_cause(self) -> str:
        named = causes()
        return (
            " (" + ", ".join(f"{count} {named[code]} {code}" for code, count in self._codes.most_common()) + ")"
            if self._codes
            else ""
        )
