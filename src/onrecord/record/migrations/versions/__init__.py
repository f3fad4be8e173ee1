"""One file a revision. Their SQL is frozen: a later change is a later revision."""
