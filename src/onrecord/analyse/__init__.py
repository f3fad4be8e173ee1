"""Document → attributions: one file an idea, `pipeline` their order."""
