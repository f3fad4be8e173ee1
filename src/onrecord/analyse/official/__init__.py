"""Official texts: who speaks in transcripts, speeches and press releases, and what their heads say of when and where."""
