"""The record: a searchable store of analysed documents, one SQLite file."""

from onrecord.record.store import Record
from onrecord.record.values import Hit, Money, Problem, Query, Run, Stats, Version

__all__ = ["Hit", "Money", "Problem", "Query", "Record", "Run", "Stats", "Version"]
