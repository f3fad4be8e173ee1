"""Pages → documents: the main text, what the page says about itself, and where each paragraph stands in it."""
