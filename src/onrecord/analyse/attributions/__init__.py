"""Attributions: what is read and what rules add, each once, nested as the story nests them."""
