"""Setting: where, through what and to whom something was said."""
