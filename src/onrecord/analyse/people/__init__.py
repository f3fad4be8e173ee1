"""People: names, mentions and who is behind a source."""
