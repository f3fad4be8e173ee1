"""The reader: what the network finds in a text, and the words and quotations that it reads."""
